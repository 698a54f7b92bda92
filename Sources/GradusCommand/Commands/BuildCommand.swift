import ArgumentParser
import Foundation
import GradusDiagnostics
import GradusLessons
import GradusRunner
import GradusSite
import GradusWorkspace

/// `gradus build`: every example run, every page written, all or nothing.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Run every example and write the site into _site/.")

  @OptionGroup var options: CommonOptions
  @Option(help: ArgumentHelp("Where the pages go.", valueName: "dir"), completion: .directory)
  var output: String?
  @Option(
    help: ArgumentHelp(
      "Where the site will stand, for what needs whole addresses.", valueName: "url"))
  var baseURL: String?
  @Option(
    help: ArgumentHelp("Where a lesson is edited; {path} stands for its file.", valueName: "url"))
  var editURL: String?
  @Flag(help: "Leave the solutions out, for a class that is still at work.")
  var withoutSolutions = false

  func run() async throws {
    let session = try Session(options)
    let began = Date()
    let runner = try session.runner()
    var runs: [String: ExampleRun] = [:]
    var findings = session.findings
    for lesson in session.course.lessons {
      let (own, found) = await runExamples(of: lesson, with: runner, session.console)
      runs.merge(own) { first, _ in first }
      findings += found
    }
    let (files, siteFindings, ledger) = renderSite(
      session.course, runs: runs, theme: try readTheme(session),
      options: SiteOptions(
        baseURL: baseURL, editURL: editURL, withoutSolutions: withoutSolutions))
    // What the examples did wrong is said above, with the compiler's own words.
    let said: Set = ["FailingExample", "NumberDiffers", "UnknownValue"]
    findings += siteFindings.filter { !said.contains($0.id) }
    printFindings(findings, session, .text)
    let target =
      output.map { absolutePath($0, in: session.environment.folder) }
      ?? session.courseFolder.absolute("_site")
    let isWhole = !findings.containsErrors
    if isWhole { try replaceFolder(target, with: files) }
    let pages = files.filter { $0.path.hasSuffix(".html") }.count
    session.console.say(
      buildSummary(
        ledger: "\(ledger)", pages: pages, errors: findings.filter { $0.severity == .error }.count,
        seconds: Date().timeIntervalSince(began),
        folder: shownPath(target, from: session.environment.folder)
      ).called(session.environment.call))
    if !isWhole { throw ExitStatus.failed }
  }

  private func runExamples(
    of lesson: Lesson, with runner: Runner, _ console: Console
  ) async -> ([String: ExampleRun], [Diagnostic]) {
    let progress = ProgressLine(console, isShown: true)
    progress.show("\(lesson.slug): example 0 of \(lesson.examples.count)")
    let results = await inParallel(lesson.examples) { example in
      let run = await runner.run(example, in: lesson) { event in
        if case .progressed(let step, let steps) = event {
          progress.show("\(example.key): step \(step) of \(steps)")
        }
      }
      return ProofResult(findings: exampleFindings(example, run), run: run)
    } each: { done, _ in
      progress.show("\(lesson.slug): example \(done) of \(lesson.examples.count)")
    }
    progress.clear()
    let runs = exampleRuns(results)
    return (runs, results.flatMap(\.findings) + boundFindings(lesson, runs: runs))
  }
}

/// What a build did, in its last lines.
package func buildSummary(
  ledger: String, pages: Int, errors: Int, seconds: Double, folder: String
) -> String {
  let time = String(format: "%.1f", seconds)
  guard errors == 0 else {
    return """
      examples: \(ledger); \(counted(errors, "error")); \(time) s
      Nothing was written; \(folder) is as it was.
      next: mend the first error and type: gradus build
      """
  }
  return """
    examples: \(ledger); \(counted(pages, "page")); \(time) s
    next: open \(folder)/index.html in a browser
    """
}
