import Foundation
import GradusDiagnostics
import GradusRunner
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

  func summary(_ name: String) -> String {
    switch takeIn(name, in: path, shown: "f.swift") {
    case .taken(let file): "taken: \(file.text)"
    case .refused(let finding): finding.summary
    }
  }
}

@Suite struct GradusRunnerIntakeTests {
  @Test func takesPlainFile() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write("test/f.swift", "let x = 1 // ü")
    #expect(folder.summary("test/f.swift") == "taken: let x = 1 // ü")
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

    #expect(folder.summary("link") == "f.swift is a symbolic link")
    #expect(folder.summary("other/f.swift") == "f.swift is a symbolic link")
    #expect(folder.summary("hard") == "f.swift has more than one name (a hard link)")
    #expect(folder.summary("fifo") == "f.swift is no plain file")
    #expect(folder.summary("test") == "f.swift is no plain file")
    #expect(folder.summary("missing") == "there is no file f.swift")
    #expect(folder.summary("large") == "f.swift is larger than 256 kB")
    #expect(folder.summary("binary") == "f.swift is not text in UTF-8")
    #expect(
      folder.summary("../\(folder.path.split(separator: "/").last ?? "")/secret")
        == "f.swift lies outside of the workspace")
    #expect(folder.summary("/dev/zero") == "f.swift lies outside of the workspace")
    #expect(folder.summary("test/f.swift\0.txt") == "there is no file f.swift")
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
      "f.swift:1:14: error: here stands an invisible character that changes the direction of the text (U+202E) [HiddenCharacter]"
    ),
    ("a\nü\0", "f.swift:2:3: error: here stands a NUL character (U+0000) [HiddenCharacter]"),
  ])
  func hiddenCharacterIsRefused(_ text: String, _ expected: String) async throws {
    let runner = try Bench.runner.get()
    let verdict = await runner.judge(
      sums.1, in: sums.0, file: LearnerFile(path: "f.swift", text: text), seed: 1,
      includingHidden: true)
    #expect(verdict.status == .refused)
    #expect(verdict.diagnostics.map { String(oneLine($0).prefix { $0 != "\n" }) } == [expected])
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
