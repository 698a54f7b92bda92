import Foundation
package import GradusDiagnostics
package import GradusLessons
import GradusRunner
import GradusSite
import GradusWorkspace

/// A site as it would be published: its files, what is wrong with it, and what was run for it.
struct BuiltSite: Sendable {
  var files: [SiteFile]
  var findings: [Diagnostic]
  var ledger: String

  var isWhole: Bool { !findings.containsErrors }
  var errors: Int { findings.filter { $0.severity == .error }.count }
  var pages: Int { files.filter { $0.path.hasSuffix(".html") }.count }
}

/// Runs every example that is not known yet, and writes every page.
func buildSite(_ session: Session, options: SiteOptions) async throws -> BuiltSite {
  let runner = try session.runner()
  var runs: [String: ExampleRun] = [:]
  var findings = session.findings
  for lesson in session.course.lessons {
    let (own, found) = await runExamples(of: lesson, with: runner, session.console)
    runs.merge(own) { first, _ in first }
    findings += found
  }
  let (modules, refused) = try await liveModules(session, runner, runs)
  findings += refused
  let (files, siteFindings, ledger) = renderSite(
    session.course, runs: runs, modules: modules, theme: try readTheme(session), options: options)
  // What the examples did wrong is said above, with the compiler's own words.
  // And what lint found in formulas, is known from there.
  let said: Set = ["FailingExample", "NumberDiffers", "UnknownValue", "FormulaError"]
  findings += siteFindings.filter { !said.contains($0.id) }
  return BuiltSite(files: files, findings: findings, ledger: "\(ledger)")
}

private func runExamples(
  of lesson: Lesson, with runner: Runner, _ console: Console
) async -> ([String: ExampleRun], [Diagnostic]) {
  let progress = ProgressLine(console, isShown: true)
  progress.show("\(lesson.slug): example 0 of \(lesson.examples.count)")
  let results = await inParallel(lesson.examples) { example in
    let run = await runner.run(example, in: lesson)
    return ProofResult(findings: exampleFindings(example, run), run: run)
  } each: { done, _ in
    progress.show("\(lesson.slug): example \(done) of \(lesson.examples.count)")
  }
  progress.clear()
  let runs = exampleRuns(results)
  return (runs, results.flatMap(\.findings) + boundFindings(lesson, runs: runs))
}

/// The modules of live figures in base 64, by the key of their program.
private func liveModules(
  _ session: Session, _ runner: Runner, _ runs: [String: ExampleRun]
) async throws -> ([String: String], [Diagnostic]) {
  let live = session.course.lessons.flatMap { lesson in
    lesson.examples.filter { $0.isLive && runs[$0.key]?.outcome == .finished }.map { ($0, lesson) }
  }
  guard !live.isEmpty else { return ([:], []) }
  let maker = LiveModules(
    runner, sources: "\(session.environment.home ?? session.courseFolder.path)/Sources")
  if let missing = maker.whatIsMissing {
    session.console.note(liveMissingWords(missing, count: live.count))
    return ([:], [])
  }
  var modules: [String: String] = [:]
  var findings: [Diagnostic] = []
  let progress = ProgressLine(session.console, isShown: true)
  for (number, (example, lesson)) in live.enumerated() {
    progress.show("\(lesson.slug): live figure \(number + 1) of \(live.count)")
    switch try await maker.module(of: example, in: lesson) {
    case .module(let bytes): modules[example.key] = Data(bytes).base64EncodedString()
    case .refused(let reason): findings.append(.notLive(example, reason))
    }
  }
  progress.clear()
  return (modules, findings)
}

package func liveMissingWords(_ missing: String, count: Int) -> String {
  "note: \(counted(count, "live figure")) cannot be compiled here: \(missing). "
    + "The pages show the recorded \(count == 1 ? "run" : "runs") instead."
}

extension Diagnostic {
  package static func notLive(_ example: Example, _ reason: String) -> Diagnostic {
    Diagnostic(
      id: "NotLive", at: example.code.span,
      "the live figure '\(example.id)' cannot be compiled for the page: \(reason)",
      explanation:
        "A page's program is Embedded Swift: no Foundation, no reflection, no any P with "
        + "generic methods.",
      fixes: ["use plain functions, structs and closures", "make it an example instead"])
  }
}
