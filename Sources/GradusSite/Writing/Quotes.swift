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
    var rest = text[...]
    while let place = rest.utf8.firstIndex(where: { $0 == 0x22 || $0 == 0x27 }) {
      made += rest[..<place]
      last = rest[..<place].last ?? last
      let opens = last.isWhitespace || "([{—–“‘/".contains(last)
      let isDouble = rest.utf8[place] == 0x22
      last = isDouble ? (opens ? "“" : "”") : (opens ? "‘" : "’")
      made.append(last)
      rest = rest[rest.utf8.index(after: place)...]
    }
    last = rest.last ?? last
    return made + rest
  }
}

/// A title or a summary with printed quotation marks.
func printed(_ text: String) -> String {
  var quotes = Quotes()
  return quotes.turned(text)
}
