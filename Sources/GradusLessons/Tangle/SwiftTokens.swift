/// A piece of Swift source that matters for reading a function's signature.
struct SwiftToken: Hashable {
  enum Kind: Hashable { case word, punctuation }
  var kind: Kind
  var text: Substring
  /// Line of the token's end, counted from 0 at the start of the source.
  var line: Int
}

/// The words and punctuation of Swift source, without comments; a string literal is one word.
///
/// This is no compiler: it knows just enough to find top-level `func` declarations, whose parts are
/// plain words in every lesson. What it cannot read is left to the Swift compiler to complain about.
func swiftTokens(_ source: String) -> [SwiftToken] {
  var scanner = SwiftScanner(bytes: Array(source.utf8))
  return scanner.tokens()
}

/// Walks over bytes, because a whole course is read before every command.
private struct SwiftScanner {
  let bytes: [UInt8]
  private var index = 0
  private var line = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func tokens() -> [SwiftToken] {
    var tokens: [SwiftToken] = []
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        step()
      case UInt8(ascii: "/") where has("//"):
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: "/") where has("/*"): skipComment()
      default:
        let kind = skipToken()
        let text = Substring(decoding: bytes[start..<index], as: UTF8.self)
        tokens.append(SwiftToken(kind: kind, text: text, line: line))
      }
    }
    return tokens
  }

  private func has(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[index...].starts(with: $0) }
  }

  private mutating func step() {
    if bytes[index] == UInt8(ascii: "\n") { line += 1 }
    index += 1
  }

  private mutating func step(by count: Int) {
    for _ in 0..<count where index < bytes.count { step() }
  }

  private mutating func skipToken() -> SwiftToken.Kind {
    let first = bytes[index]
    let hashes = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
    if index + hashes < bytes.count, bytes[index + hashes] == UInt8(ascii: "\"") {
      skipString(hashes: hashes)
      return .word
    }
    if isWord(first) || "`@#".utf8.contains(first) {
      index += 1
      while index < bytes.count, isWord(bytes[index]) || bytes[index] == UInt8(ascii: "`") {
        index += 1
      }
      return .word
    }
    index += has("->") ? 2 : has("...") ? 3 : 1
    return .punctuation
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_")
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
      || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
  }

  /// Swift's block comments nest.
  private mutating func skipComment() {
    var depth = 0
    while index < bytes.count {
      if has("/*") {
        depth += 1
        step(by: 2)
      } else if has("*/") {
        depth -= 1
        step(by: 2)
        if depth == 0 { return }
      } else {
        step()
      }
    }
  }

  /// Plain, raw or multi-line, interpolations included; a plain one ends with its line at the latest.
  private mutating func skipString(hashes: Int) {
    index += hashes
    let isLong = has("\"\"\"")
    let raw = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
    let close = [UInt8](repeating: UInt8(ascii: "\""), count: isLong ? 3 : 1) + raw
    let escape = [UInt8(ascii: "\\")] + raw
    index += isLong ? 3 : 1
    var parentheses = 0
    while index < bytes.count {
      let rest = bytes[index...]
      if parentheses == 0, rest.starts(with: close) {
        index += close.count
        return
      }
      if !isLong, bytes[index] == UInt8(ascii: "\n") { return }
      if rest.starts(with: escape) {
        index += escape.count
        if index < bytes.count {
          if bytes[index] == UInt8(ascii: "(") { parentheses += 1 }
          step()
        }
        continue
      }
      if parentheses > 0 {
        if bytes[index] == UInt8(ascii: "(") { parentheses += 1 }
        if bytes[index] == UInt8(ascii: ")") { parentheses -= 1 }
      }
      step()
    }
  }
}
