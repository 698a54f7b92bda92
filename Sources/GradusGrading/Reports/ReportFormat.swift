import GradusDiagnostics

/// A form in which a class's grades are written.
package enum ReportFormat: String, Hashable, Sendable, CaseIterable {
  case text, json, junit, github, summary, gradescope, exercism, tap, csv, html

  /// Whether there is a file for each student instead of one for the class.
  package var isForEachStudent: Bool {
    switch self {
    case .gradescope, .exercism, .html: true
    case .text, .json, .junit, .github, .summary, .tap, .csv: false
    }
  }
}

/// A file of a report, by its path within the folder that the report is written to.
package struct ReportFile: Hashable, Sendable {
  package var path: String
  package var text: String
}

/// Every file of a report in one format.
///
/// - Parameter files: where the repository has the submissions, for formats that point into it
package func reportFiles(
  _ report: GradeReport, as format: ReportFormat, files: RepositoryFiles? = nil
) -> [ReportFile] {
  func each(_ folder: String, _ ending: String, _ text: (SubmissionGrade) -> String) -> [ReportFile]
  {
    report.submissions.map {
      ReportFile(path: "\(folder)/\(safeFileName($0.student)).\(ending)", text: text($0))
    }
  }
  let grading = report.grading
  return switch format {
  case .text: [ReportFile(path: "report.txt", text: gradeTable(report, style: .plain) + "\n")]
  case .json: [ReportFile(path: "report.json", text: gradeJSON(report))]
  case .junit: [ReportFile(path: "junit.xml", text: junitXML(report, files: files))]
  case .github: [ReportFile(path: "annotations.txt", text: githubAnnotations(report, files: files))]
  case .summary: [ReportFile(path: "summary.md", text: jobSummary(report))]
  case .tap: [ReportFile(path: "report.tap", text: tap(report))]
  case .csv: [ReportFile(path: "gradebook.csv", text: gradebook(report))]
  case .gradescope: each("gradescope", "json") { gradescopeResults($0, under: grading) }
  case .exercism: each("exercism", "json") { exercismResults($0, of: report) }
  case .html: each("feedback", "html") { feedbackPage($0, under: grading) }
  }
}
