package import GradusDiagnostics

/// A piece of Swift source that a rule may have an opinion about.
package struct Token: Hashable {
  package enum Kind: Hashable {
    /// A name or a keyword, without back quotes.
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

/// The tokens of Swift source, without comments and the text of string literals.
///
/// Code inside of string interpolations counts as code. It is a lexer and no parser, and it is exact
/// about what decides whether something is code: nested comments, raw and multi-line strings, regex
/// literals between `#/` and `/#`.
package func tokens(of source: String) -> (tokens: [Token], deepest: Int) {
  var lexer = Lexer(source)
  lexer.code(until: nil)
  return (lexer.tokens, lexer.deepest)
}

private struct Lexer {
  let bytes: String.UTF8View
  var index: String.UTF8View.Index
  var line = 1
  var lineStart: String.UTF8View.Index
  var tokens: [Token] = []
  var isFirstOfLine = true
  var depth = 0
  var deepest = 0

  init(_ source: String) {
    bytes = source.utf8
    index = source.utf8.startIndex
    lineStart = index
  }

  var isAtEnd: Bool { index == bytes.endIndex }

  func peek(_ offset: Int = 0) -> UInt8 {
    guard let place = bytes.index(index, offsetBy: offset, limitedBy: bytes.endIndex),
      place < bytes.endIndex
    else { return 0 }
    return bytes[place]
  }

  func looksAt(_ text: StaticString) -> Bool {
    for offset in 0..<text.utf8CodeUnitCount where peek(offset) != text.utf8Start[offset] {
      return false
    }
    return true
  }

  mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where !isAtEnd {
      let byte = bytes[index]
      index = bytes.index(after: index)
      // A lone carriage return ends a line for the compiler as well.
      if byte == 0x0A || (byte == 0x0D && peek() != 0x0A) {
        line += 1
        lineStart = index
        isFirstOfLine = true
      }
    }
  }

  var position: SourcePosition {
    SourcePosition(line: line, column: bytes.distance(from: lineStart, to: index) + 1)
  }

  /// Reads code up to the end, or to the parenthesis that closes an interpolation.
  mutating func code(until closing: UInt8?) {
    var open = 0
    while !isAtEnd {
      let byte = peek()
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C, 0: advance()
      case UInt8(ascii: "/") where looksAt("//"):
        while !isAtEnd, peek() != 0x0A, peek() != 0x0D { advance() }
      case UInt8(ascii: "/") where looksAt("/*"): blockComment()
      case UInt8(ascii: "\""): string(hashes: 0)
      case UInt8(ascii: "#"): hash()
      case UInt8(ascii: "@"): named(.attribute)
      case UInt8(ascii: "`"):
        advance()
        named(.word, skipping: 0)
        if peek() == UInt8(ascii: "`") { advance() }
      case _ where isWord(byte): named(.word, skipping: 0)
      default:
        if [UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{")].contains(byte) {
          open += 1
          depth += 1
          deepest = max(deepest, depth)
        }
        if [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte) {
          if open == 0, byte == closing { return }
          open -= 1
          depth -= 1
        }
        punctuation()
      }
    }
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  /// A name, with the sign before it when `skipping` is 1.
  private mutating func named(_ kind: Token.Kind, skipping: Int = 1) {
    let start = index
    let place = position
    let first = isFirstOfLine
    isFirstOfLine = false
    advance(skipping)
    // Between the sign and the name there may be space, and the compiler does not mind.
    if skipping > 0 { while peek() == 0x20 || peek() == 0x09 { advance() } }
    let nameStart = index
    while !isAtEnd, isWord(peek()) { advance() }
    if nameStart == index && skipping == 0 { return advance() }
    let sign = skipping > 0 ? Substring(bytes[start..<bytes.index(after: start)]) : ""
    tokens.append(
      Token(
        kind: kind, text: sign + Substring(bytes[nameStart..<index]), position: place,
        isFirstOfLine: first))
  }

  private mutating func punctuation() {
    let start = index
    let place = position
    let first = isFirstOfLine
    isFirstOfLine = false
    advance()
    tokens.append(
      Token(
        kind: .punctuation, text: Substring(bytes[start..<index]), position: place,
        isFirstOfLine: first))
  }

  /// Comments nest.
  private mutating func blockComment() {
    var open = 0
    while !isAtEnd {
      if looksAt("/*") {
        open += 1
        advance(2)
      } else if looksAt("*/") {
        open -= 1
        advance(2)
        if open == 0 { return }
      } else {
        advance()
      }
    }
  }

  /// A raw string, a regex literal, or a directive.
  private mutating func hash() {
    var count = 0
    while peek(count) == UInt8(ascii: "#") { count += 1 }
    switch peek(count) {
    case UInt8(ascii: "\""):
      advance(count)
      string(hashes: count)
    case UInt8(ascii: "/"):
      advance(count + 1)
      while !isAtEnd, !(peek() == UInt8(ascii: "/") && hashesFollow(count, after: 1)) { advance() }
      advance(count + 1)
    default: named(.directive)
    }
  }

  private func hashesFollow(_ count: Int, after offset: Int) -> Bool {
    (0..<count).allSatisfy { peek(offset + $0) == UInt8(ascii: "#") }
  }

  private mutating func string(hashes: Int) {
    isFirstOfLine = false
    let isLong = looksAt("\"\"\"")
    let quotes = isLong ? 3 : 1
    advance(quotes)
    while !isAtEnd {
      let byte = peek()
      if byte == UInt8(ascii: "\""), !isLong || looksAt("\"\"\""),
        hashesFollow(hashes, after: quotes)
      {
        return advance(quotes + hashes)
      }
      if !isLong, byte == 0x0A || byte == 0x0D { return }  // unterminated; the compiler says so
      if byte == UInt8(ascii: "\\"), hashesFollow(hashes, after: 1) {
        advance(1 + hashes)
        if peek() == UInt8(ascii: "(") {
          advance()
          depth += 1
          deepest = max(deepest, depth)
          code(until: UInt8(ascii: ")"))
          depth -= 1
        }
        advance()
      } else {
        advance()
      }
    }
  }
}
