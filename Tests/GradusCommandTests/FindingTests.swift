import GradusCommand
import GradusDiagnostics
import GradusLessons
import GradusRunner
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

  @Test func anExampleMarkedFailsMustFail() {
    let run = ExampleRun(key: "rnn/echo", outcome: .finished, stdout: "loss 1.00\nok\n")
    #expect(
      exampleFindings(echoThatFails, run).map(\.summary)
        == ["example 'echo' is marked 'fails' but runs to its end"])
    let trapped = ExampleRun(
      key: "rnn/echo", outcome: .trapped(reason: "index out of range", span: nil),
      stdout: "loss 1.00\nok\n")
    #expect(exampleFindings(echoThatFails, trapped).isEmpty)
    #expect(
      exampleFindings(echo, trapped).map(\.summary)
        == ["example 'echo' ends in a trap: index out of range"])
  }

  @Test func aMissedBandIsSaidOnce() {
    var run = ExampleRun(
      key: "rnn/echo", outcome: .failed("a band was missed"), stdout: "loss 1.00\nok\n")
    run.bands = [RunBand(label: "final loss", value: 0.9, lower: nil, upper: 0.5, isInside: false)]
    #expect(
      exampleFindings(echo, run).map(\.summary)
        == ["example 'echo': final loss is 0.9, outside 0.5 or less"])
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
