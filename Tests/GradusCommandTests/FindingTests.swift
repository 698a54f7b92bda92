import GradusCommand
import GradusDiagnostics
import GradusLessons
import GradusRunner
import GradusTestSupport
import Testing

/// What `verify` says, word for word.
@Suite struct FindingTests {
  private let wrong = stepExercise.wrongs[0]

  @Test func aStarterThatFailsIsRight() {
    #expect(starterFindings(stepExercise, verdict(.failed)).isEmpty)
    #expect(starterFindings(stepExercise, verdict(.trapped)).isEmpty)
  }

  @Test func aStarterThatPassesIsWrong() {
    #expect(
      starterFindings(stepExercise, verdict(.passed)).map(oneLine) == [
        """
        Lessons/rnn.md:19:1: error: 'rnn/step' passes as shipped [StarterPasses]
          why: the learner would have nothing to do
          fix: leave something out in the #else branch, or add a check that needs it
        """
      ])
  }

  @Test func aStarterThatDoesNotCompileIsWrongAndTheCompilerIsQuoted() {
    let said = Diagnostic(
      id: "Compiler", at: SourceSpan(file: "Lessons/rnn.md", line: 20, column: 7),
      "cannot find 'wx' in scope")
    #expect(
      starterFindings(stepExercise, verdict(.compileError, diagnostics: [said])).map(oneLine) == [
        "Lessons/rnn.md:19:1: error: 'rnn/step' does not compile as shipped [StarterDoesNotCompile]",
        "Lessons/rnn.md:20:7: error: cannot find 'wx' in scope [Compiler]",
      ])
  }

  @Test func aSolutionThatFailsIsQuoted() {
    let failed = verdict(.failed, checks: [checkResult(.failed(Failure(message: "got 5\nmore")))])
    #expect(
      solutionFindings(stepExercise, failed).map(oneLine) == [
        "Lessons/rnn.md:19:1: error: the solution of 'rnn/step' does not pass with seed 1: check 'feeds the state back in' says: got 5 [SolutionFails]"
      ])
    #expect(solutionFindings(stepExercise, verdict(.passed)).isEmpty)
  }

  @Test func aWrongAnswerIsRecognisedByItsMistake() {
    let mistake = Failure.Mistake(id: "no-bias", message: "")
    let said = verdict(
      .failed, checks: [checkResult(.failed(Failure(message: "", mistake: mistake)))])
    #expect(wrongFindings(stepExercise, wrong, said).isEmpty)
  }

  @Test func aTrapATimeoutAndACompileErrorAreMistakesToo() {
    var trap = wrong
    trap.mistake = "trap"
    #expect(wrongFindings(stepExercise, trap, verdict(.trapped)).isEmpty)
    var loop = wrong
    loop.mistake = "timeout"
    #expect(wrongFindings(stepExercise, loop, verdict(.timedOut)).isEmpty)
    var type = wrong
    type.mistake = "compile-error"
    #expect(wrongFindings(stepExercise, type, verdict(.compileError)).isEmpty)
  }

  @Test func aWrongAnswerThatPassesIsWrong() {
    #expect(
      wrongFindings(stepExercise, wrong, verdict(.passed)).map(oneLine) == [
        """
        Lessons/rnn.md:33:1: error: wrong answer 'no-bias' of 'rnn/step' passes every check [WrongAnswerPasses]
          why: a learner who makes this mistake would be told that all is well
          fix: add a check that tells it from the solution
        """
      ])
  }

  @Test func aWrongAnswerThatEarnsAnotherMessageIsWrong() {
    let mistake = Failure.Mistake(id: "no-bais", message: "")
    let said = verdict(
      .failed, checks: [checkResult(.failed(Failure(message: "off", mistake: mistake)))])
    #expect(
      wrongFindings(stepExercise, wrong, said).map(oneLine) == [
        """
        Lessons/rnn.md:33:1: error: wrong answer 'no-bias' of 'rnn/step' fails, but 'no-bais' was recognised: check 'feeds the state back in' says: off [MistakeNotRecognised]
          why: each wrong answer teaches with the message of its own mistake
          fix: call it no-bais in the fence
        """
      ])
  }

  @Test func promisedOutputIsComparedAtItsLine() {
    let run = ExampleRun(key: "rnn/echo", outcome: .finished, stdout: "loss 1.00\nno\n")
    #expect(
      exampleFindings(echo, run).map(oneLine) == [
        """
        Lessons/rnn.md:15:1: error: example 'echo' prints something else here [OutputDiffers]
          why: promised 'ok', printed 'no'
          fix: gradus run shows what it prints now; correct the code or the output block
        """
      ])
  }

  /// Each way in which an example, or a number in the prose, is not as its run is.
  @Test func examplesAreHeldToTheirRuns() throws {
    let outcomes: [(name: String, Example, ExampleRun.Outcome)] = [
      ("finished", echo, .finished), ("finished, and should fail", echoThatFails, .finished),
      ("trapped", echo, .trapped(reason: "a division by zero", span: nil)),
      (
        "trapped, and should fail", echoThatFails, .trapped(reason: "a division by zero", span: nil)
      ),
      ("timed out", echo, .timedOut(seconds: 10)),
      ("failed", echo, .failed("It prints more than 64 kB.")),
      (
        "does not compile", echo,
        .failedToCompile([
          Diagnostic(
            id: "swiftc", at: SourceSpan(file: "Lessons/rnn.md", line: 10, column: 1),
            "cannot find 'prnt' in scope")
        ])
      ),
    ]
    var said = outcomes.map { name, example, outcome in
      let run = ExampleRun(key: "rnn/echo", outcome: outcome, stdout: "loss 1.00\nok\n")
      return ([name] + exampleFindings(example, run).map(oneLine)).joined(separator: "\n")
    }
    // A missed band is said once.
    var run = ExampleRun(
      key: "rnn/echo", outcome: .failed("a band was missed"), stdout: "loss 1.00\nok\n")
    let sides: [(Double?, Double?)] = [(0.1, 0.5), (nil, 0.5), (1, nil)]
    run.bands = sides.map {
      RunBand(label: "final loss", value: 0.9, lower: $0.0, upper: $0.1, isInside: false)
    }
    said.append((["bands"] + exampleFindings(echo, run).map(oneLine)).joined(separator: "\n"))
    var finished = ExampleRun(key: "rnn/echo", outcome: .finished, stdout: "loss 1.00\nok\n")
    finished.values = [RunValue(name: "loss", number: 1.06)]
    let bound = readLesson(
      lessonText + "\n\nIt is [1.0](#run:echo/loss), not [2.0](#run:echo/los).\n")
    said.append(
      (["numbers"] + boundFindings(bound, runs: ["rnn/echo": finished]).map(oneLine))
        .joined(separator: "\n"))
    #expect(try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "examples.txt") == "")
  }

  /// Why a verdict is no pass, as the finding about a solution says it.
  @Test func everyEndOfASolutionIsNamed() throws {
    let outcomes: [CheckResult.Outcome] = [
      .failed(Failure(message: "The answer is off.\nBy much.")),
      .trapped(Trap(reason: "a division by zero")), .timedOut(seconds: 10, call: nil),
      .endedEarly(status: 0, call: nil), .outputLimit(bytes: 1 << 20),
      .memoryLimit(bytes: 512 << 20), .broken("The check's own code went wrong."),
      .notRun("It was not run, because 2 checks before it ran out of time."),
    ]
    var said = outcomes.flatMap {
      solutionFindings(stepExercise, verdict(.failed, checks: [checkResult($0)])).map(oneLine)
    }
    let compile = Diagnostic(id: "swiftc", at: nil, "cannot find 'wx' in scope")
    said += solutionFindings(stepExercise, verdict(.compileError, diagnostics: [compile])).map(
      oneLine)
    let mistake = Failure(message: "The answer is off.")
    for status in [Verdict.Status.failed, .compileTimedOut] {
      var other = verdict(status, checks: status == .failed ? [checkResult(.failed(mistake))] : [])
      other.message = "The compiler was stopped."
      said += wrongFindings(stepExercise, wrong, other).map(oneLine)
    }
    #expect(try differenceFromGolden(said.joined(separator: "\n") + "\n", "verdicts.txt") == "")
  }

  @Test func aLiveFigureThatCannotBeOneSaysWhy() {
    #expect(
      oneLine(.notLive(echo, "main.swift:3:1: no such module 'Foundation'")) == """
        Lessons/rnn.md:9:4: error: the live figure 'echo' cannot be compiled for the page: \
        main.swift:3:1: no such module 'Foundation' [NotLive]
          why: A page's program is Embedded Swift: no Foundation, no reflection, no any P with \
        generic methods.
          fix: use plain functions, structs and closures
          fix: make it an example instead
        """)
    #expect(
      liveMissingWords("wasm-ld is not beside the compiler", count: 1)
        == "note: 1 live figure cannot be compiled here: wasm-ld is not beside the compiler. "
        + "The pages show the recorded run instead.")
  }

  @Test func checksThatDoNotBuildAreOneFindingForAllProofs() {
    var broken = verdict(.broken)
    broken.message = "the checks cannot be built"
    let said =
      "Lessons/rnn.md:19:1: error: 'rnn/step' cannot be judged: the checks cannot be built"
      + " [ExerciseBroken]"
    #expect(starterFindings(stepExercise, broken).map(oneLine) == [said])
    #expect(solutionFindings(stepExercise, broken).map(oneLine) == [said])
    #expect(wrongFindings(stepExercise, wrong, broken).map(oneLine) == [said])
  }

  @Test func aSolutionIsShownWithoutDirectives() {
    #expect(solutionText(stepExercise) == "func step(_ x: Float) -> Float {\n  return x + 1\n}")
  }
}
