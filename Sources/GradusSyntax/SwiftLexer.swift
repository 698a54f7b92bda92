/// Cuts Swift source into pieces, without judging it: half a program is cut like a whole one.
///
/// It is a lexer and no parser, and it is exact about what decides whether something is code: nested
/// comments, raw and multi-line strings, interpolations, regex literals between `#/` and `/#`. A regex
/// between plain slashes is none here, because lessons are compiled in a mode that has none.
///
/// It reads what strangers hand in: its time grows with the length of the source and not faster, and
/// nothing that is nested costs it stack.
package func swiftPieces(of bytes: [UInt8]) -> [SwiftPiece] {
  var lexer = SwiftLexer(bytes)
  while lexer.position < bytes.count { lexer.step() }
  return lexer.pieces
}

/// It works on bytes: everything that separates pieces is ASCII, and all else belongs to a word.
struct SwiftLexer {
  let bytes: [UInt8]
  private(set) var position = 0
  private(set) var pieces: [SwiftPiece] = []
  /// The literals around this place that an interpolation interrupts, with the parentheses that are
  /// open in it.
  var interrupted: [(literal: StringLiteral, parentheses: Int)] = []
  /// Where the next end of a raw string stands, by its number of signs.
  var rawEnds: [Int: RawEnd] = [:]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func step() {
    let first = bytes[position]
    if first.isSpace {
      take(.space, to: end(from: position + 1) { !$0.isSpace })
    } else if isNext("//") {
      take(.comment, to: end(from: position) { $0.isNewline })
    } else if isNext("/*") {
      blockComment()
    } else if first == .quote {
      literal(StringLiteral(hashes: 0, isLong: isNext("\"\"\"")))
    } else if first == .hash {
      hash()
    } else if first == .at {
      named(.attribute)
    } else if first.isDigit {
      number()
    } else if first == .backtick {
      backticked()
    } else if first.isWord || first == .dollar {
      take(.word, to: end(from: position + 1) { !$0.isWord && $0 != .dollar })
    } else if first.isOperator {
      operation()
    } else {
      punctuation(first)
    }
  }

  // MARK: Bytes

  func isNext(_ text: StaticString, at index: Int? = nil) -> Bool {
    let start = index ?? position
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[start..<start + $0.count]) }
  }

  func end(from start: Int, _ stops: (UInt8) -> Bool) -> Int {
    var index = start
    while index < bytes.count, !stops(bytes[index]) { index += 1 }
    return index
  }

  mutating func take(_ kind: SwiftPiece.Kind, to end: Int) {
    pieces.append(SwiftPiece(kind: kind, range: position..<end))
    position = end
  }

  // MARK: Pieces

  /// A parenthesis may be the one behind which an interrupted literal goes on.
  private mutating func punctuation(_ byte: UInt8) {
    if let last = interrupted.indices.last {
      if byte == .close, interrupted[last].parentheses == 0 {
        return goOn(interrupted.removeLast().literal)
      }
      if byte == .open { interrupted[last].parentheses += 1 }
      if byte == .close { interrupted[last].parentheses -= 1 }
    }
    take(.punctuation, to: position + 1)
  }

  /// A sign and the name behind it; the compiler does not mind spaces between them.
  private mutating func named(_ kind: SwiftPiece.Kind) {
    let name = end(from: position + 1) { $0 != 0x20 && $0 != 0x09 }
    let stop = end(from: name) { !$0.isWord }
    take(kind, to: stop > name ? stop : position + 1)
  }

  /// `` `in` `` on one line; a back quote that nothing closes stands for itself.
  private mutating func backticked() {
    let close = end(from: position + 1) { $0 == .backtick || $0.isNewline }
    if close < bytes.count, bytes[close] == .backtick, close > position + 1 {
      take(.word, to: close + 1)
    } else {
      take(.punctuation, to: position + 1)
    }
  }

  private mutating func number() {
    var index = position
    var hasPoint = false
    let isHexadecimal = isNext("0x")
    while index < bytes.count {
      let byte = bytes[index]
      let isExponentSign =
        (byte == .minus || byte == .plus) && index > position && !isHexadecimal
        && bytes[index - 1] | 0x20 == UInt8(ascii: "e")
      let isPoint =
        byte == .point && !hasPoint && index + 1 < bytes.count && bytes[index + 1].isDigit
      guard byte.isWord || isExponentSign || isPoint else { break }
      if isPoint { hasPoint = true }
      index += 1
    }
    take(.number, to: index)
  }

  /// An operator ends where a comment begins: `a +// b`.
  private mutating func operation() {
    var index = position + 1
    while index < bytes.count, bytes[index].isOperator,
      !isNext("//", at: index), !isNext("/*", at: index)
    {
      index += 1
    }
    take(.operation, to: index)
  }

  /// Swift's block comments nest.
  private mutating func blockComment() {
    var depth = 0
    var index = position
    repeat {
      if isNext("/*", at: index) {
        depth += 1
        index += 2
      } else if isNext("*/", at: index) {
        depth -= 1
        index += 2
      } else {
        index += 1
      }
    } while depth > 0 && index < bytes.count
    take(.comment, to: index)
  }

  /// A raw string, a regex literal, or directives.
  private mutating func hash() {
    let behind = end(from: position) { $0 != .hash }
    let count = behind - position
    let next = behind < bytes.count ? bytes[behind] : 0
    if next == .quote {
      return literal(StringLiteral(hashes: count, isLong: isLongRaw(count, at: behind)))
    }
    if next == .slash { return regex(hashes: count) }
    // Counted once, or a megabyte of them would be counted a million times.
    while position < behind - 1 { take(.directive, to: position + 1) }
    named(.directive)
  }

  /// On one line, unless a line break follows the opening slash.
  private mutating func regex(hashes: Int) {
    let start = position + hashes + 1
    let isLong = start < bytes.count && bytes[start].isNewline
    var index = start
    while index < bytes.count, isLong || !bytes[index].isNewline {
      if bytes[index] == .slash, areHashes(hashes, at: index + 1) {
        return take(.regex, to: index + 1 + hashes)
      }
      index += 1
    }
    take(.regex, to: index)
  }

  func areHashes(_ count: Int, at start: Int) -> Bool {
    start + count <= bytes.count && bytes[start..<start + count].allSatisfy { $0 == .hash }
  }
}
