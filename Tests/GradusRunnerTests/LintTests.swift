import GradusDiagnostics
import GradusRunner
import GradusTestSupport
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

  @Test func isExact() throws {
    let said = [
      "@_silgen_name(\"exit\") func leave(_: Int32)",
      "@ _silgen_name(\"exit\") func leave(_: Int32)",
      "@_cdecl(\"write\") func w() {}",
      "@main struct M {}",
      "let s = \"\\(unsafeBitCast(1, to: Int.self))\"",
      "let s = #\"\\#(CommandLine.arguments)\"#",
      "let s = \"\"\"\n \\(readLine() ?? \"\")\n\"\"\"",
      "var p: UnsafeMutablePointer<Int>",
      "xs.withUnsafeBytes { _ in }",
      "let x = 1; import Glibc",
      "/* /* */ */ import Glibc",
      "#sourceLocation(file: \"x\", line: 1)",
      "/**/import Glibc",
      "let a = \"\\\"\"\nimport Glibc",
      "\rimport Glibc",
    ].map { "\($0.debugDescription)\n\(findings($0).joined(separator: "\n"))\n" }
    #expect(try differenceFromGolden(said.joined(separator: "\n"), "lint.txt") == "")
  }
}
