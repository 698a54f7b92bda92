import GradusDiagnostics
import GradusJudge
import GradusProbe
import GradusRunner
import GradusTestSupport
import Testing

private let differences: [(got: Value, expected: Value, words: String)] = [
  (.float(.nan), .float(1), "The answer is not a number (NaN)."),
  (.float(.infinity), .float(1), "The answer is infinite."),
  (.float(2), .float(1), "The answer is off."),
  (
    .list([.float(1), .float(9)]), .list([.float(1), .float(2)]),
    "The answer's [1] is off the most."
  ),
  (
    .list([.float(1)]), .list([.float(1), .float(2)]),
    "The answer has 1 element; 2 elements were expected."
  ),
  (
    .tensor(shape: [1, 2], scalars: [1, 2]), .tensor(shape: [2], scalars: [1, 2]),
    "The answer has shape [1, 2]; [2] was expected."
  ),
  (.int(3), .int(4), "The answer is 3, not 4."),
  (.bool(true), .bool(false), "The answer is true, not false."),
  (.string("a"), .string("b"), "The answer is another text."),
  (
    .record([.init("loss", .int(1))]), .record([.init("loss", .int(2))]),
    "The answer's .loss is 1, not 2."
  ),
]

/// Where what was expected stays hidden.
private let reticent: [(got: Value, expected: Value, words: String)] = [
  (.list([.float(1), .float(9)]), .list([.float(1), .float(2)]), "The answer is off."),
  (.int(3), .int(4), "The answer is 3, which is not right."),
  (.bool(true), .bool(false), "The answer is true, which is not right."),
  (.string("a"), .string("b"), "The answer is another text."),
  (
    .list([.float(1)]), .list([.float(1), .float(2)]),
    "The answer has 1 element, which is not right."
  ),
  (
    .tensor(shape: [1, 2], scalars: [1, 2]), .tensor(shape: [2], scalars: [1, 2]),
    "The answer has shape [1, 2], which is not right."
  ),
  (.none, .float(1), "The answer is nothing, which is not right."),
]

/// Ends of a program that are rare, or hard to bring about.
private let ends: [(report: String, errors: String)] = [
  ("", "f/f.swift:3: Fatal error: Array index is out of range"),
  ("", "f/f.swift:3: Fatal error: Division by zero in remainder operation"),
  ("", "Fatal error: Unexpectedly found nil while unwrapping an Optional value"),
  ("", "Fatal error: unexpectedly found nil while unwrapping an Optional value"),
  ("", "Precondition failed: too few numbers"),
  (
    "signal 4 address 0 stack 0\nplaces\nSwift runtime failure: arithmetic overflow\nf:1:1\n\nall places",
    ""
  ),
  (
    "signal 4 address 0 stack 0\nplaces\nSwift runtime failure: Index out of range\nf:1:1\n\nall places",
    ""
  ),
  ("signal b address 7fff0000 stack 7fff0008", ""),
  ("signal b address 10 stack 7fff0008", ""),
  ("signal 8 address 0 stack 0", ""),
  ("signal 6 address 0 stack 0", ""),
  ("signal 4 address 0 stack 0", ""),
]

/// Files that are stopped on the way, and what is said of the whole.
private let wholes: [(code: String, status: Verdict.Status, words: String)] = [
  (
    "@_silgen_name(\"no_such_symbol\") func f() -> Float\nfunc total(xs: [Float]) -> Float { f() }",
    .compileError,
    "Your file uses 'no_such_symbol', which is in no library that an exercise may use."
  ),
  (
    "@_silgen_name(\"close\") func shut(_: Int32) -> Int32\n"
      + "func total(xs: [Float]) -> Float { if xs.isEmpty { _ = shut(3) }; return xs.reduce(0, +) }",
    .endedEarly, "Every check was answered, but then your program did not end as it should."
  ),
]

@Suite struct GradusRunnerWordsTests {
  @Test func notANumberIsNearNothingThatMayComeFromTheAnswers() {
    #expect(difference(.float(.nan), .float(.nan), within: 1e-5) == nil)
    let other = difference(.float(.nan), .float(.nan), within: 1e-5, acceptingNaN: false)
    #expect(other?.message == "The answer is not a number (NaN).")
  }

  @Test(arguments: differences.indices)
  func ofDifferences(_ index: Int) {
    let (got, expected, words) = differences[index]
    #expect(difference(got, expected, within: 1e-5)?.message == words)
  }

  @Test(arguments: reticent.indices)
  func ofDifferencesThatStayHidden(_ index: Int) {
    let (got, expected, words) = reticent[index]
    #expect(difference(got, expected, within: 1e-5, revealing: false)?.message == words)
  }

  @Test func ofLongAnswers() {
    let deep = (0..<12).reduce(Value.list([.int(1), .int(2), .int(3)])) { inner, _ in
      .list([inner, inner, inner])
    }
    #expect(text(deep).count <= 4001)
    #expect(text(.list((0..<20).map { .int($0) })).hasSuffix("14, 15, … 20 in all]"))
  }

  @Test func ofEveryTrap() throws {
    let said = ends.map { end in
      let report = TrapReport(end.report)
      let reason = trapReason(report, errors: end.errors, frames: report?.frames ?? [])
      return
        ([end.report, end.errors].filter { !$0.isEmpty } + [
          "Your program stopped itself: \(reason)."
        ])
        .joined(separator: "\n")
    }
    #expect(try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "traps.txt") == "")
  }

  @Test func ofACompilerThatDoesNotEndWell() throws {
    let said = [
      Build.Outcome.tooLong.stopWords(seconds: 20),
      Build.Outcome.outOfMemory.stopWords(seconds: 20),
      Build.Outcome.crashed("").stopWords(seconds: 20),
      Build.Outcome.tooLong.words, Build.Outcome.outOfMemory.words, Build.Outcome.crashed("").words,
      Build.Outcome.refused("Check.swift:3:1: error: cannot find 'x' in scope [cannot_find]").words,
      compileWords("Glue.swift:3:1: error: type 'Net' does not conform to 'Module' [x]"),
      compileWords("Killed"), linkWords("ld.lld: error: undefined symbol: no_such_symbol"),
      linkWords("ld.lld: error: cannot open output file"),
    ].compactMap { $0 }
    #expect(try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "compiler.txt") == "")
    #expect(Build.Outcome.built.stopWords(seconds: 20) == nil)
  }

  /// Names of parameters that have none are made up, and each another one.
  @Test func ofFunctionsWithoutLabels() {
    let line = "func _gradus0(_ a0: Float, _ a1: Int) -> Float { power(a0, a1) }"
    let said = learnerFindings(
      compilerFindings(
        "Glue.swift:1:1: error: missing argument [missing_argument_positional]\n\(line)\n^"),
      file: "f.swift", path: "bce/f.swift", text: "func power(_ x: Float) -> Float { x }")
    #expect(
      said.map(oneLine) == [
        """
        bce/f.swift:1:6: error: 'power' takes 2 parameters, and yours takes 1 \
        [missing_argument_positional]
          fix: declare it as: func power(_ a1: Float, _ a2: Int) -> Float
        """
      ])
  }

  @Test func ofWhatNobodyForesaw() {
    let line = "func _gradus0(_ a0: Float) -> Float { power(a0) }"
    let said = learnerFindings(
      compilerFindings("Glue.swift:1:1: error: 'power' is odd [never_seen]\n\(line)\n^"),
      file: "f.swift", path: "bce/f.swift", text: "func power(_ x: Float) -> Float { x }")
    #expect(
      said.map(oneLine) == [
        """
        bce/f.swift:1:6: error: 'power' does not fit what the checks call [never_seen]
          why: The compiler says: 'power' is odd
          fix: declare it as: func power(_ a: Float) -> Float
        """
      ])
  }

  @Test func ofAnExerciseWhoseSolutionFails() async throws {
    let (lesson, exercise) = lesson(
      solution: "func total(xs: [Float]) -> Float { 3 }",
      checks: "check(\"is four\") { _ in expect(total(xs: []) == 4, \"It is 4.\") }")
    let result = try await Bench.runner.get().recordAnswers(exercise, in: lesson, seed: 1)
    guard case .failure(let error) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(
      error.description == """
        the lesson is at fault: the answers of test/f cannot be recorded (its own solution does not pass)
          fix: gradus verify test says more; correct the exercise, then release again
        """)
  }

  /// Each is found with the check that it stands in, or with the exercise.
  @Test func ofChecksThatAreWrittenWrong() async throws {
    let exercise = lesson(
      solution: "func total(xs: [Float]) -> Float { xs.reduce(0, +) }",
      checks: """
        check("draws from nothing") { draw in expect(draw.int(in: 3..<3) == 3, "") }
        check("chooses from nothing") { draw in expect(draw.element(of: [Int]()) == 3, "") }
        check("holds another") { _ in check("is inside") { _ in } }
        expect(total(xs: []) == 0, "")
        """)
    let verdict = try await judge("func total(xs: [Float]) -> Float { xs.reduce(0, +) }", exercise)
    #expect(verdict.status == .broken)
    let said = verdict.checks.map { "\($0.name)\n\($0.outcome)" } + [verdict.message ?? "nothing"]
    #expect(
      try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "broken-checks.txt") == "")
  }

  @Test func ofConfinement() {
    let probes = ["landlock 6\nseccomp 1", "landlock 0\nseccomp 1", "landlock 6\nseccomp 0", ""]
    #expect(
      probes.map { Confinement(probe: $0).description } == [
        "confined", "partly confined (no Landlock)", "partly confined (no seccomp)",
        "unconfined (this kernel has neither Landlock nor seccomp)",
      ])
  }

  @Test(arguments: wholes.indices)
  func ofTheWhole(_ index: Int) async throws {
    let (code, status, words) = wholes[index]
    let verdict = try await judge(code) { $0.usesLint = false }
    #expect(verdict.status == status)
    #expect(verdict.message == words)
  }

  @Test func ofStatementsOutsideOfFunctions() async throws {
    let verdict = try await judge("print(1)\nfunc total(xs: [Float]) -> Float { 0 }")
    #expect(
      verdict.diagnostics.map(oneLine) == [
        """
        workspace/test/f.swift:3:1: error: statements have to stand inside a function here \
        [illegal_top_level_expr]
          why: This file is called by the checks; its first line does not run by itself.
          fix: move the line into a function, or remove it
        """
      ])
  }

  @Test func ofAThousandMistakes() async throws {
    let lines = (0..<1000).map { "let v\($0): Int = \"x\"" }.joined(separator: "\n")
    let verdict = try await judge(lines)
    #expect(verdict.status == .compileError)
    #expect(verdict.diagnostics.count == 20)
    #expect(verdict.message == "These are the first 20 of 1000 findings; mend them first.")
  }

  @Test func ofTexts() {
    #expect(text(.string("a\u{202E}b\u{1B}[31m\n")) == #""a\u{202e}b\u{1b}[31m\n""#)
  }

  @Test func ofACompilerThatTakesTooLong() async throws {
    let rows = String(repeating: "[1, 2.5, 3],", count: 9000)
    let verdict = try await judge(
      "let all: [[Double]] = [\(rows)]\nfunc total(xs: [Float]) -> Float { 0 }"
    ) { $0.compileSeconds = 1 }
    #expect(verdict.status == .compileTimedOut)
    #expect(
      verdict.message == """
        The compiler was stopped: after 1 second it was still busy with this file. Long literals \
        and long expressions do that; split them up.
        """)
  }
}
