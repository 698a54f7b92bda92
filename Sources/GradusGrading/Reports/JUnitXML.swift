import GradusDiagnostics

/// What GitLab reads of one file, in bytes; a larger report goes without the bodies of failures.
private let largestFile = 30_000_000
/// The longest body of a failure, in characters.
private let longestBody = 2000

/// The class as JUnit XML: a suite for each student, a case for each check.
///
/// GitLab keeps only the first of two cases with one class name and one name, so no two have both. It
/// shows the class name as the suite and may leave out the message, so the body holds all of it.
package func junitXML(_ report: GradeReport, files: RepositoryFiles? = nil) -> String {
  let whole = junitXML(report, files, body: longestBody)
  return whole.utf8.count <= largestFile ? whole : junitXML(report, files, body: 0)
}

private func junitXML(_ report: GradeReport, _ files: RepositoryFiles?, body: Int) -> String {
  let suites = report.submissions.map { ($0, cases(of: $0)) }
  let facts = conditions(of: report.grading)
  var lines = [
    #"<?xml version="1.0" encoding="UTF-8"?>"#,
    "<testsuites name=\(quoted(report.grading.course)) \(totals(suites.flatMap(\.1)))>",
  ]
  for (submission, cases) in suites {
    // The schemas of xUnit readers want a time without its zone; all of ours are UTC.
    let stamp = report.grading.gradedAt.replacing("Z", with: "")
    lines.append(
      "  <testsuite name=\(quoted(submission.student)) \(totals(cases)) timestamp=\(quoted(stamp))>"
    )
    lines.append("    <properties>")
    let points = [("points", "\(submission.points)"), ("max-points", "\(submission.maxPoints)")]
    for (name, value) in facts + points {
      lines.append("      <property name=\(quoted(name)) value=\(quoted(value))/>")
    }
    lines.append("    </properties>")
    lines += cases.flatMap { element($0, of: submission, files, body: body) }
    lines.append("  </testsuite>")
  }
  return (lines + ["</testsuites>", ""]).joined(separator: "\n")
}

private func totals(_ cases: [ReportCase]) -> String {
  func count(_ outcome: ReportCase.Outcome) -> Int { cases.count { $0.outcome == outcome } }
  return "tests=\"\(cases.count)\" failures=\"\(count(.failed))\" errors=\"\(count(.error))\" "
    + "skipped=\"\(count(.skipped))\" "
    // A report holds no durations, and readers that add them up want a number.
    + "time=\"0\""
}

private func element(
  _ test: ReportCase, of submission: SubmissionGrade, _ files: RepositoryFiles?, body: Int
) -> [String] {
  // Jenkins takes what stands before the last dot for a package.
  let suite = "\(submission.student)/\(test.exercise)".replacing(".", with: "_")
  var start = "    <testcase classname=\(quoted(suite)) name=\(quoted(test.name)) time=\"0\""
  if test.outcome != .passed, let file = test.file,
    let path = files?.path(of: file, in: submission)
  {
    start += " file=\(quoted(path))" + (test.place.map { " line=\"\($0.start.line)\"" } ?? "")
  }
  let tag: String
  switch test.outcome {
  case .passed: return [start + "/>"]
  case .failed: tag = "failure"
  case .error: tag = "error"
  case .skipped:
    return [start + ">", "      <skipped message=\(quoted(test.text))/>", "    </testcase>"]
  }
  let message = quoted(cut(test.summary ?? "", to: 300))
  return [
    start + ">",
    "      <\(tag) type=\"\(tag)\" message=\(message)>"
      + "\(markup(cut(test.text, to: max(body, 1))))</\(tag)>", "    </testcase>",
  ]
}

private func quoted(_ value: String) -> String {
  // A reader makes spaces of line breaks in attributes, unless they are written as numbers.
  "\"" + markup(value).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;") + "\""
}
