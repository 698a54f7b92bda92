import ArgumentParser
import GradusDiagnostics
import GradusGrading
import GradusWorkspace

/// `gradus report`: what can be made of the reports that `grade` wrote.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Merge the reports of shards, or show one.",
    subcommands: [Merge.self, Show.self])

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make one report of all shards of a class.")

    @OptionGroup var options: CommonOptions
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
        throw WrongUse(message: error.description)
      }
      let folder = Folder(absolutePath(out, in: environment.folder))
      try folder.replace(GradingFolder.report, gradeJSON(whole))
      let console = Console(environment: environment, plain: options.plain)
      console.say(gradeTable(whole, style: console.style))
      console.note("Wrote \(out)/\(GradingFolder.report).")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a report.")

    @OptionGroup var options: CommonOptions
    @OptionGroup var format: FormatOption
    @Argument(help: "A report, or the folder it is in.", completion: .file()) var report: String

    func run() throws {
      let environment = Environment.current()
      let report = try readReport(report, in: environment.folder)
      let console = Console(environment: environment, plain: options.plain)
      switch format.format {
      case .text: console.say(gradeTable(report, style: console.style))
      case .json: console.write(gradeJSON(report))
      }
    }
  }
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
    throw WrongUse(message: "'\(typed)' cannot be used: \(error)")
  }
}
