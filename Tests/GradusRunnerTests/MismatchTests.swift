import GradusDiagnostics
import GradusRunner
import GradusTestSupport
import Testing

/// Ways of not fitting `func total(xs: [Float]) -> Float`.
private let mismatches = [
  "func totl(xs: [Float]) -> Float { 0 }",
  "func sum(of xs: [Float]) -> Float { 0 }",
  "enum My { static func total(xs: [Float]) -> Float { 0 } }",
  "func total(ys: [Float]) -> Float { 0 }",
  "func total(_ xs: [Float]) -> Float { 0 }",
  "func total(xs: [Double]) -> Float { 0 }",
  "func total(xs: inout [Float]) -> Float { 0 }",
  "func total(xs: [Float]) -> Double { 0 }",
  "func total(xs: [Float]) -> Float? { 0 }",
  "func total(xs: [Float]) { }",
  "func total(xs: [Float], n: Int) -> Float { 0 }",
  "func total() -> Float { 0 }",
  "func total(xs: [Float]) throws -> Float { 0 }",
  "func total(xs: [Float]) async -> Float { 0 }",
  "private func total(xs: [Float]) -> Float { 0 }",
  "@MainActor func total(xs: [Float]) -> Float { 0 }",
  "let total: Float = 3",
  "func total(xs: any Sequence) -> Float { 0 }\nfunc total(xs: any Equatable) -> Float { 1 }",
]

@Suite struct GradusRunnerMismatchTests {
  @Test func areSaidWithTheDeclarationThatFits() async throws {
    var said: [String] = []
    for code in mismatches {
      let verdict = try await judge(code)
      #expect(verdict.status == .compileError, "\(verdict)")
      #expect(verdict.diagnostics.count == 1, "\(verdict)")
      let card = card(verdict, style: .plain)
      for word in ["_gradus", "Glue", "GradusProbe", "a0"] {
        #expect(!card.contains(word), "\(card)")
      }
      said.append(([code] + verdict.diagnostics.map(oneLine)).joined(separator: "\n"))
    }
    #expect(
      try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "mismatches.txt") == "")
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
      verdict.diagnostics.map(oneLine) == [
        """
        workspace/test/f.swift:3:44: error: this expression is too long for the compiler to work \
        out its types [expression_too_complex]
          why: Often a number of one type meets one of another in it, such as an Int and a Float.
          fix: split it into two or three lines with 'let', and convert with Float(…)
        """
      ])
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
