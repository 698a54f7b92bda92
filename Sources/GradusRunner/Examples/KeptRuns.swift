import GradusLessons

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The runs of examples that came to their end, each in a file under the fingerprint of all that it
/// depends on.
///
/// Where in the lesson the code stands is no part of it: an edit of the prose runs nothing again.
struct KeptRuns {
  let folder: String
  /// Raised when what a run records changes.
  private static let version = 2

  static func name(_ showing: Showing) -> String {
    var fingerprint = Fingerprint()
    let example = showing.example
    let limits = showing.runner.limits.with(showing.lesson.limits)
    for part in [
      showing.runner.bench.ground, "run \(version)", example.key, example.code.text,
      "\(limits.seconds) \(limits.memory) \(limits.output)",
    ] + example.shared.map(\.text) {
      fingerprint.add(part)
    }
    return fingerprint.hex()
  }

  func run(_ name: String) -> ExampleRun? {
    guard let bytes = readFile("\(folder)/\(name)"),
      var run = try? JSONDecoder().decode(ExampleRun.self, from: Data(bytes))
    else { return nil }
    run.wasCached = true
    return run
  }

  /// Keeps a run that is worth showing again; one that failed may have failed for today's reasons.
  func keep(_ run: ExampleRun, _ name: String) {
    guard run.outcome == .finished, let data = try? JSONEncoder().encode(run) else { return }
    // Not being able to remember is no reason to fail.
    try? makeFolder(folder)
    try? writeWhole("\(folder)/\(name)", data)
  }
}
