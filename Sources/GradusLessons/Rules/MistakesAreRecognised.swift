import GradusDiagnostics

/// A wrong answer names a mistake that a check of its exercise can recognise.
func mistakesAreRecognised(_ lesson: Lesson) -> [Diagnostic] {
  lesson.exercises.flatMap { exercise in
    let known = exercise.checks.flatMap { mistakes(in: $0.code.text) }
    return exercise.wrongs.filter { !(known + verdicts).contains($0.mistake) }.map {
      Diagnostic.unknownMistake(
        $0.mistake, exercise: exercise.name.exercise, known: unique(known + verdicts),
        at: $0.code.span)
    }
  }
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
