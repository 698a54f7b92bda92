import GradusDiagnostics

/// A question that covers an example's outcome names an example of the lesson that is still to come.
func predictionsComeFirst(_ lesson: Lesson) -> [Diagnostic] {
  lesson.quizzes.compactMap { quiz in
    guard let id = quiz.predicts else { return nil }
    guard let example = lesson.examples.first(where: { $0.id == id }) else {
      return .unknownExample(id, known: lesson.examples.map(\.id), at: quiz.span)
    }
    return example.code.span < quiz.span ? .predictedTooLate(id, at: quiz.span) : nil
  }
}

extension Diagnostic {
  static func predictedTooLate(_ id: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "PredictedTooLate", at: span,
      "the example '\(id)' stands above the question, so what came out of it has been read",
      fixes: ["move the question above the example, or take 'predicts=\(id)' away"])
  }
}
