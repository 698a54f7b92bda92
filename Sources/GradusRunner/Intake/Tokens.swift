package import GradusDiagnostics
import GradusSyntax

/// A piece of Swift source that a rule may have an opinion about.
package struct Token: Hashable {
  package enum Kind: Hashable {
    /// A name or a keyword, without back quotes, or a number.
    case word
    /// `@name`
    case attribute
    /// `#name`
    case directive
    case punctuation
  }

  package var kind: Kind
  package var text: Substring
  package var position: SourcePosition
  /// Whether it is the first token of its line.
  package var isFirstOfLine: Bool
}

/// The tokens of Swift source, without comments and the text of string literals, and how deep its
/// brackets and interpolations are nested.
///
/// Code inside of string interpolations counts as code.
package func tokens(of source: String) -> (tokens: [Token], deepest: Int) {
  let bytes = Array(source.utf8)
  var reader = TokenReader(bytes: bytes)
  for piece in swiftPieces(of: bytes) { reader.read(piece) }
  return (reader.tokens, reader.deepest)
}

private struct TokenReader {
  let bytes: [UInt8]
  var tokens: [Token] = []
  var deepest = 0
  private var depth = 0
  private var line = 1
  private var lineStart = 0
  private var isFirstOfLine = true

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func read(_ piece: SwiftPiece) {
    let range = piece.range
    switch piece.kind {
    case .space, .comment: countLines(range)
    case .text(let starts, let ends):
      if !starts { close() }
      if !ends { open() }
      countLines(range)
      isFirstOfLine = false
    case .regex:
      countLines(range)
      isFirstOfLine = false
    case .word where bytes[range.lowerBound] == UInt8(ascii: "`"):
      add(.word, range.lowerBound + 1..<range.upperBound - 1)
    case .word, .number: add(.word, range)
    case .attribute: add(.attribute, range)
    case .directive: add(.directive, range)
    case .operation: for index in range { add(.punctuation, index..<index + 1) }
    case .punctuation:
      if "([{".utf8.contains(bytes[range.lowerBound]) { open() }
      if ")]}".utf8.contains(bytes[range.lowerBound]) { close() }
      if bytes[range.lowerBound] != UInt8(ascii: "`") { add(.punctuation, range) }
    }
  }

  private mutating func open() {
    depth += 1
    deepest = max(deepest, depth)
  }

  /// What closes without having been opened makes no room for what is opened later.
  private mutating func close() { depth = max(0, depth - 1) }

  private mutating func countLines(_ range: Range<Int>) {
    for index in range {
      let isCarriageReturn = bytes[index] == 0x0D
      guard bytes[index] == 0x0A || isCarriageReturn else { continue }
      if isCarriageReturn, index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
      line += 1
      lineStart = index + 1
      isFirstOfLine = true
    }
  }

  private mutating func add(_ kind: Token.Kind, _ range: Range<Int>) {
    var text = Substring(decoding: bytes[range], as: UTF8.self)
    // Between a sign and its name there may be space.
    if kind != .word, range.count > 1 { text.removeAll { $0 == " " || $0 == "\t" } }
    tokens.append(
      Token(
        kind: kind, text: text,
        position: SourcePosition(line: line, column: range.lowerBound - lineStart + 1),
        isFirstOfLine: isFirstOfLine))
    isFirstOfLine = false
  }
}
