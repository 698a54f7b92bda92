import GradusDiagnostics
import Testing

struct NearMissTests {
  @Test(arguments: [
    ("steps", ["step", "backward"], "step"),
    ("sofmax", ["softmax", "sigmoid"], "softmax"),
    ("exmaple", ["example", "exercise"], "example"),
    ("Title", ["title", "minutes"], "title"),
  ])
  func suggestsWhatWasMeant(word: String, candidates: [String], meant: String) {
    #expect(nearMiss(word, among: candidates) == meant)
  }

  @Test func staysSilentWhenNothingIsNear() {
    #expect(nearMiss("wasserstein", among: ["rnn", "bce"]) == nil)
    #expect(nearMiss("rnn", among: ["bce"]) == nil)
  }

  @Test func neverSuggestsTheWordItself() {
    #expect(nearMiss("step", among: ["step"]) == nil)
  }

  @Test func saysItAsAQuestion() {
    #expect(didYouMean("steps", among: ["step"]) == "; did you mean 'step'?")
    #expect(didYouMean("x", among: ["wasserstein"]) == "")
  }
}

struct RenderingTests {
  let diagnostic = Diagnostic(
    id: "UnknownExercise",
    at: SourceSpan(
      file: "Lessons/rnn.md", start: SourcePosition(line: 2, column: 9),
      end: SourcePosition(line: 2, column: 14)),
    "'steps' names no exercise in this lesson; did you mean 'step'?",
    explanation: "a check has to say what it checks",
    notes: [.init("exercises are defined here", at: SourceSpan(file: "Lessons/rnn.md", line: 1))],
    fixes: ["write 'step'"])

  @Test func isOneLineForTools() {
    #expect(
      oneLine(diagnostic) == """
        Lessons/rnn.md:2:9: error: 'steps' names no exercise in this lesson; did you mean 'step'? [UnknownExercise]
          why: a check has to say what it checks
          note: Lessons/rnn.md:1:1: exercises are defined here
          fix: write 'step'
        """)
  }

  @Test func drawsTheLineForPeople() {
    let source = "first\n```äbc steps\nlast"
    var diagnostic = diagnostic
    diagnostic.span?.start.column = 9
    diagnostic.span?.end.column = 14
    diagnostic.explanation = nil
    diagnostic.notes = []
    #expect(
      drawn(diagnostic, source: source, style: .plain) == """
        Lessons/rnn.md:2:9: error: 'steps' names no exercise in this lesson; did you mean 'step'? [UnknownExercise]
          2 | ```äbc steps
            |        ^^^^^
          fix: write 'step'
        """)
  }

  @Test func leavesTheDrawingOutWhereTheTextHasNoSuchLine() {
    let text = drawn(diagnostic, source: "only one line", style: .plain)
    #expect(!text.contains("|"))
  }

  @Test func coloursOnlyWhenAsked() {
    #expect(!drawn(diagnostic, source: nil, style: .plain).contains("\u{1B}"))
    #expect(
      drawn(diagnostic, source: nil, style: .coloured).contains("\u{1B}[38;5;161merror:\u{1B}[0m"))
  }

  @Test func sortsByPlace() {
    let other = Diagnostic(
      id: "A", at: SourceSpan(file: "Lessons/bce.md", line: 9), "later file first")
    let nowhere = Diagnostic(id: "B", at: nil, "no place")
    #expect(
      [nowhere, diagnostic, other].inReadingOrder().map(\.id) == ["A", "UnknownExercise", "B"])
  }
}

struct GradusErrorTests {
  @Test func saysWhatToDo() {
    let error = GradusError(
      .unwritable, subject: "workspace/bce", underlying: "No space left on device",
      fix: "free some space, then type ./gradus again")
    #expect(
      error.description == """
        cannot write workspace/bce (No space left on device)
          fix: free some space, then type ./gradus again
        """)
  }

  @Test func everyErrorOfThisMachineHasAHeadline() {
    let codes: [GradusError.Code] = [
      .toolchainMissing, .runtimeMissing, .cmarkMissing, .sandboxUnavailable, .notACourse,
      .notAWorkspace, .unreadable, .unwritable, .lessonAtFault, .internalFault,
    ]
    #expect(
      codes.map { GradusError($0, subject: "x", fix: "y").description } == [
        "cannot find x, which compiles the exercises\n  fix: y",
        "cannot find x, which every exercise is linked with\n  fix: y",
        "cannot find x, which reads the lessons\n  fix: y",
        "cannot confine programs here: x\n  fix: y",
        "'x' is not a course: it has no Lessons/course.md\n  fix: y",
        "'x' is not a workspace\n  fix: y", "cannot read x\n  fix: y", "cannot write x\n  fix: y",
        "the lesson is at fault: x\n  fix: y", "a fault of Gradus itself: x\n  fix: y",
      ])
  }
}
