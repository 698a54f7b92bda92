public import GradusNN

/// Shows a figure: on the page when Gradus runs the example, as text anywhere else.
///
/// - Parameters:
///   - id: what the prose refers to it by, such as "fig:loss"
///   - caption: one sentence that says what to see in it
public func show(_ plot: Plot, id: String = "", caption: String) {
  guard Record.isCollected else {
    print(plot.text())
    print(caption)
    return
  }
  Record.figure(
    Record.Figure(
      id: id, title: plot.title, caption: caption, svg: plot.svg(id: identifier(id)),
      description: plot.description, columns: plot.table.columns, rows: plot.table.rows)
  ).send()
}

/// Shows a recorded run: its frames side by side.
public func show(_ replay: Replay, id: String = "", caption: String) {
  guard Record.isCollected else {
    print(replay.description)
    print(caption)
    return
  }
  Record.figure(
    Record.Figure(
      id: id, title: replay.title, caption: caption, svg: replay.svg(id: identifier(id)),
      description: replay.description, columns: [], rows: [])
  ).send()
}

/// An id for parts of the drawing: letters, digits and hyphens only.
private func identifier(_ id: String) -> String {
  id.isEmpty ? "figure" : String(id.map { $0.isLetter || $0.isNumber ? $0 : "-" })
}
