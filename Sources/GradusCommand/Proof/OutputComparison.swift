/// The first place where printed output is not what the lesson promises.
package struct OutputMismatch: Hashable, Sendable {
  /// Line within the expected output, from 1.
  package var line: Int
  package var expected: String
  package var got: String

  package init(line: Int, expected: String, got: String) {
    self.line = line
    self.expected = expected
    self.got = got
  }
}

/// Compares line by line; numbers may differ by a relative 1e-4 or by half a unit in the last
/// printed digit, whichever is more, and a line with only `…` stands for any lines.
package func outputMismatch(expected: String, got: String) -> OutputMismatch? {
  let wanted = trimmedLines(expected)
  let found = trimmedLines(got)
  return mismatch(wanted[...], found[...])
}

private func mismatch(_ wanted: ArraySlice<String>, _ found: ArraySlice<String>) -> OutputMismatch?
{
  guard let line = wanted.first else {
    guard let extra = found.first else { return nil }
    return OutputMismatch(line: wanted.startIndex + 1, expected: "(no more lines)", got: extra)
  }
  if line.trimmed == "…" {
    var closest: OutputMismatch?
    for start in found.startIndex...found.endIndex {
      guard let miss = mismatch(wanted.dropFirst(), found[start...]) else { return nil }
      if miss.line >= closest?.line ?? 0 { closest = miss }
    }
    return closest
  }
  guard let printed = found.first else {
    return OutputMismatch(line: wanted.startIndex + 1, expected: line, got: "(no more lines)")
  }
  guard linesAgree(line, printed) else {
    return OutputMismatch(line: wanted.startIndex + 1, expected: line, got: printed)
  }
  return mismatch(wanted.dropFirst(), found.dropFirst())
}

/// Same words, and numbers within their tolerance; how many spaces stand between is no matter.
package func linesAgree(_ expected: String, _ got: String) -> Bool {
  let wanted = pieces(of: expected)
  let found = pieces(of: got)
  return wanted.count == found.count && zip(wanted, found).allSatisfy(piecesAgree)
}

private func piecesAgree(_ expected: Substring, _ got: Substring) -> Bool {
  if expected == got { return true }
  guard let wanted = Double(expected), let found = Double(got) else { return false }
  // Whole numbers count things: 3 steps are not 4 steps.
  guard expected.contains(".") || expected.contains("e") else { return false }
  return agree(found, with: expected, wanted)
}

/// Whether a number agrees with one that somebody printed, to the digits they printed.
func agree(_ number: Double, with printed: some StringProtocol, _ value: Double) -> Bool {
  abs(number - value) <= max(1e-4 * abs(value), halfUnit(of: printed))
}

/// Half a unit in the last printed digit: 0.005 for `1.23`, 0.5 for `7`, 5 for `1.2e2`.
package func halfUnit(of printed: some StringProtocol) -> Double {
  let parts = printed.lowercased().split(separator: "e", maxSplits: 1)
  let decimals = parts.first?.split(separator: ".", maxSplits: 1).dropFirst().first?.utf8.count ?? 0
  let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
  var unit = 0.5
  for _ in 0..<abs(exponent - decimals) { unit = exponent > decimals ? unit * 10 : unit / 10 }
  // One part in 10⁹ more, because 0.005 has no exact binary form.
  return unit * (1 + 1e-9)
}

/// Numbers and what stands between them.
private func pieces(of line: String) -> [Substring] {
  var pieces: [Substring] = []
  for word in line.split(whereSeparator: \.isWhitespace) {
    var rest = word
    while let start = rest.indices.first(where: { startsNumber(rest[$0...], within: word) }) {
      if start > rest.startIndex { pieces.append(rest[..<start]) }
      let number = rest[start...].prefix(numberLength(rest[start...]))
      pieces.append(number)
      rest = rest[number.endIndex...]
    }
    if !rest.isEmpty { pieces.append(rest) }
  }
  return pieces
}

private func startsNumber(_ text: Substring, within word: Substring) -> Bool {
  if text.startIndex > word.startIndex {
    // The 1 of `W1` or `1e5x` is part of a name.
    let before = word[word.index(before: text.startIndex)]
    if before.isLetter || before == "_" || before.isASCIIDigit { return false }
  }
  return numberLength(text) > 0
}

/// How many characters at the start form a number such as `-1.5e-3`; 0 when there is none.
private func numberLength(_ text: Substring) -> Int {
  let sign = signLength(text)
  let whole = digitCount(text.dropFirst(sign))
  guard whole > 0 else { return 0 }
  var length = sign + whole
  if text.dropFirst(length).first == "." {
    let decimals = digitCount(text.dropFirst(length + 1))
    if decimals > 0 { length += 1 + decimals }
  }
  if text.dropFirst(length).first == "e" {
    let rest = text.dropFirst(length + 1)
    let digits = digitCount(rest.dropFirst(signLength(rest)))
    if digits > 0 { length += 1 + signLength(rest) + digits }
  }
  return length
}

private func signLength(_ text: Substring) -> Int {
  text.first == "-" || text.first == "+" ? 1 : 0
}

private func digitCount(_ text: Substring) -> Int {
  text.prefix(while: \.isASCIIDigit).count
}

private func trimmedLines(_ text: String) -> [String] {
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
    $0.trimmedEnd
  }
  while lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: String {
    String(drop(while: \.isWhitespace)).trimmedEnd
  }

  /// Without white space at its end.
  var trimmedEnd: String {
    String(reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
