import GradusDiagnostics
import GradusRunner

/// How many tokens a fingerprint covers; less than that in common says nothing.
private let gram = 10
/// Of so many fingerprints in a row one is kept, so every run of `gram + window - 1` = 14 tokens that two
/// files share is found.
private let window = 5

/// The fingerprints of a Swift file, each with the lines that it was first found on.
///
/// Names, comments, texts and layout do not count: every name is the same name. Chosen by robust
/// winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document
/// Fingerprinting", SIGMOD 2003, doi:10.1145/872757.872770.
func fingerprints(of source: String) -> [UInt64: ClosedRange<Int>] {
  let (tokens, _) = GradusRunner.tokens(of: source)
  guard tokens.count >= gram else { return [:] }
  let hashes = (0...tokens.count - gram).map { fingerprint(tokens[$0..<$0 + gram]) }
  var chosen: [UInt64: ClosedRange<Int>] = [:]
  var previous = -1
  for start in 0...max(0, hashes.count - window) {
    let end = min(start + window, hashes.count)
    // The one chosen before stays while it is the least; else the rightmost of the least.
    var least = previous >= start ? previous : end - 1
    for index in (start..<end).reversed() where hashes[index] < hashes[least] { least = index }
    guard least != previous else { continue }
    previous = least
    let lines = tokens[least].position.line...tokens[least + gram - 1].position.line
    chosen[hashes[least]] = chosen[hashes[least]] ?? lines
  }
  return chosen
}

/// FNV-1a; a collision costs an instructor one look.
private func fingerprint(_ tokens: ArraySlice<Token>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for token in tokens {
    for byte in normal(token).utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    hash = (hash ^ 0x1f) &* 0x100_0000_01b3
  }
  return hash
}

private func normal(_ token: Token) -> Substring {
  guard token.kind == .word, let first = token.text.first, !first.isNumber else {
    return token.text
  }
  return keywords.contains(token.text) ? token.text : "name"
}

/// The words that make the shape of a program.
private let keywords: Set<Substring> = [
  "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "do",
  "else", "enum", "extension", "fallthrough", "false", "for", "func", "guard", "if", "import", "in",
  "init", "inout", "is", "let", "nil", "protocol", "repeat", "rethrows", "return", "self", "Self",
  "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias",
  "var", "where", "while",
]
