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
  var ledger: Ledger

  var isWhole: Bool { !findings.containsErrors }
  var errors: Int { findings.filter { $0.severity == .error }.count }
  var pages: Int { files.filter { $0.path.hasSuffix(".html") }.count }
}

/// Runs every example that is not known yet, and writes every page.
///
/// What is wrong without running anything is said before a compiler starts: an author who mistyped
/// a reference need not wait for ten models to train.
func buildSite(_ session: Session, options: SiteOptions) async throws -> BuiltSite {
  let runner = try session.runner()
  let theme = try readTheme(session)
  var runs = knownRuns(session.course, runner)
  let isNew = { (example: Example) in runs[example.key] == nil }
  if session.course.lessons.contains(where: { $0.examples.contains(where: isNew) }) {
    var early = written(session, runs, [:], theme, options)
    early.findings.removeAll { $0.id == "UnrunExample" }
    if !early.isWhole { return early }
  }
  for lesson in session.course.lessons {
    for run in await runExamples(lesson.examples.filter(isNew), of: lesson, runner, session.console)
    {
      runs[run.key] = run
    }
  }
  let (modules, refused) = try await liveModules(session, runner, runs)
  var site = written(session, runs, modules, theme, options)
  site.findings += refused
  return site
}

/// The pages of the runs there are, and what is wrong with either.
private func written(
  _ session: Session, _ runs: [String: ExampleRun], _ modules: [String: [UInt8]], _ theme: Theme,
  _ options: SiteOptions
) -> BuiltSite {
  var findings = session.findings
  for lesson in session.course.lessons {
    for example in lesson.examples {
      if let run = runs[example.key] { findings += exampleFindings(example, run) }
    }
    findings += boundFindings(lesson, runs: runs)
  }
  let (files, siteFindings, ledger) = renderSite(
    session.course, runs: runs, modules: modules, theme: theme, options: options)
  // What the examples did wrong is said above, with the compiler's own words, and lint may have found
  // the same in a formula.
  let said: Set = ["FailingExample", "NumberDiffers", "UnknownValue"]
  let known = Set(session.findings)
  findings += siteFindings.filter { !said.contains($0.id) && !known.contains($0) }
  return BuiltSite(files: files, findings: findings, ledger: ledger)
}

/// What came of every example that has not changed since it last ran; nothing is started.
private func knownRuns(_ course: Course, _ runner: Runner) -> [String: ExampleRun] {
  let examples = course.lessons.flatMap { lesson in lesson.examples.map { ($0, lesson) } }
  let known = inParallel(examples.count) {
    runner.knownRun(of: examples[$0].0, in: examples[$0].1)
  }
  return Dictionary(
    known.compactMap(\.self).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
}

private func runExamples(
  _ examples: [Example], of lesson: Lesson, _ runner: Runner, _ console: Console
) async -> [ExampleRun] {
  guard !examples.isEmpty else { return [] }
  let progress = ProgressLine(console, isShown: true)
  defer { progress.clear() }
  progress.show("\(lesson.slug): example 0 of \(examples.count)")
  return await inParallel(examples) { example in
    await runner.run(example, in: lesson)
  } each: { done, _ in
    progress.show("\(lesson.slug): example \(done) of \(examples.count)")
  }
}

/// The modules of live figures in base 64, by the key of their program.
private func liveModules(
  _ session: Session, _ runner: Runner, _ runs: [String: ExampleRun]
) async throws -> ([String: [UInt8]], [Diagnostic]) {
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
  var modules: [String: [UInt8]] = [:]
  var findings: [Diagnostic] = []
  let progress = ProgressLine(session.console, isShown: true)
  for (number, (example, lesson)) in live.enumerated() {
    progress.show("\(lesson.slug): live figure \(number + 1) of \(live.count)")
    switch try await maker.module(of: example, in: lesson) {
    case .module(let bytes): modules[example.key] = Array(Data(bytes).base64EncodedData())
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
