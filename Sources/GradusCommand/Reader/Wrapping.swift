/// A word and how it is dressed; its width is counted without the dress.
struct Word: Hashable, Sendable {
  var plain: String
  var dressed: String
  /// No space before it: a comma behind a formula.
  var isGlued = false
  /// The line ends behind it.
  var endsLine = false

  init(plain: String, dressed: String, isGlued: Bool = false) {
    self.plain = plain
    self.dressed = dressed
    self.isGlued = isGlued
  }

  init(_ text: String) { self.init(plain: text, dressed: text) }
}

/// Fills lines up to a width; a word that is longer than a line gets a line of its own.
func wrapped(_ words: [Word], width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var used = 0
  for (number, word) in words.enumerated() {
    // Words that are glued together stay on one line.
    let length = words[number...].dropFirst().prefix(while: \.isGlued)
      .reduce(word.plain.count) { $0 + $1.plain.count }
    let gap = used == 0 || word.isGlued ? 0 : 1
    if used > 0 && !word.isGlued && used + gap + length > width {
      lines.append(line)
      line = word.dressed
      used = word.plain.count
    } else {
      line += (gap == 1 ? " " : "") + word.dressed
      used += gap + word.plain.count
    }
    if word.endsLine {
      lines.append(line)
      line = ""
      used = 0
    }
  }
  if used > 0 { lines.append(line) }
  return lines
}
