package import GradusLessons

/// Where a figure is saved in the workspace: `figures/bce-clamp-2.svg`, or with its own name.
///
/// An experiment has a name of its own, so that it can be laid beside the lesson's figure.
package func figurePath(
  _ figure: RunFigure, of example: Example, number: Int, _ overrides: Overrides = Overrides()
) -> String {
  // An id is written `fig:clamp`, and a colon is no part of a file name everywhere.
  let id = figure.id.split(separator: ":").last.map(String.init) ?? "\(number)"
  let name = id == example.id ? example.id : "\(example.id)-\(id)"
  let values =
    overrides.settings.map { "-\($0.name)-\(fileWord($0.literal))" }
    + (overrides.seed.map { ["-seed-\($0)"] } ?? [])
  return "figures/\(example.lesson)-\(name)\(values.joined()).svg"
}

private func fileWord(_ literal: String) -> String {
  String(literal.prefix(20).map { $0.isLetter || $0.isNumber || "-.".contains($0) ? $0 : "_" })
}

/// A figure on the terminal: drawn in characters, or in words for those who cannot see it.
package func figureWords(_ figure: RunFigure, path: String?, width: Int, isPlain: Bool) -> String {
  var lines = [""]
  if !isPlain, let text = figure.text(columns: width) {
    lines.append(text.trimmedEnd)
    lines += wrapped(figure.caption, width: min(width, 80))
  } else {
    let title = figure.title.isEmpty ? "Figure" : figure.title
    lines += wrapped("\(title). \(figure.description)", width: min(width, 80))
  }
  if let path { lines.append("saved as \(path)") }
  return lines.joined(separator: "\n")
}
