import GradusRunner

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a teacher would use without Gradus: a package with the exercise and a test target.
private let packageText = """
  // swift-tools-version: 6.0
  import PackageDescription

  let package = Package(
    name: "Exercise",
    targets: [.target(name: "Exercise"), .testTarget(name: "ExerciseTests", dependencies: ["Exercise"])]
  )

  """

private let sharedText = """
  func power(_ x: Float) -> Float {
    var sum: Float = 1
    var term: Float = 1
    for n in 1...40 {
      term *= x / Float(n)
      sum += term
    }
    return sum
  }

  """

private let testText = """
  import Testing

  @testable import Exercise

  @Test func threeLogits() {
    let p = softmax(logits: [1, 2, 3], temperature: 1)
    #expect(abs(p[0] - 0.09003057) < 1e-5 && abs(p[2] - 0.66524096) < 1e-5)
  }
  @Test func aDistribution() {
    let p = softmax(logits: [0.3, -1, 2, 0.5], temperature: 1)
    #expect(abs(p.reduce(0, +) - 1) < 1e-5)
    #expect(p.allSatisfy { $0 > 0 })
  }
  @Test func aShiftChangesNothing() {
    let once = softmax(logits: [0.3, -1, 2], temperature: 0.7)
    let shifted = softmax(logits: [1.3, 0, 3], temperature: 0.7)
    #expect(zip(once, shifted).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  """

extension Subject {
  /// `swift test` on the same exercise after the learner's file was saved, as SwiftPM does it: with
  /// neither jail nor limits nor a judge of its own.
  func swiftTest(_ rounds: Int, verdict: Double) throws {
    let package = folder + "/package"
    let answer = rightAnswer.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("import ") }.joined(separator: "\n")
    run(
      ["/bin/mkdir", "-p", package + "/Sources/Exercise", package + "/Tests/ExerciseTests"], in: "/"
    )
    let own = package + "/Sources/Exercise/Softmax.swift"
    guard save(packageText, package + "/Package.swift"),
      save(sharedText, package + "/Sources/Exercise/Shared.swift"),
      save(testText, package + "/Tests/ExerciseTests/Tests.swift"), save(answer, own)
    else { throw NotReadable(findings: ["\(package) is not writable"]) }
    let command = ["/usr/bin/env", "swift", "test", "--disable-sandbox"]
    let environment = ["PATH", "HOME"].compactMap { name in
      getenv(name).map { name + "=" + String(cString: $0) }
    }
    guard run(command, in: package, environment: environment) == 0 else {
      row("swift test on the same exercise", "not run: it fails here")
      return
    }
    let samples = (0..<rounds).map { round in
      _ = save(answer + "// \(round)\n", own)
      return milliseconds { run(command, in: package, environment: environment) }
    }
    row("swift test on the same exercise", shown(median(samples)))
    row("  ÷ correct answer, verdict", shown(median(samples) / verdict, digits: 2))
  }
}

private func save(_ text: String, _ path: String) -> Bool {
  guard let file = fopen(path, "w") else { return false }
  defer { fclose(file) }
  return fputs(text, file) >= 0
}
