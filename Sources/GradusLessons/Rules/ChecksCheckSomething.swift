import GradusDiagnostics

/// A check block that calls no `check` judges nothing, and nobody would notice.
func checksCheckSomething(_ lesson: Lesson) -> [Diagnostic] {
  lesson.exercises.flatMap(\.checks).filter { block in
    let tokens = swiftTokens(block.code.text).map(\.text)
    return !zip(tokens, tokens.dropFirst()).contains { $0 == "check" && $1 == "(" }
  }.map { .emptyCheck($0.code.span) }
}

extension Diagnostic {
  static func emptyCheck(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "EmptyCheck", at: span, "the block calls no 'check', so it judges nothing",
      fixes: ["write 'check(\"what must hold\") { draw in … }' in it"])
  }
}
