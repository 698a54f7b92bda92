import GradusLessons
import GradusMarkdown

extension PageWriter {
  /// Running text in which the first mention of a word of the glossary leads to what it means.
  mutating func withWords(_ text: String) -> String {
    guard linksWords, !isWritingMeanings else { return escaped(quotes.turned(text)) }
    var rest = text[...]
    var made = ""
    while let (term, range) = nextWord(in: rest) {
      linkedWords.append(term)
      made += escaped(quotes.turned(String(rest[..<range.lowerBound])))
      made += "<a class=\"term\" href=\"#\(wordAnchor(term))\">"
      made += escaped(quotes.turned(String(rest[range]))) + "</a>"
      rest = rest[range.upperBound...]
    }
    return made + escaped(quotes.turned(String(rest)))
  }

  /// The first mention of a word that the page has not linked yet; of two at one place the longer.
  private func nextWord(in text: Substring) -> (Term, Range<Substring.Index>)? {
    guard let found = site.words.first(in: text, except: linkedWords) else { return nil }
    return (site.course.glossary[found.term], found.range)
  }

  /// The words that the page has linked, with what they mean; nothing where it linked none.
  mutating func meanings() -> String {
    linkedWords.sorted { $0.word.lowercased() < $1.word.lowercased() }.map { meaning($0) }.joined()
  }

  mutating func meaning(_ term: Term) -> String {
    isWritingMeanings = true
    defer { isWritingMeanings = false }
    return "<div id=\"\(wordAnchor(term))\"><dt>\(escaped(term.word))</dt>"
      + "<dd>\(html(term.meaning))</dd></div>\n"
  }
}

func wordAnchor(_ term: Term) -> String { "word-\(headingID(term.word))" }
