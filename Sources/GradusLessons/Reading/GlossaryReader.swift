import GradusDiagnostics
import GradusMarkdown

package let glossaryPath = "Lessons/glossary.md"

/// Reads `glossary.md`: a heading for each word, and below it what the word means.
///
/// `## Logit, logits` is one word with two forms; a page links the first of either that it meets.
func readGlossary(_ text: String) -> ([Term], [Diagnostic]) {
  guard !text.isEmpty else { return ([], []) }
  var (document, diagnostics) = parseDocument(text, path: glossaryPath)
  var terms: [Term] = []
  for block in document.blocks {
    if case .heading(let level, let content, _) = block.kind {
      if level == 1 { continue }
      let forms = plainText(content).split(separator: ",").map { String($0).trimmed }
      guard let word = forms.first else { continue }
      if terms.contains(where: { $0.word == word }) {
        diagnostics.append(.wordTwice(word, at: block.span))
      }
      terms.append(Term(word: word, forms: forms, meaning: [], span: block.span))
    } else if !terms.isEmpty {
      terms[terms.count - 1].meaning.append(block)
    }
  }
  for term in terms where term.meaning.isEmpty {
    diagnostics.append(.wordWithoutMeaning(term.word, at: term.span))
  }
  return (terms.sorted { $0.word.lowercased() < $1.word.lowercased() }, diagnostics)
}

extension Diagnostic {
  static func wordTwice(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "WordTwice", at: span, "the glossary already has '\(word)'",
      fixes: ["say both in one place"])
  }

  static func wordWithoutMeaning(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "WordWithoutMeaning", at: span, "the glossary does not say what '\(word)' means",
      fixes: ["write a sentence below the heading"])
  }
}
