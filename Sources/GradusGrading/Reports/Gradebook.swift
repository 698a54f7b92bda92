/// The class as a table for a spreadsheet or a learning platform: CSV of RFC 4180, in UTF-8.
///
/// A row for each student, a column for each exercise, and in every row under what it was graded.
package func gradebook(_ report: GradeReport) -> String {
  let facts = conditions(of: report.grading)
  let more = Set(report.submissions.flatMap { ($0.handedIn.more ?? [:]).keys }).sorted()
  var rows = [
    ["student", "points", "max"] + report.exercises.map(\.name)
      + ["not gradable", "submitted at", "attempt", "late"] + more + facts.map(\.name)
  ]
  for submission in report.submissions {
    let handedIn = submission.handedIn
    var row = [
      submission.student, submission.points.description, submission.maxPoints.description,
    ]
    for asked in report.exercises {
      let grade = submission.exercises.first { $0.name == asked.name }
      row.append((grade?.points ?? .zero).description)
    }
    let open = submission.exercises.filter { !$0.gradable }.map(\.name).joined(separator: " ")
    row += [
      open, handedIn.submittedAt ?? "", handedIn.attempt.map { "\($0)" } ?? "",
      handedIn.late ?? "",
    ]
    row += more.map { handedIn.more?[$0] ?? "" } + facts.map(\.value)
    rows.append(row)
  }
  return rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
}

/// One cell.
///
/// A spreadsheet runs what begins like a formula, in quotes or not, so an apostrophe goes before it
/// (owasp.org/www-community/attacks/CSV_Injection). Numbers of ours are never negative.
private func cell(_ text: String) -> String {
  var text = oneLine(text)
  let start = text.drop { $0.isWhitespace }
  if let first = start.first, "=+-@|%＝＋－＠".contains(first) { text = "'" + text }
  guard text.contains(where: { ",;\"'\t".contains($0) }) || text.first?.isWhitespace == true else {
    return text
  }
  return "\"" + text.replacing("\"", with: "\"\"") + "\""
}
