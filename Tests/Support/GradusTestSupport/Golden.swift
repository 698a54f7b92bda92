import Foundation

/// Compares a text with the file that holds what it should be.
///
/// With `GRADUS_RECORD=1` in the environment the file is written instead; the change is then reviewed
/// like code.
///
/// - Parameter name: file name below `Golden/` beside the test's own file.
/// - Returns: nothing when they agree, else the lines that differ.
package func differenceFromGolden(
  _ text: String, _ name: String, test file: String = #filePath
) throws -> String {
  let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(
    "Golden")
  let url = folder.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["GRADUS_RECORD"] == "1" {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return ""
  }
  guard let golden = try? String(contentsOf: url, encoding: .utf8) else {
    return "there is no \(name) yet; run the test once with GRADUS_RECORD=1"
  }
  return golden == text ? "" : lineDifference(golden, text)
}

/// The lines that only one of two texts has, "-" for the first and "+" for the second.
package func lineDifference(_ old: String, _ new: String) -> String {
  let oldLines = old.components(separatedBy: "\n")
  let newLines = new.components(separatedBy: "\n")
  let difference = newLines.difference(from: oldLines)
  let changes = difference.map { change in
    switch change {
    case .remove(let offset, let line, _): (offset, 0, "-\(offset + 1): \(line)")
    case .insert(let offset, let line, _): (offset, 1, "+\(offset + 1): \(line)")
    }
  }
  return changes.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2).joined(separator: "\n")
}
