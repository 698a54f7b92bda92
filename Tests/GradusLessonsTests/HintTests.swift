import GradusDiagnostics
import GradusLessons
import Testing

private func read(_ hints: String) -> (Exercise?, [Diagnostic]) {
  let lesson = """
    ---
    title: Recurrent
    summary: A cell.
    minutes: 1
    goals: [step]
    ---
    # Recurrent

    ```swift exercise step
    func step() -> Int {
      #if SOLUTION
      1
      #else
      2
      #endif
    }
    ```

    \(hints)

    ```swift check step
    check("one") { _ in
      expectSame { step() }.mistake("no-bias", "Missing.", gives: 2)
    }
    ```

    """
  let (course, findings) = readCourse([
    "Lessons/course.md": "---\ntitle: T\nsummary: T\n---\n\n## Part\n\n1. [Recurrent](rnn.md)\n",
    "Lessons/rnn.md": lesson,
  ])
  return (course.lessons.first?.exercises.first, findings)
}

@Suite struct HintTests {
  private let hints = """
    > [!HINT]
    > One.

    > [!HINT]
    > Two.

    > [!HINT] no-bias
    > Where is b?
    """

  @Test func aHintThatAnswersTheRecognisedMistakeComesFirst() throws {
    let (exercise, findings) = read(hints)
    let step = try #require(exercise)
    #expect(findings.map(\.summary) == [])
    #expect(step.nextHint(opened: [], mistake: "no-bias") == 2)
    #expect(step.nextHint(opened: [2], mistake: "no-bias") == 0)
    // Without that mistake it waits until the others are open.
    #expect(step.nextHint(opened: [], mistake: nil) == 0)
    #expect(step.nextHint(opened: [0], mistake: "other") == 1)
    #expect(step.nextHint(opened: [0, 1], mistake: nil) == 2)
    #expect(step.nextHint(opened: [0, 1, 2], mistake: "no-bias") == nil)
  }

  @Test func aHintForAMistakeThatNoCheckKnowsIsFound() {
    let (_, findings) = read(hints.replacing("no-bias", with: "no-bais"))
    #expect(
      findings.map(\.summary) == [
        "no check of 'step' recognises the mistake 'no-bais'; did you mean 'no-bias'?"
      ])
    #expect(findings.first?.span?.start.line == 25)
  }
}
