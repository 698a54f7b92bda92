import GradusDiagnostics

/// Hints go from the concept over the place to nearly the answer: three of them.
func exercisesHaveThreeHints(_ lesson: Lesson) -> [Diagnostic] {
  lesson.exercises.filter { $0.hints.count != 3 }.map { exercise in
    .wrongNumberOfHints(
      exercise.hints.count, id: exercise.name.exercise, at: exercise.code.span)
  }
}

extension Diagnostic {
  static func wrongNumberOfHints(_ count: Int, id: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "WrongNumberOfHints", at: span,
      "exercise '\(id)' has \(count) hint\(count == 1 ? "" : "s"), and it should have three",
      explanation: "the first names the idea, the second the place, the third nearly the line",
      fixes: [count < 3 ? "add '> [!HINT]' quotes below it" : "join or remove hints"])
  }
}
