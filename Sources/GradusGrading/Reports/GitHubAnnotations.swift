import GradusDiagnostics

/// How many annotations of one level GitHub shows of a step.
private let mostOfALevel = 10

/// What stands beside a run on GitHub: an error for what could not be graded, a warning for a check
/// that failed, and a notice for the class.
///
/// A file is named only if `files` says where the repository has the submissions; otherwise a place
/// stands in the message. What a check finds without a line stands above its exercise's file.
///
/// A workflow command is a line that begins with `::`, so nobody's text may begin one or end one: line
/// breaks, percent signs and, in properties, colons and commas are escaped, and there is no line here
/// that is not ours.
package func githubAnnotations(_ report: GradeReport, files: RepositoryFiles? = nil) -> String {
  var errors: [String] = []
  var warnings: [String] = []
  for submission in report.submissions {
    if let problem = submission.problem {
      errors.append(
        annotation("error", title: submission.student, "Not gradable: \(problem.summary)."))
      continue
    }
    for test in cases(of: submission) {
      let title = "\(submission.student), \(test.exercise)"
      let place = test.file.flatMap { files?.path(of: $0, in: submission) }.map {
        (file: $0, start: test.place?.start)
      }
      switch test.outcome {
      case .error: errors.append(annotation("error", title: title, at: place, test.text))
      case .failed:
        warnings.append(
          annotation("warning", title: title, at: place, "\(test.name)\n\(test.text)"))
      case .passed, .skipped: break
      }
    }
  }
  let facts = conditions(of: report.grading).map { "\($0.name) \($0.value)" }
  let whole = annotation(
    "notice", title: "Graded \(report.submissions.count)", facts.joined(separator: ", "))
  return (limited(errors, "error") + limited(warnings, "warning") + [whole, ""])
    .joined(separator: "\n")
}

private func limited(_ annotations: [String], _ level: String) -> [String] {
  guard annotations.count > mostOfALevel else { return annotations }
  let more = annotations.count - mostOfALevel + 1
  return annotations.prefix(mostOfALevel - 1)
    + [annotation(level, title: "And \(more) more", "The report has all of them.")]
}

private func annotation(
  _ level: String, title: String, at place: (file: String, start: SourcePosition?)? = nil,
  _ message: String
) -> String {
  var properties: [String] = []
  if let place {
    properties.append("file=\(property(place.file))")
    if let start = place.start { properties += ["line=\(start.line)", "col=\(start.column)"] }
  }
  properties.append("title=\(property(cut(oneLine(title), to: 200)))")
  return "::\(level) \(properties.joined(separator: ","))::\(data(cut(shown(message), to: 1000)))"
}

private func data(_ text: String) -> String {
  // The older form of a command, which is looked for anywhere in a line.
  text.replacing("##[", with: "## [").replacing("%", with: "%25").replacing("\r", with: "%0D")
    .replacing("\n", with: "%0A")
}

private func property(_ text: String) -> String {
  data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
}
