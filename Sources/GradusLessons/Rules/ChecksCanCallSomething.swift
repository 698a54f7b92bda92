import GradusDiagnostics

/// A check reaches the learner's program through functions of plain values.
func checksCanCallSomething(_ lesson: Lesson) -> [Diagnostic] {
  lesson.exercises.compactMap { exercise in
    let signatures = exercise.signatures
    guard !procedures(of: exercise).contains(where: \.signature.isWireable) else { return nil }
    let obstacle = signatures.first { $0.obstacle != nil }
    return .nothingToCall(
      exercise.name.exercise, function: obstacle?.name, because: obstacle?.obstacle,
      at: exercise.code.span)
  }
}

extension Diagnostic {
  static func nothingToCall(
    _ id: String, function: String?, because obstacle: String?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "NothingToCall", at: span, "no check can call anything in exercise '\(id)'",
      explanation: function.flatMap { name in
        obstacle.map { "'\(name)' cannot be called from another process: \($0)" }
      },
      fixes: ["add a 'swift probe \(id)' block with a function of plain values that calls it"])
  }
}
