import GradusDiagnostics

/// What GitHub takes of one step's summary is 1 MiB; above that it shows none of it.
private let largestSummary = 1_000_000

/// The class as a table in GitHub's Markdown, for `>>"$GITHUB_STEP_SUMMARY"`.
package func jobSummary(_ report: GradeReport) -> String {
  let count = report.submissions.count
  var text = """
    ## \(literal(report.grading.course)): \(count) submission\(count == 1 ? "" : "s")

    | student | points | of | passed | not gradable |
    |---|---:|---:|---:|---|

    """
  let facts = conditions(of: report.grading)
    .map {
      "\($0.name) `\($0.value.filter { $0.isLetter || $0.isNumber || " .:-/()".contains($0) })`"
    }
    .joined(separator: ", ")
  let end = "\n\(facts)\n"
  for (index, submission) in report.submissions.enumerated() {
    let row = row(submission)
    guard text.utf8.count + row.utf8.count + end.utf8.count + 100 < largestSummary else {
      text += "| and \(count - index) more | | | | |\n"
      break
    }
    text += row
  }
  return text + end
}

private func row(_ submission: SubmissionGrade) -> String {
  let passed = submission.exercises.count { $0.status == .passed }
  let open = submission.exercises.filter { !$0.gradable }
  let notes =
    submission.problem.map { literal($0.summary) }
    ?? open.map { "\(literal($0.name)) (\(literal($0.status.note)))" }.joined(separator: ", ")
  return "| \(literal(submission.student)) | \(submission.points) | \(submission.maxPoints) "
    + "| \(passed) of \(submission.exercises.count) | \(notes) |\n"
}

extension ExerciseGrade.Status {
  /// Its words without "not gradable" before them.
  fileprivate var note: String { words.replacing("not gradable: ", with: "") }
}

/// Somebody's text in Markdown, where nothing of it is markup: no link, no picture, no mention.
private func literal(_ text: String) -> String {
  var made = ""
  for scalar in cut(oneLine(text), to: 200).unicodeScalars {
    if scalar == " " || !scalar.isASCII || scalar.properties.isAlphabetic
      || scalar.properties.numericType != nil
    {
      made.unicodeScalars.append(scalar)
    } else {
      made += "&#\(scalar.value);"
    }
  }
  return made
}
