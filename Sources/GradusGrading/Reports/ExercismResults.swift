import GradusDiagnostics

/// How much of a program's own output Exercism shows with a test, in characters.
private let longestOutput = 500
private let longestMessage = 65_535

/// One submission as Exercism's `results.json`, version 3: a task for each exercise of the course.
///
/// Format: exercism.org/docs/building/tooling/test-runners/interface. It has no place for more, so
/// under what it was graded stands in `gradus`, which readers leave alone.
package func exercismResults(_ submission: SubmissionGrade, of report: GradeReport) -> String {
  let all = cases(of: submission)
  let asked = Dictionary(report.exercises.map { ($0.name, $0.checks ?? []) }) { first, _ in first }
  var results = ExercismResults(status: "pass", tests: [], gradus: [:])
  for fact in conditions(of: report.grading) { results.gradus[fact.name] = fact.value }
  if all.allSatisfy({ $0.outcome == .error || $0.outcome == .skipped }) {
    // "error" means that no test at all was run.
    results.status = "error"
    results.message = cut(
      submission.problem.map { shown($0.summary) }
        ?? all.map { "\($0.exercise): \($0.text)" }.joined(separator: "\n\n"), to: longestMessage)
  } else if all.contains(where: { $0.outcome != .passed }) {
    results.status = "fail"
  }
  for (index, exercise) in submission.forTheStudent().exercises.enumerated() {
    // What a program printed is known of the exercise, not of each check: it stands with the first.
    var output: String? = exercise.output.isEmpty ? nil : shown(exercise.output)
    let note = "\n(the rest was cut off)"
    output = output.map {
      cut($0 + (exercise.isOutputCut ? note : ""), to: longestOutput, sign: note)
    }
    for test in all where test.exercise == exercise.name {
      let status =
        switch test.outcome {
        case .passed: "pass"
        case .failed: "fail"
        case .error, .skipped: "error"
        }
      results.tests.append(
        .init(
          name: "\(test.exercise): \(test.name)", status: status,
          message: test.outcome == .passed ? nil : cut(test.text, to: longestMessage),
          output: output,
          testCode: test.isHidden ? nil : code(of: test, asked[test.exercise] ?? []),
          taskID: index + 1))
      output = nil
    }
  }
  return encoded(results, pretty: true) + "\n"
}

/// The check's own code; all of the exercise's where its name is computed.
private func code(of test: ReportCase, _ checks: [CheckAsked]) -> String? {
  guard !checks.isEmpty else { return nil }
  let own = checks.filter { $0.name == test.checkName }
  return (own.isEmpty ? checks : own).map { shown($0.code) }.joined(separator: "\n\n")
}

private struct ExercismResults: Encodable {
  struct Test: Encodable {
    var name: String
    var status: String
    var message: String?
    var output: String?
    var testCode: String?
    var taskID: Int

    enum CodingKeys: String, CodingKey {
      case name, status, message, output
      case testCode = "test_code"
      case taskID = "task_id"
    }
  }

  var version = 3
  var status: String
  var message: String?
  var tests: [Test]
  var gradus: [String: String]
}
