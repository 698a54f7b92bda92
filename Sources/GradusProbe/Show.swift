public import GradusNN

/// Shows a figure: on the page where Gradus runs the example, in the terminal anywhere else.
///
/// - Parameters:
///   - id: how the prose refers to it, such as "fig:clamp"
///   - caption: a sentence under the figure
public func show(_ plot: Plot, id: String = "", caption: String = "") {
  guard Record.isCollected else { return print(plot.text(), caption, separator: "\n") }
  let table = plot.table
  Record.figure(
    Record.Figure(
      id: id, title: plot.title, caption: caption, svg: plot.svg(id: elementID(id)),
      description: plot.description, columns: table.columns, rows: table.rows,
      texts: texts(of: plot))
  ).send()
}

/// Shows a recorded run: its frames on the page, the last of them in the terminal.
///
/// - Parameters:
///   - id: how the prose refers to it
///   - caption: a sentence under the figure
public func show(_ replay: Replay, id: String = "", caption: String = "") {
  guard replay.count > 0 else { return }
  let last = replay.frame(replay.count - 1)
  guard Record.isCollected else { return print(last.text(), caption, separator: "\n") }
  let table = last.table
  Record.figure(
    Record.Figure(
      id: id, title: replay.title, caption: caption, svg: replay.svg(id: elementID(id)),
      description: replay.description, columns: table.columns, rows: table.rows,
      replay: replay.packed, texts: texts(of: last))
  ).send()
}

/// The picture in characters, for a wide terminal, a narrow one and half of one.
private func texts(of plot: Plot) -> [String] {
  [76, 56, 38].map { plot.text(width: $0, height: $0 == 76 ? 16 : 12) }
}

/// What the ids inside a drawing begin with: no two figures of a page may share one.
private func elementID(_ id: String) -> String {
  figureCount += 1
  let example = environment("GRADUS_RUN").map { String(cString: $0) } ?? ""
  let name = id.isEmpty ? "\(example)-\(figureCount)" : id
  return String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
}

/// An example shows its figures from its main thread, one after the other.
nonisolated(unsafe) private var figureCount = 0
