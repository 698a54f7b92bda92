import GradusDiagnostics
import GradusRunner
import Testing

private let traps: [(code: String, reason: String)] = [
  (
    "return xs[100]",
    "an index is out of range: an array of n elements has the indices 0 to n − 1"
  ),
  (
    "return Float(Int8(100) + Int8(xs.count + 99))",
    "a whole number left the range of its type (arithmetic overflow)"
  ),
  ("let n = xs.count - xs.count; return Float(1 / n)", "a division by zero"),
  (
    "let x: Float? = xs.isEmpty ? nil : nil; return x!",
    "a value was nil where '!' promised that it is not"
  ),
  ("fatalError(\"not yet\")", "not yet"),
  ("precondition(xs.count > 99, \"too few numbers\"); return 0", "too few numbers"),
  (
    "return total(xs: xs) + 1",
    "a function called itself without an end (the stack overflowed)"
  ),
  (
    "let low = 3; for _ in low...(xs.count - 99) {}; return 0",
    "a range begins after its own end (lowerBound <= upperBound)"
  ),
]

@Suite struct GradusRunnerTrapTests {
  @Test(arguments: traps.indices)
  func tellsReasonAndLine(_ index: Int) async throws {
    let (code, reason) = traps[index]
    let verdict = try await judge("func total(xs: [Float]) -> Float {\n  \(code)\n}")
    guard case .trapped(let trap) = verdict.checks.first?.outcome else {
      Issue.record("\(verdict)")
      return
    }
    #expect(trap.reason == reason)
    #expect(trap.span?.start.line == 4, "\(verdict)")
    #expect(trap.call == "total(xs: [1.0, 2.0])")
    #expect(verdict.output == "")
  }

  /// What a program writes about its own end may be made up.
  @Test func placeOutsideOfTheFileIsNone() async throws {
    for (line, column, expected) in [(6, 3, 6), (13, 1, nil), (9999, 1, nil), (0, 1, nil)] {
      let verdict = try await judge(
        """
        @_silgen_name("write") func put(_: Int32, _: UnsafePointer<UInt8>, _: Int) -> Int
        @_silgen_name("raise") func strike(_: Int32) -> Int32
        func total(xs: [Float]) -> Float {
          let words = "signal 4 address 0 stack 0\\npc 10\\nplaces\\n"
            + "total\\nf.swift:\(line):\(column)\\n\\nall places\\n"
          let bytes = Array(words.utf8)
          _ = put(5, bytes, bytes.count)
          _ = strike(9)
          return 0
        }
        """
      ) { $0.usesLint = false }
      guard case .trapped(let trap) = verdict.checks.first?.outcome else {
        Issue.record("\(verdict)")
        return
      }
      #expect(trap.span?.start.line == expected, "\(line)")
    }
  }

  @Test func coreExplainsItself() async throws {
    let verdict = try await judge(
      "func total(xs: [Float]) -> Float { (Tensor([1, 2, 3]) + Tensor([1, 2])).sum().item() }")
    guard case .trapped(let trap) = verdict.checks.first?.outcome else {
      Issue.record("\(verdict)")
      return
    }
    #expect(trap.reason.contains("[3]") && trap.reason.contains("[2]"), "\(trap)")
    #expect(trap.span?.start.line == 3)
  }

  @Test func checkThatTrapsIsNotTheLearnersFault() async throws {
    let exercise = lesson(
      solution: "func f(n: Int) -> [Float] { [Float](repeating: 0, count: n) }",
      checks: """
        check("has three") { _ in
          let xs = f(n: 3)
          expect(xs[3] == 0, "zero")
        }
        check("has four") { _ in expectSame { f(n: 4) } }
        """)
    let verdict = try await judge(
      "func f(n: Int) -> [Float] { [Float](repeating: 0, count: n) }", exercise)
    #expect(verdict.status == .broken)
    #expect(
      verdict.checks.first?.outcome
        == .broken(
          """
          The check's own code went wrong at Lessons/test.md:18: an index is out of range: an \
          array of n elements has the indices 0 to n − 1.
          """))
    #expect(verdict.checks.last?.outcome == .passed)
  }

  /// Otherwise a wrong answer would be nobody's fault.
  @Test func answerThatACheckCannotGoOnWithIsWrong() async throws {
    let exercise = lesson(
      solution: "func f(n: Int) -> [Float] { [Float](repeating: 0, count: n) }",
      checks: """
        check("has three") { _ in
          let xs = f(n: 3)
          expect(xs[2] == 0, "zero")
        }
        check("has four") { _ in expectSame { f(n: 4) } }
        """)
    let verdict = try await judge(
      "func f(n: Int) -> [Float] { n == 3 ? [] : [0, 0, 0, 0] }", exercise)
    #expect(verdict.status == .failed)
    #expect(
      verdict.checks.first?.outcome
        == .failed(
          Failure(
            message: """
              The check could not go on with this answer: an index is out of range: an array of n \
              elements has the indices 0 to n − 1.
              """, call: "f(n: 3)", got: "[]")))
    #expect(verdict.checks.last?.outcome == .passed)
  }
}
