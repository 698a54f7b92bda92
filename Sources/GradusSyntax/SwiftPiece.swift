/// A piece of Swift source; the pieces of a text, one after the other, are that text.
package struct SwiftPiece: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Spaces, tabs, line breaks and NULs in a row.
    case space
    /// `// …` without its line break, or `/* … */` with all that is nested in it.
    case comment
    /// Text of a string literal, with its quotes.
    ///
    /// An interpolation interrupts a literal: the text before it ends with `\(`, and the text behind it
    /// starts with `)`. What stands between them are pieces of code.
    case text(starts: Bool, ends: Bool)
    /// `#/ … /#`
    case regex
    /// A name or a keyword; with its back quotes, if it has some.
    case word
    /// `12`, `0x1F`, `1.5e-3`
    case number
    /// `@name`
    case attribute
    /// `#name`
    case directive
    /// `+`, `->`, `<=`: as many signs in a row as belong to operators.
    case operation
    /// One byte of anything else: a bracket, a comma, a point.
    case punctuation
  }

  package var kind: Kind
  /// Where it stands, in bytes of UTF-8.
  package var range: Range<Int>
}
