import GradusDiagnostics
import GradusLessons
import GradusRunner
import Testing

/// Two functions of one exercise that differ by their labels alone.
@Suite struct GradusRunnerNamesakeTests {
  private let areas = lesson(
    solution: """
      func area(side: Float) -> Float { side * side }
      func area(_ width: Float, height: Float) -> Float { width * height }
      """,
    starter: """
      func area(side: Float) -> Float { 0 }
      func area(_ width: Float, height: Float) -> Float { 0 }
      """,
    checks: """
      check("of a square") { _ in expectSame { area(side: 3) } }
      check("of a rectangle") { _ in expectSame { area(2, height: 5) } }
      """)

  private func outcomes(_ code: String) async throws -> [Bool] {
    try await judge(code, areas).checks.map(\.outcome).map {
      if case .passed = $0 { true } else { false }
    }
  }

  @Test func areServedEachByItself() async throws {
    #expect(
      try await outcomes(
        """
        func area(side: Float) -> Float { side * side }
        func area(_ width: Float, height: Float) -> Float { width * height }
        """) == [true, true])
    #expect(
      try await outcomes(
        """
        func area(side: Float) -> Float { side * side }
        func area(_ width: Float, height: Float) -> Float { width + height }
        """) == [true, false])
    #expect(
      try await outcomes(
        """
        func area(side: Float) -> Float { 4 * side }
        func area(_ width: Float, height: Float) -> Float { width * height }
        """) == [false, true])
  }

  @Test func areToldApartWhenOneDoesNotFit() async throws {
    let verdict = try await judge(
      """
      func area(side: Float) -> Float { side * side }
      func area(_ width: Float, height: Float) -> Double { 0 }
      """, areas)
    #expect(verdict.diagnostics.map(\.summary) == ["'area' returns Float, not Double"])
    #expect(verdict.diagnostics.first?.span?.start.line == 4)
  }
}
