import GradusDiagnostics

/// Progress is kept by id, so two quizzes of a lesson must not share one.
func quizzesHaveTheirOwnID(_ lesson: Lesson) -> [Diagnostic] {
  var seen: [String: SourceSpan] = [:]
  return lesson.quizzes.compactMap { quiz in
    defer { seen[quiz.id] = seen[quiz.id] ?? quiz.span }
    return seen[quiz.id].map { .duplicateID(quiz.id, at: quiz.span, first: $0) }
  }
}
