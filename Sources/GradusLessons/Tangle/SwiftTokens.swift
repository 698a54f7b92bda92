import GradusSyntax

/// A piece of Swift source that matters for reading a function's signature.
struct SwiftToken: Hashable {
  enum Kind: Hashable { case word, punctuation }
  var kind: Kind
  var text: Substring
  /// Line of the token's end, counted from 0 at the start of the source.
  var line: Int
}

/// The words and punctuation of Swift source, without comments; a string literal is one word, with all
/// that is interpolated in it.
///
/// It knows just enough to find top-level `func` declarations, whose parts are plain words in every
/// lesson. What it cannot read is left to the Swift compiler to complain about.
func swiftTokens(_ source: String) -> [SwiftToken] {
  let bytes = Array(source.utf8)
  var tokens: [SwiftToken] = []
  var line = 0
  /// Where the literal began that we are in, and how many literals are open there.
  var literal = (start: 0, depth: 0)
  func add(_ kind: SwiftToken.Kind, _ range: Range<Int>) {
    let text = Substring(decoding: bytes[range], as: UTF8.self)
    tokens.append(SwiftToken(kind: kind, text: text, line: line))
  }
  for piece in swiftPieces(of: bytes) {
    let range = piece.range
    for index in range where bytes[index] == UInt8(ascii: "\n") { line += 1 }
    if case .text(let starts, let ends) = piece.kind {
      if starts {
        if literal.depth == 0 { literal.start = range.lowerBound }
        literal.depth += 1
      }
      if ends {
        literal.depth -= 1
        if literal.depth == 0 { add(.word, literal.start..<range.upperBound) }
      }
      continue
    }
    if literal.depth > 0 { continue }
    switch piece.kind {
    case .space, .comment, .text: break
    case .word, .number, .attribute, .directive, .regex: add(.word, range)
    case .punctuation: add(.punctuation, range)
    case .operation:
      var index = range.lowerBound
      while index < range.upperBound {
        let isArrow =
          bytes[index] == UInt8(ascii: "-") && index + 1 < range.upperBound
          && bytes[index + 1] == UInt8(ascii: ">")
        add(.punctuation, index..<index + (isArrow ? 2 : 1))
        index += isArrow ? 2 : 1
      }
    }
  }
  if literal.depth > 0 { add(.word, literal.start..<bytes.count) }
  return tokens
}
