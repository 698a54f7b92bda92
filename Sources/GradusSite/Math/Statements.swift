/// A formula cut where its author left a wide space, outside of all brackets: `a = b, \qquad c = d`
/// are two statements.
///
/// Browsers break no line within a formula, so whoever wants to break one has to cut it first.
func separateStatements(_ tex: String) -> [String] {
  var parts: [Substring] = []
  var depth = 0
  var start = tex.startIndex
  var index = start
  while index < tex.endIndex {
    let rest = tex[index...]
    guard rest.first == "\\" else {
      depth += rest.first == "{" ? 1 : rest.first == "}" ? -1 : 0
      index = tex.index(after: index)
      continue
    }
    let name = rest.dropFirst().prefix { $0.isASCII && $0.isLetter }
    let end = name.isEmpty ? rest.dropFirst(2).startIndex : name.endIndex
    switch name {
    case "begin", "left": depth += 1
    case "end", "right": depth -= 1
    case "quad", "qquad":
      if depth == 0 {
        parts.append(tex[start..<index])
        start = end
      }
    default: break
    }
    index = end
  }
  return (parts + [tex[start...]]).map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
}
