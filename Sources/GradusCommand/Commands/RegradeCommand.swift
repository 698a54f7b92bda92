import ArgumentParser
import GradusGrading

/// `gradus regrade`: grades again and says what changed and why.
struct RegradeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regrade", abstract: "Grade again and compare with an older report.",
    discussion: """
      The inputs are drawn from the older report's seed unless you name another, so that what changed \
      has another reason.
      """)

  @OptionGroup var options: CommonOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var asked: GradeOptions
  @OptionGroup var also: ReportsOption
  @Option(
    help: ArgumentHelp("The older report, or the folder it is in.", valueName: "report"),
    completion: .file())
  var diff: String

  func run() async throws {
    let environment = Environment.current()
    let old = try readReport(diff, in: environment.folder)
    let work = try ClassGrading(asked, options, oldSeed: old.grading.seed)
    defer { work.folder.release() }
    let report = try await work.run()
    try work.folder.write(report, also)
    let change = difference(from: old, to: report)
    let text = encoded(change, pretty: true) + "\n"
    try work.folder.write(text, to: "difference.json")
    switch format.format {
    case .text: work.session.console.say(differenceText(change))
    case .json: work.session.console.write(text)
    }
    let shown = shownPath(work.folder.path, from: environment.folder)
    work.session.console.note("Wrote \(shown)/\(GradingFolder.report) and difference.json.")
    if report.submissions.contains(where: \.isBroken) { throw ExitStatus.failed }
  }
}
