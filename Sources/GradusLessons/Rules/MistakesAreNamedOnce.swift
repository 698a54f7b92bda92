import GradusDiagnostics

/// Two wrong answers for one mistake prove no more than one, unless they are different answers.
func mistakesAreNamedOnce(_ lesson: Lesson) -> [Diagnostic] {
  lesson.exercises.flatMap { exercise in
    var seen: [String: SourceSpan] = [:]
    return exercise.wrongs.compactMap { wrong -> Diagnostic? in
      let key = wrong.mistake + "\n" + wrong.code.text
      defer { seen[key] = seen[key] ?? wrong.code.span }
      return seen[key].map { .repeatedWrongAnswer(wrong.mistake, at: wrong.code.span, first: $0) }
    }
  }
}

extension Diagnostic {
  static func repeatedWrongAnswer(
    _ mistake: String, at span: SourceSpan, first: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "RepeatedWrongAnswer", at: span,
      "the same wrong answer for '\(mistake)' stands here twice",
      notes: [Note("first given here", at: first)], fixes: ["remove one of the two"])
  }
}
