import GradusDiagnostics

/// How deep brackets may be nested.
///
/// A compiler that reads deeper ones takes minutes, or crashes.
private let deepestNesting = 256

/// What keeps a text from being compiled at all, whatever it means.
func textFindings(_ file: LearnerFile) -> [Diagnostic] {
  if file.text.utf8.count > largestFile {
    return [
      Diagnostic(
        id: "LargeFile", at: nil, "\(file.path) is larger than \(largestFile >> 10) kB",
        fixes: ["leave only what the exercise asks for"])
    ]
  }
  if let finding = hiddenCharacter(file) { return [finding] }
  let deepest = tokens(of: file.text).deepest
  guard deepest > deepestNesting else { return [] }
  return [
    Diagnostic(
      id: "DeepNesting", at: nil,
      "brackets are nested \(deepest) deep in this file; \(deepestNesting) is the limit",
      fixes: ["take the inner parts out into functions or constants of their own"])
  ]
}

/// A character that makes the text look other than it is.
private func hiddenCharacter(_ file: LearnerFile) -> Diagnostic? {
  var line = 1
  var column = 1
  for scalar in file.text.unicodeScalars {
    let problem: String?
    switch scalar.value {
    case 0: problem = "a NUL character"
    case 0x202A...0x202E, 0x2066...0x2069:
      problem = "an invisible character that changes the direction of the text"
    default: problem = nil
    }
    if let problem {
      let start = SourcePosition(line: line, column: column)
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      return Diagnostic(
        id: "HiddenCharacter",
        at: SourceSpan(
          file: file.path, start: start,
          end: SourcePosition(line: line, column: column + UTF8.width(scalar))),
        "here stands \(problem) (\(name))",
        explanation: "With it, the code that you see is not the code that is compiled.",
        fixes: ["delete the line and type it again"])
    }
    if scalar == "\n" {
      line += 1
      column = 1
    } else {
      column += UTF8.width(scalar)
    }
  }
  return nil
}
