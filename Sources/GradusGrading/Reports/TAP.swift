/// The class as TAP: a test point for each student, and their checks as a subtest below it.
///
/// Format: testanything.org/tap-version-14-specification.html. It says version 13 all the same, because
/// `prove` and others refuse a later one, and skip the subtests, as they should.
package func tap(_ report: GradeReport) -> String {
  var lines = ["TAP version 13", "1..\(report.submissions.count)"]
  lines += conditions(of: report.grading).map { "# \($0.name): \(oneLine($0.value))" }
  for (index, submission) in report.submissions.enumerated() {
    let tests = cases(of: submission)
    let name = description(submission.student)
    lines.append("# Subtest: \(name)")
    lines.append("    1..\(tests.count)")
    for (number, test) in tests.enumerated() {
      lines += point(number + 1, test).map { "    " + $0 }
    }
    let passed = tests.allSatisfy { $0.outcome == .passed || $0.outcome == .skipped }
    lines.append(
      "\(passed ? "ok" : "not ok") \(index + 1) - \(name), \(submission.points) of "
        + "\(submission.maxPoints) points")
  }
  return lines.joined(separator: "\n") + "\n"
}

private func point(_ number: Int, _ test: ReportCase) -> [String] {
  let name = description("\(test.exercise): \(test.name)")
  switch test.outcome {
  case .passed: return ["ok \(number) - \(name)"]
  case .skipped: return ["ok \(number) - \(name) # SKIP \(description(test.text))"]
  case .failed, .error:
    // A text in JSON is a text in YAML too; lists of texts with colons are more than Perl's reader knows.
    return [
      "not ok \(number) - \(name)", "  ---", "  message: \(encoded(shown(test.summary ?? "")))",
      "  severity: \(test.outcome == .error ? "error" : "fail")",
      "  points: \"\(test.points) of \(test.maxPoints)\"",
    ]
      + (test.facts.isEmpty
        ? [] : ["  facts: \(encoded(test.facts.map(oneLine).joined(separator: "\n")))"])
      + ["  ..."]
  }
}

/// A number sign would begin a directive: `# SKIP`.
private func description(_ text: String) -> String {
  oneLine(text).replacing("\\", with: "\\\\").replacing("#", with: "\\#")
}
