import GradusDiagnostics
import GradusRunner
import Testing

private func findings(_ text: String) -> [String] {
  courtesyFindings(LearnerFile(path: "f.swift", text: text)).map(oneLine)
}

@Suite struct GradusRunnerLintTests {
  @Test func namesForeignImport() {
    #expect(
      findings("import GradusNN\nimport Glibc\n") == [
        """
        f.swift:2:1: error: 'Glibc' cannot be imported here [ForeignImport]
          why: An exercise uses GradusNN and Swift itself; they have all that it needs.
          fix: remove this line
        """
      ])
  }

  @Test(arguments: [
    "import struct GradusNN.Tensor", "let x = f(import: 1)",
    "// import Glibc", "/* import Glibc /* import Glibc */ */", "let s = \"import Glibc\"",
    "let s = #\"\\(import Glibc)\"#", "let s = \"\"\"\nimport Glibc\n\"\"\"",
    "let r = #/import \"Glibc/#", "@MainActor func f() {}", "@Clamped var x = 1",
    "@available(*, deprecated) func f() {}", "func readLine() {}", "let n = words.readLine",
    "#if DEBUG\n#endif", "let t = \"@_silgen_name\"", "let `import` = 1",
  ])
  func staysSilent(_ text: String) {
    #expect(findings(text) == [])
  }

  @Test(arguments: [
    ("@_silgen_name(\"exit\") func leave(_: Int32)", "'@_silgen_name' is not for exercises"),
    ("@ _silgen_name(\"exit\") func leave(_: Int32)", "'@_silgen_name' is not for exercises"),
    ("@_cdecl(\"write\") func w() {}", "'@_cdecl' is not for exercises"),
    ("@main struct M {}", "an exercise has no '@main'"),
    ("let s = \"\\(unsafeBitCast(1, to: Int.self))\"", "'unsafeBitCast' is not for exercises"),
    ("let s = #\"\\#(CommandLine.arguments)\"#", "'CommandLine' is not for exercises"),
    ("let s = \"\"\"\n \\(readLine() ?? \"\")\n\"\"\"", "'readLine' is not for exercises"),
    ("var p: UnsafeMutablePointer<Int>", "'UnsafeMutablePointer' is not for exercises"),
    ("xs.withUnsafeBytes { _ in }", "'withUnsafeBytes' is not for exercises"),
    ("let x = 1; import Glibc", "'Glibc' cannot be imported here"),
    ("/* /* */ */ import Glibc", "'Glibc' cannot be imported here"),
    ("#sourceLocation(file: \"x\", line: 1)", "'#sourceLocation' is not for exercises"),
    ("/**/import Glibc", "'Glibc' cannot be imported here"),
    ("let a = \"\\\"\"\nimport Glibc", "'Glibc' cannot be imported here"),
    ("\rimport Glibc", "'Glibc' cannot be imported here"),
  ])
  func isExact(_ text: String, _ summary: String) {
    let found = courtesyFindings(LearnerFile(path: "f.swift", text: text))
    #expect(found.map(\.summary) == [summary], "\(text)")
  }
}
