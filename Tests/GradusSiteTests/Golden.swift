import Foundation
import Testing

/// The folder with the recorded pages; `GRADUS_RECORD=1` writes them anew, to be reviewed like code.
let goldenFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

/// Compares with a recorded file and names the first line that differs.
func expectGolden(
  _ made: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = goldenFolder.appending(path: name)
  if ProcessInfo.processInfo.environment["GRADUS_RECORD"] == "1" {
    try made.write(to: file, atomically: true, encoding: .utf8)
    return
  }
  let recorded = try String(contentsOf: file, encoding: .utf8)
  guard made != recorded else { return }
  let pairs = zip(
    made.split(separator: "\n", omittingEmptySubsequences: false),
    recorded.split(separator: "\n", omittingEmptySubsequences: false))
  let number = pairs.enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    """
    \(name) differs from line \((number?.offset ?? -1) + 1)
      made:     \(number?.element.0 ?? "(one is longer)")
      recorded: \(number?.element.1 ?? "(one is longer)")
    If the new form is right: GRADUS_RECORD=1 swift test --filter GradusSiteTests, then read the diff.
    """, sourceLocation: sourceLocation)
}
