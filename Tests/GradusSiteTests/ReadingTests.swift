import GradusDiagnostics
import GradusLessons
import GradusSite
import Testing

/// What helps a reader find the way: words, changes, the map, progress.
@Suite struct ReadingTests {
  @Test func linksTheFirstMentionOfAWordToItsMeaning() throws {
    var files = sampleFiles
    files["Lessons/glossary.md"] = """
      # Glossary

      ## Valley, valleys

      Where the cost $L$ is least; see [](steps.md).

      ## Never met

      A word that no lesson uses.
      """
    let site = try sampleSite(files)
    #expect(site.diagnostics.map(oneLine) == [])
    let lesson = try text("steps.html", site.files)
    #expect(lesson.contains("leaves the <a class=\"term\" href=\"#word-valley\">valley</a>."))
    #expect(lesson.contains("<div id=\"word-valley\"><dt>Valley</dt>"))
    #expect(!lesson.contains("Never met"))
    let all = try text("glossary.html", site.files)
    #expect(all.contains("<dt>Never met</dt>") && all.contains("<a href=\"steps.html\">Steps</a>"))
    #expect(try text("index.html", site.files).contains("<a href=\"glossary.html\">Glossary</a>"))
  }

  @Test func refusesAWordTwiceAndAWordWithoutMeaning() {
    var files = sampleFiles
    files["Lessons/glossary.md"] = "## Step\n\nA move.\n\n## Step\n"
    #expect(
      readCourse(files).1.map(oneLine) == [
        "Lessons/glossary.md:5:1: error: the glossary already has 'Step' [WordTwice]\n"
          + "  fix: say both in one place",
        "Lessons/glossary.md:5:1: error: the glossary does not say what 'Step' means "
          + "[WordWithoutMeaning]\n  fix: write a sentence below the heading",
      ])
  }

  @Test func saysWhatALaterVersionChanges() throws {
    let first = (1...8).map { "let a\($0) = \($0)" }
    let second = first[..<4] + ["let a5 = 50", "let more = a5"] + first[5...]
    var files = sampleFiles
    files["Lessons/more.md"]? +=
      "\n\n```swift example one\n\(first.joined(separator: "\n"))\n```\n"
      + "\n```swift example two\n\(second.joined(separator: "\n"))\n```\n"
    let site = renderSite(readCourse(files).0, runs: sampleRuns, theme: try shippedTheme())
    let made = try text("more.html", site.files)
    #expect(
      made.contains("What changed since <code>one</code>: 2 lines added, 1 removed"))
    #expect(made.ranges(of: "<del>− ").count == 1 && made.ranges(of: "<ins>+ ").count == 2)
    #expect(made.ranges(of: "  ⋯").count == 2)
    #expect(made.ranges(of: "What changed since").count == 1)
  }

  @Test func coversWhatAQuestionAsksTheReaderToPredict() throws {
    var files = sampleFiles
    files["Lessons/more.md"]? += """


      > [!QUIZ] guess predicts=two
      > What will it say?
      >
      > - [x] One — it does.
      > - [ ] Two — it does not.

      ```swift example two
      print(1)
      ```
      """
    let site = renderSite(readCourse(files).0, runs: sampleRuns, theme: try shippedTheme())
    let made = try text("more.html", site.files)
    #expect(made.contains("data-quiz=\"more/guess\" data-predicts=\"run-two\""))
    #expect(made.contains("<p class=\"several scripted\" hidden>Answer first"))
    #expect(try !text("steps.html", site.files).contains("data-predicts"))
  }

  @Test func drawsWhatToReadBeforeWhat() throws {
    let home = try text("index.html", sampleSite().files)
    #expect(home.contains("<a href=\"more.html\" data-lesson=\"more\"><rect"))
    #expect(home.ranges(of: "<path d=\"M0 57C0 75 0 75 0 93\"/>").count == 1)
  }

  @Test func tellsPagesWhatWasPassedInTheTerminal() throws {
    let passed = SiteOptions(passed: ["steps/half", "more/other"])
    #expect(
      try text("assets/progress.js", sampleSite(options: passed).files)
        == "gradusProgress([\"more/other\", \"steps/half\"])\n")
    let published = SiteOptions(baseURL: "https://example.org", passed: ["steps/half"])
    #expect(
      try text("assets/progress.js", sampleSite(options: published).files)
        == "gradusProgress([])\n")
  }

  @Test func findsFormulasThatCannotBeSetWithoutWritingAPage() {
    var files = sampleFiles
    files["Lessons/more.md"]? += "\n\n- A list with $\\foral x$.\n\n```math\n\\frac{1}\n```\n"
    #expect(
      formulaFindings(readCourse(files).0).map(\.summary) == [
        "\\foral is not a command Gradus knows; did you mean \\forall?",
        "\\frac needs something after it",
      ])
  }

  @Test func namesDayAndSeedsBelowAnOutput() throws {
    var files = sampleFiles
    files["Lessons/steps.md"] = files["Lessons/steps.md"]?.replacing(
      "let x: Float = 0.5", with: "let rng = Generator(seed: 7)\nlet x: Float = 0.5")
    var runs = sampleRuns
    runs["steps/curve"]?.day = "2026-11-21"
    let made = try text("steps.html", sampleSite(files, runs: runs).files)
    #expect(
      made.contains("Run on 2026-11-21 with Swift 6.3.1 · seed 7 · output as expected"))
  }

  private func text(_ path: String, _ files: [SiteFile]) throws -> String {
    try #require(files.first { $0.path == path }).text
  }
}
