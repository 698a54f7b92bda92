/// Text made safe between tags and in quoted attributes.
func escaped(_ text: some StringProtocol) -> String {
  // Most texts need nothing.
  guard text.utf8.contains(where: { $0 < 0x40 && "&<>\"".utf8.contains($0) }) else {
    return String(text)
  }
  var made: [UInt8] = []
  made.reserveCapacity(text.utf8.count + 32)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): made += "&amp;".utf8
    case UInt8(ascii: "<"): made += "&lt;".utf8
    case UInt8(ascii: ">"): made += "&gt;".utf8
    case UInt8(ascii: "\""): made += "&quot;".utf8
    default: made.append(byte)
    }
  }
  return String(decoding: made, as: UTF8.self)
}

extension String {
  /// The string without white space at either end.
  var trimmingSpaces: String {
    // Most texts need nothing, and their first and last byte say so.
    if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first),
      (0x21...0x7E).contains(last)
    {
      return self
    }
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
