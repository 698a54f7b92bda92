import GradusDiagnostics

/// An exercise that nothing judges cannot be passed or failed.
func exercisesHaveChecks(_ lesson: Lesson) -> [Diagnostic] {
  lesson.exercises.filter { exercise in exercise.checks.allSatisfy(\.isHidden) }.map { exercise in
    .missingChecks(exercise.name.exercise, at: exercise.code.span)
  }
}

extension Diagnostic {
  static func missingChecks(_ id: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "MissingChecks", at: span, "exercise '\(id)' has no visible check",
      explanation: "a learner would never see it pass",
      fixes: ["add a 'swift check \(id)' block below it"])
  }
}
