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

  /// A literal without a point is an `Int`, whatever the learner's function returns.
  @Test func isRecognisedByAWholeNumber() async throws {
    let halves = lesson(
      solution: "func halves(xs: [Float]) -> [Float] { xs.map { $0 / 2 } }",
      checks: """
        check("of one and three") { _ in
          expectSame { halves(xs: [1, 3]) }
            .mistake("empty", "Nothing was halved.", gives: [0, 0])
        }
        check("of a number alone") { _ in
          expectSame { halves(xs: [1])[0] }.mistake("zero", "Nothing is left.", gives: 0)
        }
        check("of one, with its place") { _ in
          expectSame { (0, halves(xs: [1])[0]) }
            .mistake("zeroes", "Nothing is left here either.", when: halves(xs: [1]) == [0])
        }
        """)
    let verdict = try await judge(
      "func halves(xs: [Float]) -> [Float] { xs.map { _ in 0 } }", halves)
    let mistakes = verdict.checks.map { check in
      if case .failed(let failure) = check.outcome { failure.mistake?.id } else { nil as String? }
    }
    #expect(mistakes == ["empty", "zero", "zeroes"])
  }

  @Test func namedOnceIsRecognisedByItsCondition() async throws {
    #expect(
      try await mistake("func negated(x: Float) -> Float { x }")
        == .init(id: "same", message: "Nothing happened to the sign."))
  }
}
