import GradusCommand
import GradusDiagnostics
import GradusLessons
import GradusMarkdown
import Testing

@Suite struct ReaderTests {
  private func text(_ markdown: String, width: Int = 40) -> String {
    terminalText(parseDocument(markdown, path: "x.md").0.blocks, width: width, style: .plain)
  }

  @Test func formulasReadAsUnicode() {
    #expect(unicodeMath(#"h_t = \tanh(W x_t + U h_{t-1} + b)"#) == "hₜ = tanh (W xₜ + U hₜ₋₁ + b)")
    #expect(unicodeMath(#"\frac{1}{m} \sum_{i=1}^{m} y_i"#) == "1/m Σᵢ₌₁ᵐ yᵢ")
    #expect(unicodeMath(#"\frac{\partial L}{\partial w_h}"#) == "∂L/∂wₕ")
    #expect(unicodeMath(#"\frac{1}{2\sigma^2} L"#) == "1/(2σ²) L")
    #expect(unicodeMath(#"\frac{a + b}{10}"#) == "(a + b)/10")
    #expect(unicodeMath(#"-\log h"#) == "−log h")
    #expect(unicodeMath(#"1 - \tanh^2"#) == "1 − tanh²")
    #expect(unicodeMath(#"\hat{y} \in \mathbb{R}^n"#) == "ŷ ∈ ℝⁿ")
    #expect(unicodeMath(#"\sqrt{a + b} \le 10^{-7}"#) == "√(a + b) ≤ 10⁻⁷")
  }

  @Test func paragraphsFillTheWidthAndKeepPunctuationAtItsWord() {
    #expect(
      text("The state $h_t$, once computed, is *fed back* into `step`.", width: 24) == """
        The state hₜ, once
        computed, is *fed back*
        into `step`.
        """)
  }

  @Test func listsCalloutsAndTablesReadInALine() {
    #expect(text("- one\n- two") == "- one\n- two")
    #expect(text("> [!NOTE]\n> Mind the gap.") == "| Note\n| Mind the gap.")
    #expect(
      text("| a | b |\n|--:|---|\n| 1 | x |\n| 20 | y |") == " a  b\n--  -\n 1  x\n20  y")
  }

  @Test func codeStandsFourColumnsIn() {
    #expect(
      text("```swift sketch\nlet a = 1\n\nlet b = 2\n```") == "    let a = 1\n\n    let b = 2")
  }

  @Test func referencesAreCalledWhatThePageCallsThem() {
    var names = Names()
    names.targets = ["eq:cell": "Equation 1"]
    names.citations = ["elman1990": "Elman 1990"]
    let (document, _) = parseDocument(
      "See [](#eq:cell) and [](#fig:loss) [@elman1990].\n\n```math {#eq:cell}\nx = 1\n```\n",
      path: "x.md")
    #expect(
      terminalText(document.blocks, width: 60, style: .plain, names: names) == """
        See Equation 1 and the figure 'loss' (Elman 1990).

            x = 1   (Equation 1)
        """)
  }

  @Test func whatIsTooWideGoesOnBelowItself() {
    #expect(
      text("| name | meaning |\n|---|---|\n| a | one two three four |", width: 20)
        == "- name: a\n  meaning: one two\n  three four")
    #expect(
      text("```swift sketch\nlet sentence = \"abcdefgh\"\n```", width: 22)
        == "let sentence = \"abcdef\n  gh\"")
    #expect(
      text("# A long heading of many words", width: 20)
        == "A long heading of\nmany words\n=================")
  }

  private func printer(_ width: Int = 60, run: ExampleRun? = nil) -> LessonPrinter {
    let lesson = readLesson(
      lessonText.replacing(
        "```swift exercise step",
        with: """
          > [!QUIZ] sum
          > What is 1 + 1?
          >
          > - [ ] 1 — one is missing.
          > - [x] 2 — one and one more.

          ```swift exercise step
          """))
    return LessonPrinter(
      lesson: lesson, width: width, style: .plain, runs: run.map { [$0.key: $0] } ?? [:])
  }

  @Test func aQuestionIsAnsweredWithANumber() {
    var printer = printer()
    printer.takesKeys = true
    var pages = Pages(printer.pieces())
    func press(_ key: Key, rows: Int = 40) { _ = pages.press(key, rows: rows) }
    func says(_ words: String) -> Bool { pages.lines.joined(separator: "\n").contains(words) }
    #expect(says("| What is 1 + 1?\n| 1) 1\n| 2) 2\n| Press 1 to 2 to answer."))
    #expect(pages.answerCount(40) == 2)
    press(.character("1"))
    #expect(says("| 1) 1\n|    No: one is missing.\n| 2) 2\n| Press another number."))
    press(.character("7"))
    press(.character("2"))
    #expect(says("| 1) 1\n| 2) 2\n|    Right: one and one more.\n\n"))
    #expect(pages.answerCount(40) == nil)
    // At another width the answer is still there.
    printer.width = 30
    pages = pages.laidOutAgain(printer.pieces())
    #expect(says("Right: one and one more."))
  }

  @Test func aQuestionThatIsNotOnTheScreenIsNotAnswered() {
    var printer = printer()
    printer.takesKeys = true
    var pages = Pages(printer.pieces())
    let before = pages
    _ = pages.press(.character("1"), rows: 2)
    #expect(pages == before)
  }

  @Test func withoutKeysAFlagShowsTheAnswers() {
    var printer = printer()
    #expect(
      printer.wholeText().contains(
        "| 2) 2\n| gradus read rnn --answers shows which one is right"))
    printer.showsAnswers = true
    #expect(printer.wholeText().contains("| 2) 2\n|    Right: one and one more."))
  }

  @Test func aLessonShowsTheFiguresOfTheRunThatIsKnown() {
    let figure = RunFigure(
      id: "fig:loss", title: "Loss", caption: "It falls.", svg: "", description: "Line: 3 points.",
      columns: [], rows: [], texts: ["⠉⠉⠉\n"])
    let run = ExampleRun(key: "rnn/echo", outcome: .finished, stdout: "ok\n", figures: [figure])
    var printer = printer(run: run)
    printer.names.targets = ["fig:loss": "Figure 1"]
    #expect(printer.wholeText().contains("Loss. Line: 3 points.\nFigure 1: It falls."))
    printer.style = .coloured
    #expect(printer.wholeText().contains("⠉⠉⠉\n"))
  }
}
