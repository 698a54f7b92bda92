import ArgumentParser
package import GradusDiagnostics
import GradusLessons
import GradusWorkspace

/// `gradus lint`: the rules that need no compiler.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Read the lessons and say what breaks a rule; runs nothing.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var format: FormatOption
  @Argument(help: "Only these lessons.", completion: .lessons) var lessons: [String] = []

  func run() async throws {
    let session = try Session(options, forAuthor: true)
    let findings = try session.findings(in: lessons)
    printFindings(findings, session, format.format)
    if format.format == .text {
      session.console.say(
        lintSummary(
          findings, lessons: lessons.isEmpty ? session.course.lessons.count : lessons.count
        )
        .called(session.environment.call))
    }
    if findings.contains(where: { $0.severity == .error }) { throw ExitStatus.failed }
  }
}

package func lintSummary(_ findings: [Diagnostic], lessons: Int) -> String {
  let errors = findings.filter { $0.severity == .error }.count
  let read = counted(lessons, "lesson")
  return errors == 0
    ? "\(read) read, no rule broken.\nnext: gradus verify"
    : "\(read) read, \(counted(errors, "error")).\nnext: mend the first one and type: gradus lint"
}

/// `1 lesson`, `2 lessons`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

extension Session {
  /// Lint findings of the named lessons; all of them when none is named.
  func findings(in lessons: [String]) throws(WrongUse) -> [Diagnostic] {
    let paths = try chooseLessons(lessons).map(\.path)
    return lessons.isEmpty ? findings : findings.filter { paths.contains($0.span?.file ?? "") }
  }
}

/// Prints findings with the lines they point at, or one record per line.
func printFindings(_ findings: [Diagnostic], _ session: Session, _ format: Format) {
  var sources: [String: String] = [:]
  for finding in findings {
    if format == .json {
      session.console.say(jsonLine(FindingRecord(finding: finding)))
      continue
    }
    if let file = finding.span?.file, sources[file] == nil {
      sources[file] = try? session.courseFolder.read(file)
    }
    let source = finding.span.flatMap { sources[$0.file] }
    session.console.say(drawn(finding, source: source, style: session.console.style))
    session.console.say()
  }
}

/// One line of `--format json` for a rule that was broken.
struct FindingRecord: Encodable {
  var record = "finding"
  var version = 1
  var finding: Diagnostic
}
