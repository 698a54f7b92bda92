import ArgumentParser
import GradusGrading

/// `gradus grade`: a class, judged by the instructor's course.
struct GradeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade", abstract: "Grade submissions of a class: folders, archives, work trees.",
    discussion: """
      Only the exercise files are taken from a submission; checks, solutions and shared code come \
      from this course. Every finished submission is kept at once, and an interrupted run goes on \
      when the same command is typed again.
      """)

  @OptionGroup var options: CommonOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var asked: GradeOptions
  @OptionGroup var also: ReportsOption

  func run() async throws {
    let work = try ClassGrading(asked, options)
    defer { work.folder.release() }
    let report = try await work.run()
    try work.folder.write(report, also)
    say(report, work.session, format.format)
    let shown = shownPath(work.folder.path, from: work.session.environment.folder)
    work.session.console.note("Wrote \(shown)/\(GradingFolder.report).")
    if report.submissions.contains(where: \.isBroken) { throw ExitStatus.failed }
  }
}

func say(_ report: GradeReport, _ session: Session, _ format: Format) {
  switch format {
  case .text: session.console.say(gradeTable(report, style: session.console.style))
  case .json: session.console.write(gradeJSON(report))
  }
}
