import GradusDiagnostics

/// What the learner starts from must leave something to do.
func startersDifferFromSolutions(_ lesson: Lesson) -> [Diagnostic] {
  func words(_ text: String) -> [Substring] {
    text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map(Substring.init)
  }
  return lesson.exercises.filter { words($0.starter) == words($0.solution) }.map { exercise in
    .nothingToDo(exercise.name.exercise, at: exercise.code.span)
  }
}

extension Diagnostic {
  static func nothingToDo(_ id: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "NothingToDo", at: span, "the starter of exercise '\(id)' is its solution",
      fixes: ["take something out of the '#else' branch, or plant a mistake in it"])
  }
}
