/// The finding for people: the line it is about, with a mark under the place.
///
/// - Parameter source: the text of the file that the span names; without it the drawing is left out.
package func drawn(_ diagnostic: Diagnostic, source: String?, style: TextStyle) -> String {
  let headline = paint(diagnostic.severity, style)("\(diagnostic.severity.rawValue):")
  let place = diagnostic.span.map { style.bold("\($0): ") } ?? ""
  var lines = ["\(place)\(headline) \(diagnostic.summary) \(style.dim("[\(diagnostic.id)]"))"]
  if let span = diagnostic.span, let source, let drawing = snippet(span, in: source, style: style) {
    lines += drawing
  }
  if let explanation = diagnostic.explanation { lines.append("  why: \(explanation)") }
  for note in diagnostic.notes {
    lines.append("  note: " + (note.span.map { "\($0): " } ?? "") + note.text)
  }
  lines += diagnostic.fixes.map { "  fix: \($0)" }
  return lines.joined(separator: "\n")
}

private func paint(_ severity: Diagnostic.Severity, _ style: TextStyle) -> (String) -> String {
  switch severity {
  case .error: style.red
  case .warning: style.yellow
  case .note: style.blue
  }
}

/// The line of the span's start and a row of carets below it; nil when the text has no such line.
private func snippet(_ span: SourceSpan, in source: String, style: TextStyle) -> [String]? {
  let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
  guard lines.indices.contains(span.start.line - 1) else { return nil }
  let text = lines[span.start.line - 1].filter { $0 != "\r" }
  let bytes = text.utf8.count
  let start = min(max(span.start.column - 1, 0), bytes)
  let end = span.end.line == span.start.line ? min(max(span.end.column - 1, start), bytes) : bytes
  // Columns are bytes, carets are characters; a tab stays a tab so that both rows line up.
  let before = characters(text, from: 0, to: start)
  let inside = characters(text, from: start, to: end)
  let gutter = "\(span.start.line)"
  let pad = String(repeating: " ", count: gutter.count)
  return [
    "  \(style.dim("\(gutter) |")) \(text)",
    "  \(style.dim("\(pad) |")) " + String(before.map { $0 == "\t" ? "\t" : " " })
      + style.green(String(repeating: "^", count: max(1, inside.count))),
  ]
}

/// The characters of `text` that begin between two byte offsets.
private func characters(_ text: String, from start: Int, to end: Int) -> [Character] {
  var offset = 0
  return text.filter { character in
    defer { offset += character.utf8.count }
    return offset >= start && offset < end
  }.map { $0 }
}
