import GradusDiagnostics

/// A wrong answer, and a hint that answers one, name a mistake that a check of the exercise can
/// recognise.
func mistakesAreRecognised(_ lesson: Lesson) -> [Diagnostic] {
  lesson.exercises.flatMap { exercise in
    let known = exercise.checks.flatMap { mistakes(in: $0.code.text) }
    let named =
      exercise.hintTargets.compactMap { $0 }.map { ($0.mistake, $0.span) }
      + exercise.wrongs.map { ($0.mistake, $0.code.span) }
    return named.filter { !(known + verdicts).contains($0.0) }.map { mistake, span in
      Diagnostic.unknownMistake(
        mistake, exercise: exercise.name.exercise, known: unique(known + verdicts), at: span)
    }
  }
}

/// Whether a word can be the id of a mistake, such as `no-bias`.
func isMistakeName(_ word: String) -> Bool {
  !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
}

/// What the runner itself sees happen to a wrong answer.
private let verdicts = ["trap", "timeout", "compile-error"]

/// The ids in `.mistake("id", …)` and `Mistake("id", …)`.
private func mistakes(in source: String) -> [String] {
  let tokens = swiftTokens(source).map(\.text)
  return tokens.indices.dropLast(2).compactMap { index in
    guard tokens[index] == "mistake" || tokens[index] == "Mistake", tokens[index + 1] == "(",
      tokens[index + 2].hasPrefix("\"")
    else { return nil }
    return String(tokens[index + 2].dropFirst().dropLast())
  }
}

extension Diagnostic {
  static func unknownMistake(
    _ mistake: String, exercise: String, known: [String], at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "UnknownMistake", at: span,
      "no check of '\(exercise)' recognises the mistake '\(mistake)'"
        + didYouMean(mistake, among: known),
      fixes: ["add '.mistake(\"\(mistake)\", …)' to an expectation, or correct the name"])
  }
}
