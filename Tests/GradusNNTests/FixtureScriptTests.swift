import Foundation
import Testing

/// The script that computed the fixtures still computes them.
@Suite struct FixtureScriptTests {
  /// `PYTHON`, or else python3.
  static let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"

  static let hasTorch = (try? run(["-c", "import torch"]))?.status == 0

  @Test(
    .enabled(
      if: hasTorch,
      "skipped: this python3 cannot import torch; PYTHON=venv/bin/python chooses another one"))
  func givesTheCommittedNumbers() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let script = tests.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "script/nn-fixtures.py")
    let (output, status) = try Self.run(["-W", "ignore", script.path])
    #expect(status == 0)
    let committed = try String(
      contentsOf: tests.appending(path: "Fixtures/pytorch.txt"), encoding: .utf8)
    let (old, new) = (committed.split(separator: "\n"), output.split(separator: "\n"))
    #expect(old.count == new.count)
    for (before, now) in zip(old, new) where before != now {
      // Processors differ in the last digits of a sum.
      let (a, b) = (before.split(separator: " "), now.split(separator: " "))
      let isClose =
        a.count == b.count
        && zip(a, b).allSatisfy { x, y in
          guard let p = Double(x), let q = Double(y) else { return x == y }
          return (p - q).magnitude <= 1e-6 * max(1, p.magnitude)
        }
      #expect(isClose, "\(before.prefix(60)) … became \(now.prefix(60)) …")
    }
  }

  private static func run(_ arguments: [String]) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}
