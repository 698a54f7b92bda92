package import GradusDiagnostics
package import GradusMarkdown

/// A word of the glossary, and what it means.
package struct Term: Hashable, Sendable {
  /// As the glossary lists it.
  package var word: String
  /// The word and its other forms, such as a plural, as they stand in a text.
  package var forms: [String]
  package var meaning: [Block]
  package var span: SourceSpan
}
