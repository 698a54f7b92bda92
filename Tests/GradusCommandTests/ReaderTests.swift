import GradusCommand
import GradusDiagnostics
import GradusMarkdown
import Testing

@Suite struct ReaderTests {
  private func text(_ markdown: String, width: Int = 40) -> String {
    terminalText(parseDocument(markdown, path: "x.md").0.blocks, width: width, style: .plain)
  }

  @Test func formulasReadAsUnicode() {
    #expect(unicodeMath(#"h_t = \tanh(W x_t + U h_{t-1} + b)"#) == "hₜ = tanh (W xₜ + U hₜ₋₁ + b)")
    #expect(unicodeMath(#"\frac{1}{m} \sum_{i=1}^{m} y_i"#) == "1/m Σ_(i = 1)^m yᵢ")
    #expect(unicodeMath(#"-\log h"#) == "−log h")
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
}
