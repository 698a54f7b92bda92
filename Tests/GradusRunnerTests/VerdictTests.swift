import GradusDiagnostics
import GradusLessons
import GradusRunner
import Testing

@Suite struct GradusRunnerVerdictTests {
  @Test func solutionPasses() async throws {
    let verdict = try await judge(sums.1.solution)
    #expect(verdict.status == .passed, "\(verdict)")
    #expect(
      verdict.checks.map(\.name) == [
        "adds two numbers", "adds any numbers", "nothing adds up to nothing",
      ])
    #expect(verdict.checks.map(\.isHidden) == [false, false, true])
    #expect(verdict.checks.map(\.trials) == [1, 3, 1])
    #expect(verdict.confinement == .confined)
  }

  @Test func recognisesMistake() async throws {
    let verdict = try await judge(
      "func total(xs: [Float]) -> Float { xs.reduce(1, *) }")
    #expect(verdict.status == .failed, "\(verdict)")
    guard case .failed(let failure) = verdict.checks.first?.outcome else {
      Issue.record("\(verdict)")
      return
    }
    #expect(failure.mistake == .init(id: "product", message: "You multiplied. Add instead."))
    #expect(failure.call == "total(xs: [1.0, 2.0])")
    #expect(failure.expected == "3.0")
    #expect(failure.got == "2.0")
    #expect(verdict.passedCount == 0)
  }

  @Test func otherChecksAreJudgedAfterTrap() async throws {
    let verdict = try await judge(
      """
      func total(xs: [Float]) -> Float {
        print("adding", xs.count)
        if xs.count == 2 {
          let n: Int8 = 127
          let m = Int8(xs.count) + n
          return Float(m)
        }
        return xs.reduce(0, +)
      }
      """)
    #expect(verdict.status == .trapped, "\(verdict)")
    #expect(
      verdict.checks.first?.outcome
        == .trapped(
          Trap(
            reason: "a whole number left the range of its type (arithmetic overflow)",
            span: SourceSpan(
              file: "workspace/test/f.swift", start: SourcePosition(line: 7, column: 28),
              end: SourcePosition(line: 7, column: 29)), call: "total(xs: [1.0, 2.0])")))
    #expect(verdict.passedCount == 2)
    #expect(verdict.output == "adding 2\nadding 4\nadding 4\nadding 4\nadding 0\n")
  }

  @Test func endlessLoopTimesOut() async throws {
    let verdict = try await judge(
      "func total(xs: [Float]) -> Float { while xs.count == 2 {}; return xs.reduce(0, +) }"
    ) {
      $0.limits.seconds = 0.5
    }
    #expect(verdict.status == .timedOut, "\(verdict)")
    #expect(
      verdict.checks.first?.outcome == .timedOut(seconds: 0.5, call: "total(xs: [1.0, 2.0])"))
    #expect(verdict.passedCount == 2)
  }

  /// A program that sleeps uses no processor time, and gets no more time for that.
  @Test func sleepingTakesNoLongerThanItsTime() async throws {
    let verdict = try await judge(
      """
      @_silgen_name("sleep") func doze(_ seconds: UInt32) -> UInt32
      func total(xs: [Float]) -> Float {
        if xs.isEmpty { _ = doze(100) }
        return xs.reduce(0, +)
      }
      """
    ) {
      $0.usesLint = false
      $0.limits.seconds = 3
    }
    #expect(verdict.checks.last?.outcome == .timedOut(seconds: 3, call: "total(xs: [])"))
    // Compiling takes some of it.
    #expect(verdict.seconds < 8, "\(verdict)")
  }

  @Test func leavingEarlyNeverPasses() async throws {
    let verdict = try await judge(
      """
      @_silgen_name("exit") func leave(_ status: Int32) -> Never
      func total(xs: [Float]) -> Float { print("PASS"); leave(0) }
      """
    ) { $0.usesLint = false }
    #expect(verdict.status == .endedEarly, "\(verdict)")
    #expect(verdict.passedCount == 0)
  }

  /// Nobody reads the second question: writing it must not end the judge (SIGPIPE).
  @Test func judgeOutlivesAReaderThatIsGone() async throws {
    let verdict = try await judge(
      c("shut(_: Int32) -> Int32", "close") + answering("_ = shut(3)")
    ) { $0.usesLint = false }
    #expect(verdict.status == .endedEarly, "\(verdict)")
    #expect(
      verdict.checks.map(\.outcome).dropFirst().first.map {
        if case .endedEarly(0, _?) = $0 { true } else { false }
      } == true, "\(verdict)")
    #expect(verdict.checks.map { $0.outcome == .passed } == [true, false, true])
  }

  /// More checks are lost than there are spare pipes, and each is judged all the same.
  @Test func everyCheckIsJudgedHoweverManyTrap() async throws {
    let count = 11
    let many = lesson(
      solution: "func f(n: Int) -> Int { n }",
      checks: (0..<count).map { "check(\"\($0)\") { _ in expectSame { f(n: \($0)) } }" }
        .joined(separator: "\n"))
    let verdict = try await judge(
      "func f(n: Int) -> Int { print(n); return n == 4 ? 4 : [0][n + 1] }", many)
    #expect(verdict.status == .trapped)
    #expect(verdict.checks.map(\.index) == Array(0..<count))
    #expect(verdict.output == (0..<count).map { "\($0)\n" }.joined())
    for (index, check) in verdict.checks.enumerated() {
      guard index != 4 else {
        #expect(check.outcome == .passed)
        continue
      }
      guard case .trapped(let trap) = check.outcome else {
        Issue.record("\(check)")
        continue
      }
      #expect(trap.call == "f(n: \(index))")
      #expect(trap.span?.start.line == 3)
      #expect(trap.reason.hasPrefix("an index is out of range"))
    }
  }

  /// The judge goes on with the reference's answers, and they must not count for the learner.
  @Test func aLostCheckIsNeverMended() async throws {
    let verdict = try await judge("func total(xs: [Float]) -> Float { xs[99] }")
    #expect(verdict.status == .trapped)
    #expect(verdict.passedCount == 0)
  }

  @Test func referenceNeverAnswersBetweenChecks() async throws {
    let exercise = lesson(
      solution: "func f(n: Int) -> Int { n }",
      checks: """
        check("first") { _ in expectSame { f(n: 1) } }
        let second = f(n: 2)
        check("second") { _ in expect(second == 2, "f(n: 2) is 2") }
        check("third") { _ in expectSame { f(n: 3) } }
        """)
    let verdict = try await judge(
      "func f(n: Int) -> Int { n == 1 ? [0][n] : n == 2 ? 7 : n }", exercise)
    #expect(verdict.checks.map { $0.outcome == .passed } == [false, false, true], "\(verdict)")
  }

  @Test func errorStandsAtItsOwnLine() async throws {
    let verdict = try await judge("func total(xs: [Float]) -> Float { xs.sum }")
    #expect(verdict.status == .compileError, "\(verdict)")
    #expect(
      verdict.diagnostics.map(oneLine) == [
        "workspace/test/f.swift:3:39: error: value of type '[Float]' has no member 'sum' [could_not_find_value_member]"
      ])
  }

  @Test func missingFunctionIsNamed() async throws {
    let verdict = try await judge("func totl(xs: [Float]) -> Float { 0 }")
    #expect(
      verdict.diagnostics.map(oneLine) == [
        """
        workspace/test/f.swift:3:6: error: 'total' is not defined; did you mean 'totl'? \
        [cannot_find_in_scope]
          fix: declare it as: func total(xs: [Float]) -> Float
        """
      ])
  }
}
