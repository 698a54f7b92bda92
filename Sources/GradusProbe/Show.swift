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
  show(runs: [replay], id, caption)
}

/// Shows two recorded runs side by side, on one slider and with the same axes.
///
/// - Parameters:
///   - replay: the run on the left, such as one that collapses
///   - other: the run on the right, of the same kinds of marks
///   - id: how the prose refers to them
///   - caption: a sentence under the figure
public func show(
  _ replay: Replay, beside other: Replay, id: String = "", caption: String = ""
) {
  let (left, right) = replay.onAxes(with: other)
  show(runs: [left, right], id, caption)
}

private func show(runs: [Replay], _ id: String, _ caption: String) {
  let runs = runs.filter { $0.count > 0 }
  guard let first = runs.first else { return }
  let lasts = runs.map { $0.frame($0.count - 1) }
  guard Record.isCollected else {
    for last in lasts { print(last.text()) }
    return print(caption)
  }
  let isAlone = runs.count == 1
  let element = elementID(id)
  var svg = ""
  var rows: [[String]] = []
  for (number, run) in runs.enumerated() {
    svg += run.svg(id: isAlone ? element : "\(element)-\(number + 1)", most: isAlone ? 6 : 3)
    rows += lasts[number].table.rows.map { isAlone ? $0 : [run.title] + $0 }
  }
  let columns = lasts[0].table.columns
  Record.figure(
    Record.Figure(
      id: id, title: runs.map(\.title).joined(separator: ", beside it: "), caption: caption,
      svg: svg,
      description: isAlone
        ? first.description : runs.map { "\($0.title): \($0.description)" }.joined(separator: " "),
      columns: isAlone ? columns : ["run"] + columns, rows: rows,
      replay: "[\(runs.map(\.packed).joined(separator: ","))]", texts: texts(of: lasts[0]))
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
