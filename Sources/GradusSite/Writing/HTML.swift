/// Text made safe between tags and in quoted attributes.
func escaped(_ text: some StringProtocol) -> String {
  // Most texts need nothing.
  guard text.utf8.contains(where: { $0 < 0x40 && "&<>\"".utf8.contains($0) }) else {
    return String(text)
  }
  var made = ""
  made.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": made += "&amp;"
    case "<": made += "&lt;"
    case ">": made += "&gt;"
    case "\"": made += "&quot;"
    default: made.unicodeScalars.append(scalar)
    }
  }
  return made
}

extension String {
  /// The string without white space at either end.
  var trimmingSpaces: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
