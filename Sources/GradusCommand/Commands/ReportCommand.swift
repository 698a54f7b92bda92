import ArgumentParser
import GradusDiagnostics
import GradusGrading
import GradusWorkspace

/// `gradus report`: what can be made of the reports that `grade` wrote.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a report for people, spreadsheets and CI systems; merge those of shards.",
    discussion: """
      gradus report graded --format junit >junit.xml

      Formats for a class: text, json, junit, github (annotations), summary (GitHub's job summary), \
      tap, csv. For each student: gradescope, exercism, html. Only json, text and csv are for the \
      instructor alone; the others say no more than students may read.
      """,
    subcommands: [Show.self, Merge.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a report in one format. (default)")

    @OptionGroup var options: CommonOptions
    @Argument(help: "A report, or the folder it is in.", completion: .file()) var report: String
    @Option(
      help: "What it is for: \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = ReportFormat.text
    @Option(help: ArgumentHelp("Only this student.", valueName: "name")) var student: String?
    @OptionGroup var places: PlacesOption
    @Option(
      help: ArgumentHelp("Folder for the files, instead of the screen.", valueName: "dir"),
      completion: .directory)
    var out: String?

    func run() throws {
      let environment = Environment.current()
      let console = Console(environment: environment, plain: options.plain)
      var report = try readReport(report, in: environment.folder)
      if let student {
        guard report.submissions.contains(where: { $0.student == student }) else {
          let names = report.submissions.map(\.student)
          throw WrongUse(
            message: "the report has no student '\(student)'\(didYouMean(student, among: names))",
            fix: "gradus report \(self.report) shows all of them")
        }
        report.submissions.removeAll { $0.student != student }
      }
      let files = reportFiles(report, as: format, files: places.repository)
      if let out {
        try write(files, to: Folder(absolutePath(out, in: environment.folder)))
        console.note("Wrote \(counted(files.count, "file")) to \(out).")
      } else if format == .text {
        console.say(gradeTable(report, style: console.style))
      } else if format.isForEachStudent, files.count != 1 {
        throw WrongUse(
          message: "\(format.rawValue) is a file for each student",
          fix: "name a folder with --out, or one student with --student")
      } else {
        for file in files { console.write(file.text) }
      }
    }
  }

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make one report of all shards of a class.")

    @OptionGroup var options: CommonOptions
    @OptionGroup var also: ReportsOption
    @Argument(help: "Reports, or the folders they are in.", completion: .file())
    var reports: [String]
    @Option(help: ArgumentHelp("Folder for the merged report.", valueName: "dir"))
    var out: String

    func run() throws {
      let environment = Environment.current()
      var parts: [GradeReport] = []
      for path in reports { parts.append(try readReport(path, in: environment.folder)) }
      let whole: GradeReport
      do throws(MergeProblem) { whole = try merged(parts) } catch {
        throw WrongUse(message: error.description, fix: error.fix)
      }
      let folder = Folder(absolutePath(out, in: environment.folder))
      for format in [.json] + also.report {
        try write(reportFiles(whole, as: format, files: also.places.repository), to: folder)
      }
      let console = Console(environment: environment, plain: options.plain)
      console.say(gradeTable(whole, style: console.style))
      console.note("Wrote \(out)/\(GradingFolder.report).")
    }
  }
}

/// In which formats a report is written beside `report.json`.
struct ReportsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write this format as well; may be repeated: junit, csv, html, gradescope ….",
      valueName: "format"))
  var report: [ReportFormat] = []
  @OptionGroup var places: PlacesOption
}

/// Where annotations and JUnit find a submission's files.
struct PlacesOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Where the repository has the submissions, such as 'class/*', or '.' for its only one: \
      annotations and JUnit then point at the lines.
      """, valueName: "pattern"))
  var files: String?

  var repository: RepositoryFiles? { files.map { RepositoryFiles($0) } }
}

extension ReportFormat: ExpressibleByArgument {}

/// Each file is whole or not there, whatever happens.
private func write(_ files: [ReportFile], to folder: Folder) throws(GradusError) {
  for file in files { try folder.replace(file.path, file.text) }
}

/// A report by its file or by the folder that `grade` wrote it to.
func readReport(_ typed: String, in folder: String) throws -> GradeReport {
  let path = absolutePath(typed, in: folder)
  let inside = Folder(path).stamp(GradingFolder.report) != nil
  let file = inside ? "\(path)/\(GradingFolder.report)" : path
  guard let text = try readLarge(file) else {
    throw WrongUse(
      message: "there is no report '\(typed)'", fix: "gradus grade writes DIR/report.json")
  }
  do throws(ReportProblem) { return try readGrades(text) } catch {
    throw WrongUse(
      message: "'\(typed)' cannot be used: \(error)", fix: error.fix)
  }
}
