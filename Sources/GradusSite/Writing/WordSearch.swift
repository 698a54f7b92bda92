import GradusLessons

/// The words of a glossary, ready to be looked for in many texts.
///
/// Every sentence of a course is searched for every form of every word, so this compares bytes, and
/// only at the beginnings of words: as a search of strings it was two fifths of a build.
struct WordSearch: Sendable {
  /// A form in the spelling of one place: with a capital or without.
  private struct Spelling {
    var bytes: [UInt8]
    /// Its word's place in the glossary.
    var term: Int
  }

  private var glossary: [Term]
  private var spellings: [UInt8: [Spelling]] = [:]

  init(_ glossary: [Term]) {
    self.glossary = glossary
    for (index, term) in glossary.enumerated() {
      for form in term.forms {
        guard let first = form.first else { continue }
        for word in [first.uppercased(), first.lowercased()].map({ $0 + form.dropFirst() }) {
          let bytes = Array(word.utf8)
          spellings[bytes[0], default: []].append(Spelling(bytes: bytes, term: index))
        }
      }
    }
  }

  /// The first place where a word stands as a whole word; of two at one place the longer.
  func first(
    in text: Substring, except known: [Term]
  ) -> (term: Int, range: Range<Substring.Index>)? {
    guard !spellings.isEmpty else { return nil }
    let bytes = text.utf8
    var place = bytes.startIndex
    var before: UInt8 = 0x20
    while place < bytes.endIndex {
      let byte = bytes[place]
      defer {
        before = byte
        bytes.formIndex(after: &place)
      }
      guard !isInWord(before), let candidates = spellings[byte] else { continue }
      var best: (term: Int, range: Range<Substring.Index>)?
      for spelling in candidates {
        guard let end = self.end(of: spelling.bytes, at: place, in: bytes),
          end > best?.range.upperBound ?? place, stands(place..<end, in: text),
          !known.contains(glossary[spelling.term])
        else { continue }
        best = (spelling.term, place..<end)
      }
      if let best { return best }
    }
    return nil
  }

  private func end(
    of word: [UInt8], at start: Substring.Index, in bytes: Substring.UTF8View
  ) -> Substring.Index? {
    var place = start
    for byte in word {
      guard place < bytes.endIndex, bytes[place] == byte else { return nil }
      bytes.formIndex(after: &place)
    }
    return place
  }

  /// Whether no letter, digit or hyphen goes on before or behind it.
  private func stands(_ range: Range<Substring.Index>, in text: Substring) -> Bool {
    let neighbours = [text[..<range.lowerBound].last, text[range.upperBound...].first]
    return !neighbours.contains {
      $0.map { $0.isLetter || $0.isNumber || $0 == "-" } ?? false
    }
  }

  /// Whether a byte cannot stand before a word; of other alphabets the whole letter decides.
  private func isInWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
    default: false
    }
  }
}
