import GradusDiagnostics
import GradusRunner

/// The checks of a block, each with its code: from one `check` at the top of the block to the next.
///
/// What stands before the first one belongs to it.
package func checksAsked(in block: String) -> [CheckAsked] {
  let tokens = tokens(of: block).tokens
  let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
  var starts: [Int] = []
  var depth = 0
  for (token, next) in zip(tokens, tokens.dropFirst()) {
    if token.text == "check", next.text == "(", depth == 0, token.isFirstOfLine {
      starts.append(token.position.line - 1)
    }
    if token.kind == .punctuation, "([{".contains(token.text) { depth += 1 }
    if token.kind == .punctuation, ")]}".contains(token.text) { depth -= 1 }
  }
  guard !starts.isEmpty else { return [CheckAsked(name: nil, code: trimmed(lines[...]))] }
  return starts.indices.map { index in
    let first = index == 0 ? 0 : starts[index]
    let end = index + 1 < starts.count ? starts[index + 1] : lines.count
    return CheckAsked(name: plainName(lines[starts[index]]), code: trimmed(lines[first..<end]))
  }
}

/// The name in `check("its name", …)`, if it is written out in that line and holds no escapes.
private func plainName(_ line: Substring) -> String? {
  line.firstMatch(of: /check\s*\(\s*"([^"\\]*)"/).map { String($0.1) }
}

private func trimmed(_ lines: ArraySlice<Substring>) -> String {
  let kept = lines.drop { $0.allSatisfy(\.isWhitespace) }
  let end = kept.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? kept.startIndex - 1
  return kept[..<(end + 1)].joined(separator: "\n")
}
