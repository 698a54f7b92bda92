import GradusDiagnostics
import GradusLessons
import GradusRunner
import Synchronization
import Testing

private func lesson(_ code: String, info: String, prose: String = "") throws -> Lesson {
  let text = """
    ---
    title: Test
    summary: A lesson for a test.
    minutes: 1
    goals: [test]
    ---

    # Test
    \(prose)
    ```swift shared
    func double(_ x: Float) -> Float { 2 * x }
    ```

    ```\(info)
    \(code)
    ```

    """
  let (course, _) = readCourse([
    "Lessons/course.md":
      "---\ntitle: T\nsummary: T\n---\n\n## Part\n\n1. [Test](test.md)\n",
    "Lessons/test.md": text,
  ])
  return try #require(course.lessons.first)
}

private func run(
  _ code: String, info: String = "swift example x", anew: Bool = true,
  watch: @escaping @Sendable (RunEvent) -> Void = { _ in }
) async throws -> ExampleRun {
  let lesson = try lesson(code, info: info)
  let example = try #require(lesson.examples.first)
  var runner = try Bench.runner.get()
  runner.usesResults = !anew
  return await runner.run(example, in: lesson, watch: watch)
}

@Suite struct GradusRunnerExampleTests {
  @Test func programOfALiveFigureIsTheSameAfterAnEditOfTheProse() throws {
    func program(_ prose: String) throws -> [String] {
      let lesson = try lesson("print(double(1))", info: "swift live x", prose: prose)
      return exampleFiles(try #require(lesson.examples.first), in: lesson).map(\.text)
    }
    let (before, after) = (try program(""), try program("\nOne paragraph\n\nand another.\n"))
    #expect(before != after)
    #expect(before.map(withoutPlaces) == after.map(withoutPlaces))
    #expect(before.map(withoutPlaces).joined().contains("print(double(1))"))
  }

  @Test func collectsWhatItShows() async throws {
    let run = try await run(
      """
      let price = double(0.5)
      print("a price:", price)
      record("price", price)
      expectBand("price", price, within: 0.9...1.1)
      """)
    #expect(run.outcome == .finished)
    #expect(run.stdout == "a price: 1.0\nprice: 1.0 (expected 0.9 to 1.1)\n")
    #expect(run.values == [RunValue(name: "price", number: 1)])
    #expect(
      run.bands == [
        RunBand(
          label: "price", value: 1, lower: 0.9, upper: 1.1,
          isInside: true)
      ])
    #expect(run.toolchain.hasPrefix("Swift "))
  }

  @Test func figureCarriesItsWordsAndNumbers() async throws {
    let run = try await run(
      """
      show(
        Plot("A line", x: "step", y: "loss").line([0, 1, 2], [3, 2, 1], "loss"), id: "fig:line",
        caption: "It falls.")
      """)
    #expect(run.outcome == .finished)
    #expect(run.stdout == "")
    let figure = try #require(run.figures.first)
    #expect(figure.id == "fig:line")
    #expect(figure.title == "A line")
    #expect(figure.caption == "It falls.")
    #expect(figure.svg.hasPrefix("<svg"))
    #expect(figure.svg.contains("\"fig-line"))
    #expect(figure.columns == ["step", "loss"])
    #expect(figure.rows.count == 3)
    // In characters it fits a wide terminal, a narrow one and a very narrow one.
    #expect(figure.text(columns: 80)?.contains("⠑") == true)
    #expect(figure.text(columns: 80) == figure.texts.first)
    #expect(figure.text(columns: 40) == figure.texts.last)
    #expect(figure.text(columns: 20) == nil)
  }

  @Test func tellsWhatHappensWhileItRuns() async throws {
    let events = Mutex<[RunEvent]>([])
    _ = try await run(
      """
      print("begin")
      for step in 0...1000 { progress(step, of: 1000) }
      print("end", terminator: "")
      """
    ) { event in events.withLock { $0.append(event) } }
    let seen = events.withLock { $0 }
    let steps = seen.compactMap { if case .progressed(let step, _) = $0 { step } else { nil } }
    // Only what moves a bar is sent.
    #expect(steps == Array(stride(from: 0, through: 1000, by: 5)))
    let printed = seen.compactMap { if case .printed(let text) = $0 { text } else { nil } }
    #expect(printed.joined() == "begin\nend\n")
  }

  @Test func aFinishedRunIsKnownTheNextTime() async throws {
    let code = "print(\(Int.random(in: 0 ... .max)))"
    let first = try await run(code, anew: false)
    var again = try await run(code, anew: false)
    #expect(!first.wasCached)
    #expect(again.wasCached)
    again.wasCached = false
    #expect(again == first)
    #expect(try await run(code).wasCached == false)
  }

  @Test func missedBandFails() async throws {
    let run = try await run("expectBand(\"loss\", 3, within: ..<1)")
    #expect(run.outcome == .failed("loss is 3.0, outside of its band."))
    #expect(run.stdout == "loss: 3.0 (EXPECTED below 1.0)\n")
  }

  @Test func anEndThatIsNoneIsNamed() async throws {
    let left = try await run(
      "@_silgen_name(\"exit\") func leave(_: Int32)\nprint(\"x\")\nleave(3)")
    #expect(left.outcome == .failed("It ended with status 3."))
    let long = try await run("for number in 0..<200_000 { print(number) }")
    #expect(long.outcome == .failed("It prints more than 1024 kB."))
  }

  @Test func compilerSpeaksAboutLesson() async throws {
    let run = try await run("let x: Int = double(1)", info: "swift example x fails")
    guard case .failedToCompile(let findings) = run.outcome else {
      Issue.record("\(run)")
      return
    }
    #expect(
      findings.map(oneLine) == [
        """
        Lessons/test.md:15:14: error: cannot convert value of type 'Float' to specified type \
        'Int' [cannot_convert_initializer_value]
        """
      ])
  }

  @Test func trapIsPlacedInLesson() async throws {
    let run = try await run(
      "print(\"before\")\nlet xs: [Float] = []\nprint(xs[1])", info: "swift example x fails")
    guard case .trapped(let reason, let span) = run.outcome else {
      Issue.record("\(run)")
      return
    }
    #expect(
      reason
        == "an index is out of range: an array of n elements has the indices 0 to n − 1")
    #expect(span?.file == "Lessons/test.md")
    #expect(span?.start.line == 17)
    #expect(run.stdout == "before\n")
  }

}
