import GradusSyntax

/// Swift source as HTML: spans with a class for what each piece is, and the text untouched.
package func highlighted(_ source: String) -> String {
  colouredPieces(of: source).map { piece in
    piece.kind == .plain || piece.kind == .operation
      ? escaped(piece.text)
      : "<span class=\"\(piece.kind.rawValue)\">\(escaped(piece.text))</span>"
  }.joined()
}

/// Swift source in pieces with a colour each; the pieces, joined, are the source.
package func colouredPieces(of source: String) -> [SwiftToken] {
  let bytes = Array(source.utf8)
  var tokens: [SwiftToken] = []
  for piece in swiftPieces(of: bytes) {
    let text = String(decoding: bytes[piece.range], as: UTF8.self)
    let kind = colour(piece, text, bytes)
    if let last = tokens.last, last.kind == kind, kind == .plain || kind == .string {
      tokens[tokens.count - 1].text += text
    } else {
      tokens.append(SwiftToken(kind: kind, text: text))
    }
  }
  return tokens
}

private func colour(_ piece: SwiftPiece, _ text: String, _ bytes: [UInt8]) -> SwiftToken.Kind {
  switch piece.kind {
  case .space, .punctuation: return .plain
  case .comment: return .comment
  case .text, .regex: return .string
  case .number: return .number
  case .attribute: return .attribute
  case .directive: return .directive
  case .operation: return .operation
  case .word: break
  }
  let (start, end) = (piece.range.lowerBound, piece.range.upperBound)
  let isMember = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
  if swiftKeywords.contains(text), !isMember || text == "self" || text == "init" {
    return .keyword
  }
  if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[start]) { return .type }
  let isCall = end < bytes.count && bytes[end] == UInt8(ascii: "(") && !text.hasPrefix("`")
  return isCall ? .call : .plain
}
