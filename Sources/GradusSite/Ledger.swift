package import GradusDiagnostics
import GradusLessons

/// What was executed for the pages; a build ends with this line, and any gap in it is an error.
package struct Ledger: Hashable, Sendable, CustomStringConvertible {
  package private(set) var run = 0
  /// The keys of the examples that ran for this build, in course order.
  package private(set) var ran: [String] = []
  package private(set) var cached = 0
  package private(set) var skipped = 0
  package private(set) var failed = 0
  package private(set) var diagnostics: [Diagnostic] = []

  /// The ledger in one line: "57 run, 3 cached, 0 skipped".
  package var description: String {
    "\(run) run, \(cached) cached, \(skipped) skipped" + (failed > 0 ? ", \(failed) failed" : "")
  }

  /// Which examples ran now; all others show the run of the day below their output.
  package var ranNow: String {
    let shown = ran.prefix(6).joined(separator: ", ")
    return ran.isEmpty
      ? "" : "run now: \(shown)" + (ran.count > 6 ? " and \(ran.count - 6) more" : "")
  }

  init(_ course: Course, _ runs: [String: ExampleRun]) {
    for lesson in course.lessons {
      for example in lesson.examples { enter(example, runs[example.key]) }
    }
  }

  private mutating func enter(_ example: Example, _ run: ExampleRun?) {
    guard let run else {
      skipped += 1
      report(example, "UnrunExample", "example '\(example.id)' was not run", "run the build again")
      return
    }
    if run.wasCached {
      cached += 1
    } else {
      self.run += 1
      ran.append(example.key)
    }
    switch (run.outcome, example.fails) {
    case (.finished, false), (.failedToCompile, true), (.trapped, true): return
    case (.finished, true):
      fail(
        example, "example '\(example.id)' is marked 'fails' and ran without a fault",
        "take 'fails' away, or break it again")
    case (.failedToCompile(let findings), false):
      let first = findings.first { $0.severity == .error }?.summary ?? "no reason given"
      fail(example, "example '\(example.id)' does not compile: \(first)", "correct the code")
    case (.trapped(let reason, _), false):
      fail(example, "example '\(example.id)' stops with a trap: \(reason)", "correct the code")
    case (.timedOut(let seconds), _):
      fail(
        example, "example '\(example.id)' was still running after \(plain(seconds)) s",
        "do less in it, or raise 'limits: seconds' in the front matter")
    case (.failed(let reason), _):
      fail(example, "example '\(example.id)' failed: \(reason)", "correct the code or the claim")
    }
  }

  private mutating func fail(_ example: Example, _ summary: String, _ fix: String) {
    failed += 1
    report(example, "FailingExample", summary, fix)
  }

  private mutating func report(_ example: Example, _ id: String, _ summary: String, _ fix: String) {
    diagnostics.append(Diagnostic(id: id, at: example.code.span, summary, fixes: [fix]))
  }
}

/// Seconds without a needless ".0".
private func plain(_ seconds: Double) -> String {
  seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
}
