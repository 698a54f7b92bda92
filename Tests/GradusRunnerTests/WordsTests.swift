import GradusDiagnostics
import GradusJudge
import GradusProbe
import GradusRunner
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

private let lintWords: [(code: String, words: String)] = [
  (
    "let x = unsafeBitCast(1, to: Int.self)",
    """
    f.swift:1:9: error: 'unsafeBitCast' is not for exercises [NotForExercises]
      why: It works on bare memory; arrays and tensors do all that an exercise asks for.
      fix: write it without it
    """
  ),
  (
    "let x = readLine()",
    """
    f.swift:1:9: error: 'readLine' is not for exercises [NotForExercises]
      why: Nobody is there to type: your functions get their inputs as parameters.
      fix: write it without it
    """
  ),
  (
    "let x = CommandLine.arguments",
    """
    f.swift:1:9: error: 'CommandLine' is not for exercises [NotForExercises]
      why: Your functions get their inputs as parameters.
      fix: write it without it
    """
  ),
  (
    "@main struct M {}",
    """
    f.swift:1:1: error: an exercise has no '@main' [NotForExercises]
      why: It is no program of its own; the checks call its functions.
      fix: remove it
    """
  ),
  (
    "@_cdecl(\"write\") func w() {}",
    """
    f.swift:1:1: error: '@_cdecl' is not for exercises [NotForExercises]
      why: It changes how the program is built, and the checks look only at what your functions answer.
      fix: write it without it
    """
  ),
  (
    "#sourceLocation(file: \"x\", line: 1)",
    """
    f.swift:1:1: error: '#sourceLocation' is not for exercises [NotForExercises]
      why: It would move or replace the lines that messages are about.
      fix: remove this line
    """
  ),
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

  @Test(arguments: lintWords.indices)
  func ofTheLint(_ index: Int) {
    let (code, words) = lintWords[index]
    #expect(courtesyFindings(LearnerFile(path: "f.swift", text: code)).map(oneLine) == [words])
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
        The compiler was stopped: after 1 seconds it was still busy with this file. Long literals \
        and long expressions do that; split them up.
        """)
  }
}
