package import GradusDiagnostics

/// A stretch of text inside a block.
package struct Inline: Hashable, Sendable {
  package indirect enum Kind: Hashable, Sendable {
    case text(String)
    case code(String)
    case emphasis([Inline])
    case strong([Inline])
    case link(destination: String, title: String, content: [Inline])
    case image(source: String, title: String, content: [Inline])
    case softBreak
    case lineBreak
    case html(String)
    case math(Math)
    case footnoteReference(String)
    /// `[@key; @other]`
    case citation([String])
    /// `[](#id)`: the text is filled in from what the id names.
    case reference(String)
    /// `[0.305](#run:example/name)`: a number that a run has to confirm.
    case bound(text: String, example: String, name: String)
  }

  package var kind: Kind
  package var span: SourceSpan

  package init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// The words of `inlines` without any markup; formulas as their TeX, references as what they name.
package func plainText(_ inlines: [Inline]) -> String {
  inlines.map { inline in
    switch inline.kind {
    case .text(let text), .code(let text): text
    case .emphasis(let content), .strong(let content): plainText(content)
    case .link(_, _, let content), .image(_, _, let content): plainText(content)
    case .softBreak, .lineBreak: " "
    case .math(let math): math.tex
    case .bound(let text, _, _): text
    case .reference(let id):
      id.hasPrefix("eq:") ? "the formula" : id.hasPrefix("fig:") ? "the figure" : id
    case .html, .footnoteReference, .citation: ""
    }
  }.joined()
}
