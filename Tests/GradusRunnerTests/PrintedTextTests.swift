import GradusRunner
import Testing

@Suite struct GradusRunnerPrintedTextTests {
  @Test(arguments: [
    ("plain\n", "plain\n"), ("a\tb", "a\tb"), ("\u{1B}[31mred\u{1B}[0m", "red"),
    ("\u{1B}]0;title\u{07}after", "after"), ("\u{1B}]0;title\u{1B}\\after", "after"),
    ("\u{1B}[2J\u{1B}[1;1Htop", "top"), ("over\rwritten", "over\nwritten"),
    ("line\r\nline", "line\nline"), ("\u{9B}31mred", "red"), ("bell\u{07}", "bell"),
    ("a\u{202E}b\u{2066}c", "abc"), ("zero\u{200B}width", "zerowidth"), ("\u{1B}", ""),
    ("\u{1B}P1;2|text\u{1B}\\x", "x"), ("ünïcödé 🎲", "ünïcödé 🎲"), ("a\u{2028}b", "ab"),
    ("\u{1B}[?25lx", "x"), ("\0\u{08}\u{7F}", ""),
  ])
  func isSafeToShow(_ printed: String, _ shown: String) {
    #expect(cleaned(printed.utf8) == shown)
  }

  @Test func everyLineIsMarked() {
    #expect(prefixed("::error::x\n##[group]\n") == "| ::error::x\n| ##[group]")
    #expect(prefixed("one") == "| one")
    #expect(prefixed("") == "")
  }

  @Test func outputIsCapped() async throws {
    let verdict = try await judge(
      """
      func total(xs: [Float]) -> Float {
        for _ in 0..<10_000 { print("0123456789") }
        return xs.reduce(0, +)
      }
      """)
    #expect(verdict.status == .passed, "\(verdict.status)")
    #expect(verdict.output.utf8.count <= 64 << 10)
    #expect(verdict.isOutputCut)
  }
}
