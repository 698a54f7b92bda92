import GradusDiagnostics
package import GradusLessons
import GradusMarkdown

/// Everything in the course that a text can point at, numbered once for all pages.
struct Labels: Sendable {
  /// A place, and what to call it.
  struct Target: Hashable, Sendable {
    var page: String
    var anchor: String
    /// "Equation 3", "Figure 2", "Exercise bceWithLogits", or the words of a heading.
    var name: String
    /// The number alone, for the label at the thing itself.
    var number: Int?
  }

  private var targets: [String: [String: Target]] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// Anchors of headings by page and place, for the ids that no author wrote.
  private var headingAnchors: [String: [SourcePosition: String]] = [:]

  init(_ course: Course, _ runs: [String: ExampleRun]) {
    for lesson in course.lessons { add(lesson, runs) }
  }

  init(_ lesson: Lesson, _ runs: [String: ExampleRun]) { add(lesson, runs) }

  func target(_ id: String, on page: String) -> Target? { targets[page]?[id] }

  /// Every id of a page, for "did you mean".
  func ids(on page: String) -> [String] { targets[page].map { $0.keys.sorted() } ?? [] }

  func anchor(ofHeadingAt span: SourceSpan, on page: String) -> String {
    headingAnchors[page]?[span.start] ?? ""
  }

  // MARK: Collecting

  private mutating func add(_ lesson: Lesson, _ runs: [String: ExampleRun]) {
    var counts: [String: Int] = [:]
    func next(_ kind: String) -> Int {
      counts[kind, default: 0] += 1
      return counts[kind, default: 0]
    }
    for block in lesson.blocks {
      switch block {
      case .prose(let block): add(block, lesson.slug, next)
      case .example(let example):
        let run = runs[example.key]
        for (index, figure) in (run?.figures ?? []).enumerated() {
          let number = next("Figure")
          add(
            figureAnchor(figure, index, example), "Figure \(number)", number, lesson.slug,
            example.code.span)
        }
      case .exercise(let exercise):
        let number = next("Exercise")
        let id = exercise.name.exercise
        add(id, "Exercise \(id)", number, lesson.slug, exercise.code.span)
      case .quiz(let quiz):
        let number = next("Question")
        add(quiz.id, "Question \(number)", number, lesson.slug, quiz.span)
      case .hint(let blocks, _, _): for block in blocks { add(block, lesson.slug, next) }
      case .shared, .check, .probe, .wrong, .sketch, .listing: break
      }
    }
    // An example may share its name with a section; then the name means the section.
    for example in lesson.examples where targets[lesson.slug]?[example.id] == nil {
      targets[lesson.slug, default: [:]][example.id] = Target(
        page: lesson.slug, anchor: "run-\(example.id)", name: "Example \(example.id)")
    }
  }

  private mutating func add(_ block: Block, _ page: String, _ next: (String) -> Int) {
    switch block.kind {
    case .heading(_, let content, let id):
      let words = plainText(content)
      let anchor = id ?? unused(headingID(words), on: page)
      headingAnchors[page, default: [:]][block.span.start] = anchor
      add(anchor, words, nil, page, block.span)
    case .math(let math):
      guard let label = math.label else { return }
      let number = next("Equation")
      add(label, "Equation \(number)", number, page, math.span)
    case .table(let table):
      guard let id = table.id else { return }
      let number = next("Table")
      add(id, "Table \(number)", number, page, block.span)
    case .code(let fence):
      if let id = fence.id { add(id, "the listing", nil, page, block.span) }
    case .quote(let blocks): for inner in blocks { add(inner, page, next) }
    case .callout(let callout): for inner in callout.blocks { add(inner, page, next) }
    case .list(let list):
      for item in list.items { for inner in item.blocks { add(inner, page, next) } }
    case .paragraph, .thematicBreak, .html: break
    }
  }

  private mutating func add(
    _ id: String, _ name: String, _ number: Int?, _ page: String, _ span: SourceSpan
  ) {
    guard targets[page]?[id] == nil else {
      diagnostics.append(
        Diagnostic(
          id: "DuplicateId", at: span, "'\(id)' is already the name of something on this page",
          explanation: "A link to it could only go to one of the two.",
          fixes: ["give one of them another name"]))
      return
    }
    targets[page, default: [:]][id] = Target(
      page: page, anchor: id, name: name, number: number)
  }

  private func unused(_ name: String, on page: String) -> String {
    guard targets[page]?[name] != nil else { return name }
    var count = 2
    while targets[page]?["\(name)-\(count)"] != nil { count += 1 }
    return "\(name)-\(count)"
  }
}

/// What the page of a lesson calls each thing that its text can point at: "eq:cell" is "Equation 1".
package func labelNames(_ lesson: Lesson, _ runs: [String: ExampleRun]) -> [String: String] {
  let labels = Labels(lesson, runs)
  let ids = labels.ids(on: lesson.slug)
  return Dictionary(
    ids.map { ($0, labels.target($0, on: lesson.slug)?.name ?? $0) },
    uniquingKeysWith: { first, _ in first })
}

/// Where a figure can be pointed at, also when its code gave it no id.
package func figureAnchor(_ figure: RunFigure, _ index: Int, _ example: Example) -> String {
  guard figure.id.isEmpty else { return figure.id }
  return "fig:\(example.id)" + (index == 0 ? "" : "-\(index + 1)")
}
