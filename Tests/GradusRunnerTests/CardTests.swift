import GradusDiagnostics
import GradusLessons
import GradusRunner
import Testing

@Suite struct GradusRunnerCardTests {
  @Test func showsMistakeFirst() async throws {
    let verdict = try await judge("func total(xs: [Float]) -> Float { xs.reduce(1, *) }")
    #expect(
      card(verdict, style: .plain) == """
        not yet  test/f  0 of 3 checks passed

          no    adds two numbers
          no    adds any numbers
          no    nothing adds up to nothing (hidden)

        adds two numbers
          You multiplied. Add instead.

          call       total(xs: [1.0, 2.0])
          expected   3.0
          got        2.0
          tolerance  1e-05 × max(1, |expected|)

        Again: gradus check test/f --seed 1
        seed 1, confined
        """)
  }

  @Test func showsLineOfTrap() async throws {
    let verdict = try await judge(
      """
      func total(xs: [Float]) -> Float {
        print("\\u{1B}[31mPASS")
        return xs[0] + xs[9]
      }
      """)
    #expect(
      card(verdict, style: .plain) == """
        not yet  test/f  0 of 3 checks passed

          no    adds two numbers
          no    adds any numbers
          no    nothing adds up to nothing (hidden)

        adds two numbers
          Your program stopped itself: an index is out of range: an array of n
          elements has the indices 0 to n − 1.
          at workspace/test/f.swift:5:20
          5 |   return xs[0] + xs[9]
            |                    ^
          call       total(xs: [1.0, 2.0])

        Your program printed:
        | PASS
        | PASS
        | PASS

        Again: gradus check test/f --seed 1
        seed 1, confined
        """)
  }
}
