/// Turns straight quotation marks into printed ones, by what stands before each.
struct Quotes: Hashable, Sendable {
  private var last: Character = " "

  /// Something that is not plain text was printed: a formula, code, a blank.
  mutating func passed(_ character: Character) { last = character }

  mutating func turned(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }) else {
      last = text.last ?? last
      return text
    }
    var made = ""
    for character in text {
      let opens = last.isWhitespace || "([{—–“‘/".contains(last)
      let printed: Character =
        switch character {
        case "\"": opens ? "“" : "”"
        case "'": opens ? "‘" : "’"
        default: character
        }
      made.append(printed)
      last = printed
    }
    return made
  }
}

/// A title or a summary with printed quotation marks.
func printed(_ text: String) -> String {
  var quotes = Quotes()
  return quotes.turned(text)
}
