/// Cuts Swift source into coloured pieces, without judging it: half a program is lexed like a whole one.
///
/// It works on bytes: everything that separates pieces is ASCII, and all else belongs to a word.
package struct SwiftLexer {
  private let bytes: [UInt8]
  private var position = 0
  private(set) var tokens: [SwiftToken] = []

  init(_ source: String) { bytes = Array(source.utf8) }

  /// The pieces of the whole source.
  package static func tokens(_ source: String) -> [SwiftToken] {
    var lexer = SwiftLexer(source)
    lexer.run(untilParenthesisCloses: false)
    return lexer.tokens
  }

  /// Inside `\(…)` the run ends before the parenthesis that closes the interpolation.
  private mutating func run(untilParenthesisCloses: Bool) {
    var depth = 0
    while position < bytes.count {
      if untilParenthesisCloses {
        if bytes[position] == .open { depth += 1 }
        if bytes[position] == .close {
          if depth == 0 { return }
          depth -= 1
        }
      }
      step()
    }
  }

  private mutating func step() {
    let first = bytes[position]
    if isNext("//") {
      take(.comment, to: end(from: position) { $0 == .newline || $0 == .carriageReturn })
    } else if isNext("/*") {
      blockComment()
    } else if let hashes = stringStart() {
      string(hashes: hashes)
    } else if first == .hash {
      take(.directive, to: end(from: position + 1) { !$0.isWord })
    } else if first == .at {
      take(.attribute, to: end(from: position + 1) { !$0.isWord })
    } else if first.isDigit {
      number()
    } else if first == .backtick {
      let close = end(from: position + 1) { $0 == .backtick || $0 == .newline }
      take(.plain, to: min(close + 1, bytes.count))
    } else if first.isWord || first == .dollar {
      word()
    } else if first.isOperator {
      take(.operation, to: operatorEnd())
    } else {
      take(.plain, to: position + 1)
    }
  }

  // MARK: Bytes

  private func isNext(_ text: StaticString, at index: Int? = nil) -> Bool {
    let start = index ?? position
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[start..<start + $0.count]) }
  }

  private func end(from start: Int, _ stops: (UInt8) -> Bool) -> Int {
    var index = start
    while index < bytes.count, !stops(bytes[index]) { index += 1 }
    return index
  }

  private mutating func take(_ kind: SwiftToken.Kind, to end: Int) {
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    position = end
    if let last = tokens.last, last.kind == kind, kind == .plain || kind == .string {
      tokens[tokens.count - 1].text += text
    } else {
      tokens.append(SwiftToken(kind: kind, text: text))
    }
  }

  // MARK: Pieces

  private mutating func word() {
    let stop = end(from: position) { !$0.isWord && $0 != .dollar }
    let text = String(decoding: bytes[position..<stop], as: UTF8.self)
    let isMember = position > 0 && bytes[position - 1] == .point
    let kind: SwiftToken.Kind =
      if swiftKeywords.contains(text), !isMember || text == "self" || text == "init" {
        .keyword
      } else if bytes[position].isCapital {
        .type
      } else if stop < bytes.count, bytes[stop] == .open {
        .call
      } else {
        .plain
      }
    take(kind, to: stop)
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
  private func operatorEnd() -> Int {
    var index = position + 1
    while index < bytes.count, bytes[index].isOperator,
      !isNext("//", at: index), !isNext("/*", at: index)
    {
      index += 1
    }
    return index
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
    take(.comment, to: min(index, bytes.count))
  }

  /// How many `#` stand before the quote, or nil where no string begins.
  private func stringStart() -> Int? {
    let quote = end(from: position) { $0 != .hash }
    return quote < bytes.count && bytes[quote] == .quote ? quote - position : nil
  }

  private mutating func string(hashes: Int) {
    let isLong = isNext("\"\"\"", at: position + hashes)
    let quotes = isLong ? 3 : 1
    var index = position + hashes + quotes
    func areHashes(at start: Int) -> Bool {
      start + hashes <= bytes.count && bytes[start..<start + hashes].allSatisfy { $0 == .hash }
    }
    while index < bytes.count {
      if bytes[index] == .quote, !isLong || isNext("\"\"\"", at: index),
        areHashes(at: index + quotes)
      {
        take(.string, to: index + quotes + hashes)
        return
      }
      if bytes[index] == .backslash, areHashes(at: index + 1) {
        let after = index + 1 + hashes
        if after < bytes.count, bytes[after] == .open {
          take(.string, to: after + 1)
          run(untilParenthesisCloses: true)
          index = position
          if index < bytes.count { index += 1 }
        } else {
          index = min(after + 1, bytes.count)
        }
      } else if !isLong, bytes[index] == .newline || bytes[index] == .carriageReturn {
        break  // never closed: the rest of the program is not a string
      } else {
        index += 1
      }
    }
    if index > position { take(.string, to: index) }
  }
}

extension UInt8 {
  fileprivate static let open = UInt8(ascii: "(")
  fileprivate static let close = UInt8(ascii: ")")
  fileprivate static let hash = UInt8(ascii: "#")
  fileprivate static let at = UInt8(ascii: "@")
  fileprivate static let backtick = UInt8(ascii: "`")
  fileprivate static let dollar = UInt8(ascii: "$")
  fileprivate static let point = UInt8(ascii: ".")
  fileprivate static let minus = UInt8(ascii: "-")
  fileprivate static let plus = UInt8(ascii: "+")
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let backslash = UInt8(ascii: "\\")
  fileprivate static let newline = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")

  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  fileprivate var isCapital: Bool { self >= 0x41 && self <= 0x5A }
  fileprivate var isWord: Bool {
    isDigit || isCapital || (self >= 0x61 && self <= 0x7A) || self == 0x5F || self >= 0x80
  }
  fileprivate var isOperator: Bool {
    switch self {
    case 0x2B, 0x2D, 0x2A, 0x2F, 0x25, 0x3D, 0x3C, 0x3E, 0x21, 0x26, 0x7C, 0x5E, 0x7E, 0x3F: true
    default: false
    }
  }
}
