import GradusDiagnostics

/// A footnote definition whose body is still source.
struct LiftedFootnote {
  var label: String
  var lines: [SourceLine]
  var span: SourceSpan
}

/// Takes `[^label]: text` out of `lines`, leaving blank ones.
///
/// They have to go before cmark reads the text: to plain CommonMark such a line defines a *link*, and
/// every reference to the footnote would silently become one. A definition goes on until a blank
/// line, and beyond it as long as the lines are indented.
func liftFootnotes(
  _ lines: [SourceLine], path: String, isCode: (Int) -> Bool
) -> (rest: [SourceLine], [LiftedFootnote]) {
  var rest = lines
  var footnotes: [LiftedFootnote] = []
  var index = 0
  while index < lines.count {
    guard !isCode(lines[index].number), let (label, start) = definition(lines[index]) else {
      index += 1
      continue
    }
    let first = index
    var body = [lines[index].dropping(start)]
    index += 1
    while index < lines.count {
      let indentation = lines[index].bytes.prefix { $0 == .space }.count
      if lines[index].isBlank {
        let next = lines[index...].first { !$0.isBlank }
        guard let next, next.bytes.prefix(while: { $0 == .space }).count >= 2 else { break }
      } else if definition(lines[index]) != nil
        || (body.last?.isBlank == true && indentation < 2)
      {
        break
      }
      body.append(lines[index].dropping(min(indentation, 4)))
      index += 1
    }
    for line in first..<index { rest[line] = SourceLine(number: lines[line].number, bytes: []) }
    footnotes.append(
      LiftedFootnote(
        label: label, lines: body, span: SourceSpan(file: path, line: lines[first].number)))
  }
  return (rest, footnotes)
}

/// The label of `[^label]:` and the offset behind it.
private func definition(_ line: SourceLine) -> (label: String, end: Int)? {
  let spaces = line.bytes.prefix { $0 == .space }.count
  let bytes = line.bytes[spaces...]
  guard spaces <= 3, bytes.starts(with: Array("[^".utf8)),
    let close = bytes.firstIndex(of: UInt8(ascii: "]")), close > spaces + 2,
    close + 1 < line.bytes.count, line.bytes[close + 1] == UInt8(ascii: ":")
  else { return nil }
  let label = String(decoding: line.bytes[spaces + 2..<close], as: UTF8.self)
  guard !label.contains(where: { $0.isWhitespace }) else { return nil }
  var end = close + 2
  while end < line.bytes.count, line.bytes[end] == .space { end += 1 }
  return (label, end)
}
