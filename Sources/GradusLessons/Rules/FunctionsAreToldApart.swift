import GradusDiagnostics

/// Functions that checks call differ in their name or in their labels; types alone do not tell a
/// call that travels to another process where it belongs.
func functionsAreToldApart(_ lesson: Lesson) -> [Diagnostic] {
  lesson.exercises.flatMap { exercise in
    var seen: [String: SourceSpan] = [:]
    return procedures(of: exercise).filter(\.signature.isWireable).compactMap {
      procedure -> Diagnostic? in
      let name = procedure.signature.fullName
      let span = procedure.block.span(ofLine: procedure.signature.line)
      guard let first = seen[name] else {
        seen[name] = span
        return nil
      }
      return .sameFunctionTwice(name, in: exercise.name.exercise, at: span, first: first)
    }
  }
}

extension Diagnostic {
  static func sameFunctionTwice(
    _ name: String, in exercise: String, at span: SourceSpan, first: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "SameFunctionTwice", at: span,
      "checks of '\(exercise)' can call two functions '\(name)', told apart by nothing but types",
      notes: [Note("the other one is here", at: first)],
      fixes: ["give one of them another name or other labels"])
  }
}
