import GradusLessons
import Testing

private func example(_ code: String) -> Example {
  let lesson = """
    ---
    title: Recurrent
    summary: A cell.
    minutes: 1
    goals: [step]
    ---
    # Recurrent

    ```swift example echo
    \(code)
    ```
    """
  let (course, _) = readCourse([
    "Lessons/course.md": "---\ntitle: T\nsummary: T\n---\n\n## Part\n\n1. [Recurrent](rnn.md)\n",
    "Lessons/rnn.md": lesson,
  ])
  guard let example = course.lessons.first?.examples.first else {
    preconditionFailure("the fixture is a lesson with an example")
  }
  return example
}

private func run(_ code: String, _ settings: [String], seed: UInt64? = nil) throws -> String {
  let pairs = settings.map {
    $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
  }
  let overrides = Overrides(
    settings: pairs.map { .init(name: $0[0], literal: $0[1]) }, seed: seed)
  let text = try example(code).with(overrides).code.text
  return text.hasSuffix("\n") ? String(text.dropLast()) : text
}

@Suite struct OverrideTests {
  private let code = """
    let steps = 3_000  // how long
    let rate: Float = 1
    let momentum = 0.9
    let quiet = true
    let name = "ring"
    let inputs: [Float] = [1, 0, 0]
    let half = steps / 2
    var worst = 0
    // hide
    let arrow = "->"
    // show
    for step in 0..<steps {
      let steps = 7
    }
    """

  @Test func literalsAtTheTopAreParameters() {
    #expect(
      parameters(of: example(code)).map { $0.typed } == [
        "steps=3_000", "rate=1", "momentum=0.9", "quiet=true", "name=ring", "inputs='[1, 0, 0]'",
      ])
  }

  @Test func aValueTakesThePlaceOfTheLiteralAndNoLineMoves() throws {
    let changed = try run(
      code, ["steps=500", "rate=0.5", "momentum=1", "quiet=false", "name=grid", "inputs=[0,1]"])
    #expect(
      changed.split(separator: "\n").prefix(6) == [
        "let steps = 500", "let rate: Float = 0.5", "let momentum = 1.0", "let quiet = false",
        "let name = \"grid\"", "let inputs: [Float] = [0,1]",
      ])
    #expect(changed.split(separator: "\n").dropFirst(6) == code.split(separator: "\n").dropFirst(6))
  }

  @Test func anUnknownNameIsToldWhichThereAre() {
    #expect(
      throws: OverrideError(
        message: "rnn/echo has no parameter 'stpes'; did you mean 'steps'?",
        fix: "it has: steps=300 name='a b'")
    ) { try run("let steps = 300\nlet name = \"a b\"", ["stpes=5"]) }
    #expect(
      throws: OverrideError(
        message: "rnn/echo has no parameter 'steps'",
        fix: "it has none; its code is in gradus read rnn")
    ) { try run("print(1)", ["steps=5"]) }
  }

  @Test func aValueOfAnotherKindIsRefused() {
    #expect(
      throws: OverrideError(
        message: "steps is a whole number, and '2.5' is not",
        fix: "the lesson has --set steps=3_000")
    ) { try run(code, ["steps=2.5"]) }
    // What is typed is a value and never code.
    for typed in ["1; print(2)", "steps", "exit(0)", "\\(1)", ""] {
      #expect(throws: OverrideError.self) { try run(code, ["steps=\(typed)"]) }
    }
    #expect(throws: OverrideError.self) { try run(code, ["name=\\(half)"]) }
    #expect(throws: OverrideError.self) { try run(code, ["inputs=[half]"]) }
  }

  @Test func aSeedGoesWhereverTheExampleHasOne() throws {
    #expect(try run("manualSeed(0)", [], seed: 3) == "manualSeed(3)")
    #expect(
      try run("let rng = Generator(seed: 42)", [], seed: 3) == "let rng = Generator(seed: 3)")
    #expect(
      try run("for seed: UInt64 in 0..<5 {\n}", [], seed: 3) == "for seed: UInt64 in 3...3 {\n}")
    #expect(
      try run("let seed: UInt64 = 7\nmanualSeed(seed)", [], seed: 3)
        == "let seed: UInt64 = 3\nmanualSeed(seed)")
    #expect(try run("manualSeed(3)", [], seed: 3) == "manualSeed(3)")
    #expect(
      throws: OverrideError(
        message: "rnn/echo has no seed to set", fix: "gradus run rnn/echo is the same every time")
    ) { try run("print(1)", [], seed: 3) }
  }
}
