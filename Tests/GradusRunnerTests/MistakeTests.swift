import GradusLessons
import GradusRunner
import Testing

@Suite struct GradusRunnerMistakeTests {
  private let negations = lesson(
    solution: "func negated(x: Float) -> Float { -x }",
    checks: """
      let same = Mistake("same", "Nothing happened to the sign.")
      let doubled = Mistake("doubled", "Only the sign may change.")

      check("of two") { _ in
        expectSame { negated(x: 2) }
          .mistake(doubled, gives: -4 as Float)
          .mistake(same, when: negated(x: 2) == 2)
      }
      """)

  private func mistake(_ code: String) async throws -> Failure.Mistake? {
    let verdict = try await judge(code, negations)
    guard case .failed(let failure) = verdict.checks.first?.outcome else { return nil }
    return failure.mistake
  }

  @Test func namedOnceIsRecognisedByItsValue() async throws {
    #expect(
      try await mistake("func negated(x: Float) -> Float { -2 * x }")
        == .init(id: "doubled", message: "Only the sign may change."))
  }

  @Test func namedOnceIsRecognisedByItsCondition() async throws {
    #expect(
      try await mistake("func negated(x: Float) -> Float { x }")
        == .init(id: "same", message: "Nothing happened to the sign."))
  }
}
