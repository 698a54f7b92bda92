package import GradusDiagnostics

/// A text with marks in it: `⟦1⟧` stands for a place, and is not part of the text itself.
///
/// No test counts lines or columns by hand; it marks the place where the finding should be.
package struct MarkedText {
  package let text: String
  private let places: [String: SourcePosition]

  package init(_ marked: String) {
    var text = ""
    var places: [String: SourcePosition] = [:]
    var line = 1
    var column = 1
    var rest = marked[...]
    while let character = rest.first {
      if character == "⟦", let close = rest.firstIndex(of: "⟧") {
        let mark = String(rest[rest.index(after: rest.startIndex)..<close])
        places[mark] = SourcePosition(line: line, column: column)
        rest = rest[rest.index(after: close)...]
        continue
      }
      text.append(character)
      if character.isNewline {
        line += 1
        column = 1
      } else {
        column += character.utf8.count
      }
      rest = rest.dropFirst()
    }
    self.text = text
    self.places = places
  }

  /// Where the mark stands.
  package subscript(mark: String) -> SourcePosition {
    guard let place = places[mark] else { preconditionFailure("the text has no mark '\(mark)'") }
    return place
  }
}
