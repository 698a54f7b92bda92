import GradusDiagnostics
import GradusSite

/// Code keeps its lines, four columns to the right where there is room for them; one that is longer
/// than the terminal goes on below itself.
func codeLines(_ code: String, width: Int, style: TextStyle, isSwift: Bool = true) -> [String] {
  let text = code.trimmedEnd
  guard !text.isEmpty else { return [] }
  let tokens = isSwift ? colouredPieces(of: text) : [SwiftToken]()
  let pieces = isSwift ? tokens.map { ($0.kind, $0.text) } : [(.plain, text)]
  var lines: [String] = []
  var line = ""
  var used = 0
  let longest = text.split(separator: "\n").map(\.count).max() ?? 0
  let indent = String(repeating: " ", count: max(0, min(4, width - longest)))
  let room = max(width - indent.count, 16)
  for (kind, text) in pieces {
    for (number, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if number > 0 {
        lines.append(line.isEmpty ? "" : indent + line)
        (line, used) = ("", 0)
      }
      var rest = part
      while used + rest.count > room {
        let head = rest.prefix(room - used)
        lines.append(indent + line + dressed(String(head), kind, style))
        rest = rest.dropFirst(head.count)
        (line, used) = ("  ", 2)
      }
      line += dressed(String(rest), kind, style)
      used += rest.count
    }
  }
  return lines + [indent + line]
}

/// Colour says nothing here that the words do not say.
private func dressed(_ text: String, _ kind: SwiftToken.Kind, _ style: TextStyle) -> String {
  guard text.contains(where: { $0 != " " }) else { return text }
  return switch kind {
  case .keyword, .directive: style.bold(text)
  case .comment: style.dim(text)
  case .string, .number: style.green(text)
  case .type, .attribute: style.cyan(text)
  case .call, .operation, .plain: text
  }
}
