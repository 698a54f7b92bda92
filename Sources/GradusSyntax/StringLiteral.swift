/// What decides where a string literal ends.
struct StringLiteral: Hashable {
  /// How many `#` stand before its quotes, behind them, and in its escapes.
  var hashes: Int
  /// Between three quotes, over several lines.
  var isLong: Bool

  var quotes: Int { isLong ? 3 : 1 }
}

/// That from `start` on, the next quote with enough signs behind it stands at `end`; nil means: not on
/// this line, which ends before `lineEnd`.
struct RawEnd {
  var start: Int
  var lineEnd: Int
  var end: Int?
}

extension SwiftLexer {
  mutating func literal(_ literal: StringLiteral) {
    text(of: literal, from: position + literal.hashes + literal.quotes, starts: true)
  }

  /// Behind the parenthesis that closes an interpolation.
  mutating func goOn(_ literal: StringLiteral) {
    text(of: literal, from: position + 1, starts: false)
  }

  private mutating func text(of literal: StringLiteral, from start: Int, starts: Bool) {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == .quote, !literal.isLong || isNext("\"\"\"", at: index),
        areHashes(literal.hashes, at: index + literal.quotes)
      {
        return take(
          .text(starts: starts, ends: true), to: index + literal.quotes + literal.hashes)
      }
      // Never closed: the rest of the program is not a string. The compiler says so.
      if byte.isNewline, !literal.isLong { break }
      index += 1
      guard byte == .backslash, areHashes(literal.hashes, at: index) else { continue }
      index += literal.hashes
      guard index < bytes.count else { break }
      if bytes[index] == .open {
        take(.text(starts: starts, ends: false), to: index + 1)
        interrupted.append((literal, 0))
        return
      }
      if !bytes[index].isNewline { index += 1 }
    }
    take(.text(starts: starts, ends: true), to: index)
  }

  /// Whether quotes behind `hashes` signs are the three of a long literal: `#"""#` is a quote in quotes.
  mutating func isLongRaw(_ hashes: Int, at quote: Int) -> Bool {
    isNext("\"\"\"", at: quote) && rawEnd(hashes, from: quote + 1) == nil
  }

  /// The next quote of this line with so many signs behind it.
  ///
  /// What was found is kept, because a line may ask as often as it is long.
  private mutating func rawEnd(_ hashes: Int, from start: Int) -> Int? {
    if let known = rawEnds[hashes], known.start <= start, start < known.end ?? known.lineEnd {
      return known.end
    }
    var index = start
    while index < bytes.count, !bytes[index].isNewline {
      if bytes[index] == .quote, areHashes(hashes, at: index + 1) {
        rawEnds[hashes] = RawEnd(start: start, lineEnd: index, end: index)
        return index
      }
      index += 1
    }
    rawEnds[hashes] = RawEnd(start: start, lineEnd: index, end: nil)
    return nil
  }
}
