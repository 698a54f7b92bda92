package import GradusDiagnostics
import GradusLessons
package import GradusWorkspace

/// One line of the list: an exercise and how far it is.
package struct ListRow: Hashable, Sendable {
  var task: ExerciseTask
  var status: Status
  var entry: LearnerProgress.Entry
  var isCurrent: Bool
  var lessonTitle = ""

  /// Whether a search finds it, by its name or by the title of its lesson.
  func matches(_ search: String) -> Bool {
    let words = "\(task.name) \(lessonTitle)".lowercased()
    return search.split(separator: " ").allSatisfy { words.contains($0.lowercased()) }
  }
}

package func listRows(
  _ tasks: [ExerciseTask], _ progress: LearnerProgress, titles: [String: String] = [:]
) -> [ListRow] {
  let current = progress.resumed(among: tasks)?.name
  return tasks.map {
    ListRow(
      task: $0, status: progress.status(of: $0), entry: progress[$0.name],
      isCurrent: $0.name == current, lessonTitle: titles[$0.name.lesson] ?? "")
  }
}

/// The course as a list: lesson by lesson, a word for every state, and the sum at the end.
package func listScreen(
  _ rows: [ListRow], titles: [String: String], call: String, style: TextStyle, width: Int
) -> String {
  var lines: [String] = []
  var lesson: String?
  for row in rows {
    if row.task.name.lesson != lesson {
      lesson = row.task.name.lesson
      if !lines.isEmpty { lines.append("") }
      lines.append(style.bold(titles[row.task.name.lesson] ?? row.task.name.lesson))
    }
    lines.append(listLine(row, style: style, width: width))
  }
  guard !rows.isEmpty else { return "No exercises match.\nnext: \(call) list" }
  lines += ["", progressLine(rows, style: style, width: width)]
  let open = rows.first { $0.isCurrent } ?? rows.first { $0.status != .done }
  lines.append(
    open.map { "next: \(call)   (resumes \($0.task.name))" }
      ?? "next: \(call) read, or a new course")
  return lines.joined(separator: "\n")
}

extension ListRow {
  /// Points, tries, hints, and what else there is to know.
  var notes: [String] {
    var notes = [counted(task.points, "point")]
    if entry.tries > 0 { notes.append("\(entry.tries) \(entry.tries == 1 ? "try" : "tries")") }
    if entry.hints > 0 { notes.append(counted(entry.hints, "hint")) }
    if entry.solutionShown { notes.append("solution seen") }
    if status == .stale { notes.append("the lesson changed, check it again") }
    return notes
  }
}

private func listLine(_ row: ListRow, style: TextStyle, width: Int) -> String {
  let mark = row.isCurrent ? ">" : " "
  let word = row.status.rawValue.padded(to: 7)
  let painted =
    switch row.status {
    case .done: style.green(word)
    case .stale: style.red(word)
    case .pending: word
    }
  let name = row.task.name.description
  let note = row.notes.joined(separator: ", ")
  // In a narrow terminal the notes stand below the name.
  guard 11 + max(name.count, 36) + 2 + note.count < width else {
    return "\(mark) \(painted)  \(name)\n"
      + wrapped(note, width: max(width - 12, 10)).map { "           " + style.dim($0) }
      .joined(separator: "\n")
  }
  return "\(mark) \(painted)  \(name.padded(to: 36))  \(style.dim(note))"
}

/// A bar and a count: `[########--------] 4 of 8 exercises, 5 of 11 points`.
package func progressLine(_ rows: [ListRow], style: TextStyle, width: Int) -> String {
  let done = rows.filter { $0.status == .done }
  let points = done.reduce(0) { $0 + $1.task.points }
  let all = rows.reduce(0) { $0 + $1.task.points }
  let words = "\(done.count) of \(rows.count) exercises, \(points) of \(all) points"
  let cells = min(24, max(0, width - words.count - 3))
  guard cells >= 8 else { return words }
  let full = done.count * cells / max(rows.count, 1)
  let bar = String(repeating: "#", count: full) + String(repeating: "-", count: cells - full)
  return "[\(style.green(bar))] \(words)"
}

extension String {
  /// With spaces up to a width; a longer text stays whole.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

/// One line of `gradus list --format json`.
struct ListRecord: Encodable {
  var record = "exercise"
  var version = 1
  var name: String
  var status: Status
  var points: Int
  var earned: Int
  var tries: Int
  var hints: Int
  var solutionShown: Bool
  var current: Bool
  var file: String

  init(_ row: ListRow, file: String) {
    name = row.task.name.description
    status = row.status
    points = row.task.points
    earned = row.status == .done ? row.task.points : 0
    tries = row.entry.tries
    hints = row.entry.hints
    solutionShown = row.entry.solutionShown
    current = row.isCurrent
    self.file = file
  }
}
