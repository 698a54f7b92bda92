import GradusLessons
import GradusSyntax

/// What a block changes in one that stood before it, line by line.
struct Changes {
  enum Line: Hashable {
    case same(String)
    case added(String)
    case removed(String)
  }

  var lines: [Line]

  /// The changes from one text to another; nil where the two are not versions of one program.
  ///
  /// Versions share at least six lines with something in them, and three fifths of the shorter one.
  init?(from old: String, to new: String) {
    let before = old.trimmingNewlines.lines
    let after = new.trimmingNewlines.lines
    func full(_ lines: [Substring]) -> Int {
      lines.filter { $0.utf8.contains { $0 > 0x20 } }.count
    }
    let needed = max(6, (min(full(before), full(after)) * 3 + 4) / 5)
    // Lines in any order are quicker to count, and most programs have nothing to do with each other.
    let known = Set(before)
    guard full(after.filter(known.contains)) >= needed else { return nil }
    let difference = after.difference(from: before)
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    let shared = full(before.indices.filter { !removed.contains($0) }.map { before[$0] })
    guard !difference.isEmpty, shared >= needed else { return nil }
    lines = []
    var next = 0
    for (index, line) in before.enumerated() {
      // What was put in comes before what stood there and stayed, and behind what was taken out.
      if removed.contains(index) {
        lines.append(.removed(String(line)))
        continue
      }
      while added.contains(next) {
        lines.append(.added(String(after[next])))
        next += 1
      }
      lines.append(.same(String(line)))
      next += 1
    }
    while next < after.count {
      lines.append(.added(String(after[next])))
      next += 1
    }
  }

  var addedCount: Int { lines.filter { if case .added = $0 { true } else { false } }.count }
  var removedCount: Int { lines.filter { if case .removed = $0 { true } else { false } }.count }

  /// The changes with two lines around each; a gap in between is one line of dots.
  var shown: [Line?] {
    let near = lines.indices.filter { index in
      lines[max(0, index - 2)...min(lines.count - 1, index + 2)].contains {
        if case .same = $0 { false } else { true }
      }
    }
    var shown: [Line?] = []
    var last = -1
    for index in near {
      if index > last + 1 { shown.append(nil) }
      shown.append(lines[index])
      last = index
    }
    return last + 1 < lines.count ? shown + [nil] : shown
  }
}

extension PageWriter {
  /// What an example changes in the latest example of the lesson that it is a version of.
  func changes(in example: Example) -> [String: Any] {
    guard let lesson = site.course.lesson(page),
      let index = lesson.examples.firstIndex(where: { $0.id == example.id })
    else { return [:] }
    for earlier in lesson.examples[..<index].reversed() {
      guard let changes = Changes(from: earlier.visibleText, to: example.visibleText) else {
        continue
      }
      return [
        "earlier": earlier.id, "anchor": "run-\(earlier.id)", "code": html(changes),
        "counts": "\(counted(changes.addedCount, "line")) added, \(changes.removedCount) removed",
        "id": example.id,
      ]
    }
    return [:]
  }

  /// Signs before the lines, so that colour is not all that tells them apart.
  private func html(_ changes: Changes) -> String {
    changes.shown.map { line in
      switch line {
      case .same(let text)?: "  \(highlighted(text))"
      case .added(let text)?: "<ins>+ \(highlighted(text))</ins>"
      case .removed(let text)?: "<del>− \(highlighted(text))</del>"
      case nil: "  ⋯"
      }
    }.joined(separator: "\n")
  }
}
