import GradusDiagnostics
import GradusRunner
import Testing

/// What a check keeps back stays back, in whichever way the learner's program tries to tell it.
@Suite struct GradusRunnerDisclosureTests {
  private let quiet = lesson(
    solution: "func f(xs: [Float]) -> [Float] { xs }",
    checks: "check(\"open\") { _ in expectSame { f(xs: [1, 2]) } }",
    more: [
      (
        "swift check f disclose=none",
        "check(\"quiet\") { _ in expectSame { f(xs: [77123, 2, 3]) } }"
      ),
      (
        "swift check f disclose=actual",
        "check(\"half\") { _ in expectSame { f(xs: [4, 5, 6, 7]) } }"
      ),
    ])

  @Test func whatShowsNothingIsAskedLast() async throws {
    let verdict = try await judge("func f(xs: [Float]) -> [Float] { xs }", quiet)
    #expect(verdict.checks.map(\.name) == ["open", "half", "quiet"])
    #expect(verdict.hasPassed)
  }

  @Test func expectedStaysHidden() async throws {
    let verdict = try await judge(
      "func f(xs: [Float]) -> [Float] { xs.count == 4 ? [4, 5, 6, 9] : xs }", quiet)
    #expect(
      verdict.checks[1].outcome
        == .failed(
          Failure(
            message: "The answer is off.", call: "f(xs: [4.0, 5.0, 6.0, 7.0])",
            got: "[4.0, 5.0, 6.0, 9.0]", tolerance: 1e-5)))
  }

  @Test(arguments: [
    "func f(xs: [Float]) -> [Float] { print(xs); return [0] }",
    "func f(xs: [Float]) -> [Float] { xs.count == 3 ? { fatalError(\"\\(xs)\") }() : [0] }",
    "var seen: [Float] = []\nfunc f(xs: [Float]) -> [Float] { seen += xs; print(seen); return seen }",
    """
    @_silgen_name("atexit") func later(_: @convention(c) () -> Void) -> Int32
    var seen: [Float] = []
    func f(xs: [Float]) -> [Float] {
      seen += xs
      if xs.count == 2 { _ = later { print(seen) } }
      return xs
    }
    """,
    """
    var seen: [Float] = []
    func f(xs: [Float]) -> [Float] {
      if xs.count == 3 { seen = xs }
      if !seen.isEmpty { fatalError("\\(seen)") }
      return xs
    }
    """,
  ])
  func nothingIsToldOfAQuietCheck(_ code: String) async throws {
    let verdict = try await judge(code, quiet) { $0.usesLint = false }
    let said = card(verdict, style: .plain) + verdict.output + "\(verdict.checks)"
    #expect(!said.contains("77123"), "\(said)")
  }

  /// When it was printed, before the quiet check or in it, cannot be told for sure.
  @Test func nothingPrintedIsShownBesideAQuietCheck() async throws {
    let verdict = try await judge("func f(xs: [Float]) -> [Float] { print(xs); return xs }", quiet)
    #expect(verdict.hasPassed && verdict.output.isEmpty)
  }
}
