import GradusDiagnostics
import GradusRunner
import Testing

/// One way of not fitting `func total(xs: [Float]) -> Float`, and what is said about it.
private let mismatches: [(code: String, said: String)] = [
  ("func totl(xs: [Float]) -> Float { 0 }", "'total' is not defined; did you mean 'totl'?"),
  ("func sum(of xs: [Float]) -> Float { 0 }", "'total' is not defined"),
  ("enum My { static func total(xs: [Float]) -> Float { 0 } }", "'total' is not defined"),
  ("func total(ys: [Float]) -> Float { 0 }", "the labels of 'total' are (xs:), not (ys:)"),
  ("func total(_ xs: [Float]) -> Float { 0 }", "the labels of 'total' are (xs:), not (_:)"),
  (
    "func total(xs: [Double]) -> Float { 0 }",
    "the parameter 'xs' of 'total' is of type [Float], not [Double]"
  ),
  (
    "func total(xs: inout [Float]) -> Float { 0 }",
    "the parameter 'xs' of 'total' is of type [Float], not inout [Float]"
  ),
  ("func total(xs: [Float]) -> Double { 0 }", "'total' returns Float, not Double"),
  ("func total(xs: [Float]) -> Float? { 0 }", "'total' returns Float, not Float?"),
  ("func total(xs: [Float]) { }", "'total' returns Float, not nothing"),
  (
    "func total(xs: [Float], n: Int) -> Float { 0 }",
    "'total' takes 1 parameter, and yours takes 2"
  ),
  ("func total() -> Float { 0 }", "'total' takes 1 parameter, and yours takes 0"),
  ("func total(xs: [Float]) throws -> Float { 0 }", "'total' must not be declared 'throws'"),
  ("func total(xs: [Float]) async -> Float { 0 }", "'total' must not be declared 'async'"),
  (
    "private func total(xs: [Float]) -> Float { 0 }",
    "'total' is private, so the checks cannot call it"
  ),
  ("let total: Float = 3", "'total' is a value; the checks call it as a function"),
]

@Suite struct GradusRunnerMismatchTests {
  @Test(arguments: mismatches.indices)
  func isSaidInOneSentence(_ index: Int) async throws {
    let (code, said) = mismatches[index]
    let verdict = try await judge(code)
    #expect(verdict.status == .compileError)
    #expect(verdict.diagnostics.map(\.summary) == [said], "\(verdict)")
    let card = card(verdict, style: .plain)
    for word in ["_gradus", "Glue", "GradusProbe", "a0"] {
      #expect(!card.contains(word), "\(card)")
    }
  }

  @Test func tellsWhichDeclarationWouldFit() async throws {
    let verdict = try await judge("func total(ys: [Float]) -> Float { 0 }")
    #expect(
      verdict.diagnostics.map(oneLine) == [
        """
        workspace/test/f.swift:3:6: error: the labels of 'total' are (xs:), not (ys:) \
        [wrong_argument_labels]
          fix: declare it as: func total(xs: [Float]) -> Float
        """
      ])
  }

  @Test func ownErrorsHideMismatches() async throws {
    let verdict = try await judge("func totl(xs: [Float]) -> Float { y }")
    #expect(verdict.diagnostics.map(\.summary) == ["cannot find 'y' in scope"])
  }

  @Test func longExpressionIsExplained() async throws {
    let verdict = try await judge(
      "func total(xs: [Float]) -> Float { let s = \"a\" + 1 + \"b\" + 2 + \"c\" + 3 + \"d\" + 4 + \"e\" + 5; return 0 }"
    )
    #expect(
      verdict.diagnostics.map(\.summary)
        == ["this expression is too long for the compiler to work out its types"])
    #expect(
      verdict.diagnostics.first?.fixes
        == ["split it into two or three lines with 'let', and convert with Float(…)"])
  }

  @Test func statementsBelongIntoFunctions() async throws {
    let verdict = try await judge("print(1)\nfunc total(xs: [Float]) -> Float { 0 }")
    #expect(
      verdict.diagnostics.map(\.summary) == ["statements have to stand inside a function here"])
  }

  @Test func nameOfSharedCodeIsTaken() async throws {
    let verdict = try await judge(
      "func double(_ x: Float) -> Float { x }\nfunc total(xs: [Float]) -> Float { 0 }")
    #expect(
      verdict.diagnostics.map(oneLine) == [
        """
        workspace/test/f.swift:3:6: error: invalid redeclaration of 'double' [invalid_redecl]
          why: The lesson's own code, which is compiled beside yours, has this name already.
          fix: remove yours and use the lesson's, or choose another name
        """
      ])
  }
}
