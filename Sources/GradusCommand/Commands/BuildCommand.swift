import ArgumentParser
import Foundation
import GradusDiagnostics
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
    let session = try Session(options, forAuthor: true)
    let began = Date()
    let site = try await buildSite(
      session,
      options: SiteOptions(
        baseURL: baseURL, editURL: editURL, passed: session.passedNames(),
        withoutSolutions: withoutSolutions))
    printFindings(site.findings, session, .text)
    let target =
      output.map { absolutePath($0, in: session.environment.folder) }
      ?? session.courseFolder.absolute("_site")
    if site.isWhole { try replaceFolder(target, with: site.files) }
    session.console.say(
      buildSummary(
        ledger: "\(site.ledger)", ran: site.ledger.ranNow, pages: site.pages, errors: site.errors,
        seconds: Date().timeIntervalSince(began),
        folder: shownPath(target, from: session.environment.folder)
      ).called(session.environment.call))
    if !site.isWhole { throw ExitStatus.failed }
  }
}

/// What a build did, in its last lines.
package func buildSummary(
  ledger: String, ran: String = "", pages: Int, errors: Int, seconds: Double, folder: String
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
    examples: \(ledger); \(counted(pages, "page")); \(time) s\(ran.isEmpty ? "" : "\n\(ran)")
    next: open \(folder)/index.html in a browser
    """
}
