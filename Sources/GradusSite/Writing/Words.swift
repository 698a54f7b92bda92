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
    var best: (term: Term, range: Range<Substring.Index>)?
    for term in site.course.glossary where !linkedWords.contains(term) {
      for form in term.forms {
        guard let range = mention(of: form, in: text) else { continue }
        if let known = best,
          (known.range.lowerBound, range.upperBound) <= (range.lowerBound, known.range.upperBound)
        {
          continue
        }
        best = (term, range)
      }
    }
    return best
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

/// Where the form stands as a whole word, with a capital or without.
private func mention(of form: String, in text: Substring) -> Range<Substring.Index>? {
  guard let first = form.first else { return nil }
  let rest = form.dropFirst()
  return [first.uppercased() + rest, first.lowercased() + rest].compactMap { word in
    text.ranges(of: word).first { range in
      let before =
        range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
      let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
      return ![before, after].contains {
        $0.map { $0.isLetter || $0.isNumber || $0 == "-" } ?? false
      }
    }
  }.min { $0.lowerBound < $1.lowerBound }
}

func wordAnchor(_ term: Term) -> String { "word-\(headingID(term.word))" }
