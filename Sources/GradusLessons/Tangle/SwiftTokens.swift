/// A piece of Swift source that matters for reading a function's signature.
struct SwiftToken: Hashable {
  enum Kind: Hashable { case word, punctuation }
  var kind: Kind
  var text: Substring
  /// Line of the token, counted from 0 at the start of the source.
  var line: Int
}

/// The words and punctuation of Swift source, without comments and string literals.
///
/// This is no compiler: it knows just enough to find top-level `func` declarations, whose parts are
/// plain words in every lesson. What it cannot read is left to the Swift compiler to complain about.
func swiftTokens(_ source: String) -> [SwiftToken] {
  var tokens: [SwiftToken] = []
  var line = 0
  var rest = source[...]
  while let first = rest.first {
    if first.isNewline {
      line += 1
      rest = rest.dropFirst()
    } else if first.isWhitespace {
      rest = rest.dropFirst()
    } else if rest.hasPrefix("//") {
      rest = rest.drop { !$0.isNewline }
    } else if rest.hasPrefix("/*") {
      let comment = blockComment(rest)
      line += comment.count { $0.isNewline }
      rest = rest[comment.endIndex...]
    } else if first == "\"" || (first == "#" && rest.drop { $0 == "#" }.first == "\"") {
      let literal = stringLiteral(rest)
      line += literal.count { $0.isNewline }
      tokens.append(SwiftToken(kind: .word, text: literal, line: line))
      rest = rest[literal.endIndex...]
    } else if isWordCharacter(first) || first == "`" || first == "@" || first == "#" {
      let end = rest.dropFirst().drop { isWordCharacter($0) || $0 == "`" }.startIndex
      tokens.append(SwiftToken(kind: .word, text: rest[..<end], line: line))
      rest = rest[end...]
    } else if rest.hasPrefix("->") || rest.hasPrefix("...") {
      let end = rest.index(rest.startIndex, offsetBy: first == "-" ? 2 : 3)
      tokens.append(SwiftToken(kind: .punctuation, text: rest[..<end], line: line))
      rest = rest[end...]
    } else {
      tokens.append(SwiftToken(kind: .punctuation, text: rest.prefix(1), line: line))
      rest = rest.dropFirst()
    }
  }
  return tokens
}

private func isWordCharacter(_ character: Character) -> Bool {
  character.isLetter || character.isNumber || character == "_"
}

/// The block comment at the start of `text`; Swift's nest.
private func blockComment(_ text: Substring) -> Substring {
  var depth = 0
  var index = text.startIndex
  while index < text.endIndex {
    let rest = text[index...]
    if rest.hasPrefix("/*") || rest.hasPrefix("*/") {
      depth += rest.hasPrefix("/*") ? 1 : -1
      index = text.index(index, offsetBy: 2)
      if depth == 0 { break }
    } else {
      index = text.index(after: index)
    }
  }
  return text[..<index]
}

/// The string literal at the start of `text`: plain, raw or multi-line, interpolations included.
private func stringLiteral(_ text: Substring) -> Substring {
  let hashes = text.prefix { $0 == "#" }
  let quotes = text.dropFirst(hashes.count).hasPrefix("\"\"\"") ? "\"\"\"" : "\""
  let close = quotes + hashes
  let escape = "\\" + hashes
  var index = text.index(text.startIndex, offsetBy: hashes.count + quotes.count)
  var parentheses = 0
  while index < text.endIndex {
    let rest = text[index...]
    if parentheses == 0, rest.hasPrefix(close) {
      return text[..<text.index(index, offsetBy: close.count)]
    }
    if quotes == "\"", text[index].isNewline { break }
    if rest.hasPrefix(escape) {
      index = text.index(index, offsetBy: escape.count)
      if index < text.endIndex {
        if text[index] == "(" { parentheses += 1 }
        index = text.index(after: index)
      }
      continue
    }
    if parentheses > 0 {
      if text[index] == "(" { parentheses += 1 }
      if text[index] == ")" { parentheses -= 1 }
    }
    index = text.index(after: index)
  }
  return text[..<index]
}
