/// The smallest piece of TeX, with the place it starts at (UTF-8 bytes into the formula).
struct MathToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case command(String)
    case character(Character)
    case openBrace, closeBrace
    case superscript, `subscript`, prime
    case cell, newRow
    case space
    case end
  }
  var kind: Kind
  var offset: Int
}

/// Cuts a formula into tokens; nothing is refused here, so that messages come from one place.
func mathTokens(_ tex: String) -> [MathToken] {
  var tokens: [MathToken] = []
  var rest = tex[...]
  func offset(_ index: String.Index) -> Int { tex.utf8.distance(from: tex.startIndex, to: index) }
  while let character = rest.first {
    let start = rest.startIndex
    rest = rest.dropFirst()
    let kind: MathToken.Kind
    switch character {
    case "\\":
      let letters = rest.prefix { $0.isASCII && $0.isLetter }
      if !letters.isEmpty {
        rest = rest.dropFirst(letters.count)
        kind = .command(String(letters))
      } else if rest.first == "\\" {
        rest = rest.dropFirst()
        kind = .newRow
      } else {
        kind = .command(rest.first.map { $0.isWhitespace ? " " : String($0) } ?? "")
        rest = rest.dropFirst()
      }
    case "{": kind = .openBrace
    case "}": kind = .closeBrace
    case "^": kind = .superscript
    case "_": kind = .subscript
    case "'", "’": kind = .prime
    case "&": kind = .cell
    case "~": kind = .command(" ")
    case _ where character.isWhitespace:
      rest = rest.drop { $0.isWhitespace }
      kind = .space
    default: kind = .character(character)
    }
    tokens.append(MathToken(kind: kind, offset: offset(start)))
  }
  tokens.append(MathToken(kind: .end, offset: tex.utf8.count))
  return tokens
}
