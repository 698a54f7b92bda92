import Foundation
import GradusDiagnostics
import GradusRunner
import GradusTestSupport
import Testing

/// A folder of strange files.
private struct Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/gradus-intake-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path + "/test", withIntermediateDirectories: true)
  }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  func said(_ name: String) -> String {
    switch takeIn(name, in: path, shown: "f.swift") {
    case .taken(let file): "taken: \(file.text)"
    case .refused(let finding): oneLine(finding)
    }
  }
}

@Suite struct GradusRunnerIntakeTests {
  @Test func takesPlainFile() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write("test/f.swift", "let x = 1 // ü")
    #expect(folder.said("test/f.swift") == "taken: let x = 1 // ü")
  }

  @Test func refusesWhateverIsNoPlainFile() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let files = FileManager.default
    try folder.write("secret", "secret")
    try files.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: folder.path + "/secret")
    try files.createSymbolicLink(
      atPath: folder.path + "/other", withDestinationPath: folder.path + "/test")
    try folder.write("test/f.swift", "x")
    try files.linkItem(atPath: folder.path + "/secret", toPath: folder.path + "/hard")
    mkfifo(folder.path + "/fifo", 0o600)
    try folder.write("large", String(repeating: "x", count: largestFile + 1))
    try Data([0x6C, 0xFF, 0xFE]).write(to: URL(filePath: folder.path + "/binary"))

    let outside = "../\(folder.path.split(separator: "/").last ?? "")/secret"
    let names = [
      ("a link", "link"), ("in a linked folder", "other/f.swift"), ("a second name", "hard"),
      ("a pipe", "fifo"), ("a folder", "test"), ("nothing", "missing"), ("large", "large"),
      ("no text", "binary"), ("outside", outside), ("a whole path", "/dev/zero"),
      ("a name with a NUL", "test/f.swift\0.txt"),
    ]
    let said = names.map { "\($0.0)\n\(folder.said($0.1))\n" }.joined(separator: "\n")
    #expect(try differenceFromGolden(said, "intake.txt") == "")
  }

  @Test func refusesProcAndDevices() {
    func summary(_ folder: String, _ name: String) -> String {
      switch takeIn(name, in: folder, shown: "f.swift") {
      case .taken: "taken"
      case .refused(let finding): finding.summary
      }
    }
    #expect(summary("/dev", "zero") == "f.swift is no plain file")
    #if os(Linux)
      #expect(summary("/proc", "self/environ") == "f.swift is a symbolic link")
      #expect(summary("/", "proc/version") == "f.swift lies outside of the workspace")
    #endif
  }

  @Test(arguments: [
    (
      "let x = 1 // \u{202E}",
      "f.swift:1:14: error: here stands an invisible character that changes the direction of the "
        + "text (U+202E)"
    ),
    ("a\nü\0", "f.swift:2:3: error: here stands a NUL character (U+0000)"),
  ])
  func hiddenCharacterIsRefused(_ text: String, _ expected: String) async throws {
    let runner = try Bench.runner.get()
    let verdict = await runner.judge(
      sums.1, in: sums.0, file: LearnerFile(path: "f.swift", text: text), seed: 1,
      includingHidden: true)
    #expect(verdict.status == .refused)
    #expect(
      verdict.diagnostics.map(oneLine) == [
        """
        \(expected) [HiddenCharacter]
          why: With it, the code that you see is not the code that is compiled.
          fix: delete the line and type it again
        """
      ])
  }

  @Test func deepNestingIsRefused() async throws {
    let runner = try Bench.runner.get()
    let text = "let x = " + String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
    let verdict = await runner.judge(
      sums.1, in: sums.0, file: LearnerFile(path: "f.swift", text: text), seed: 1,
      includingHidden: true)
    #expect(
      verdict.diagnostics.map(oneLine) == [
        """
        error: brackets are nested 300 deep in this file; 256 is the limit [DeepNesting]
          fix: take the inner parts out into functions or constants of their own
        """
      ])
  }
}
