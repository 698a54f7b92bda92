import GradusDiagnostics

/// One submission as the `results.json` that Gradescope reads in `/autograder/results`.
///
/// Format: gradescope-autograders.readthedocs.io/en/latest/specs. What is hidden appears after the
/// grades are published, and says no more than that it passed or not.
package func gradescopeResults(_ submission: SubmissionGrade, under grading: Grading) -> String {
  var tests: [GradescopeResults.Test] = []
  var numbers: [ExerciseTitle: Int] = [:]
  var order: [ExerciseTitle: Int] = [:]
  for test in cases(of: submission) {
    let exercise = order[test.exercise] ?? order.count + 1
    order[test.exercise] = exercise
    numbers[test.exercise, default: 0] += 1
    tests.append(
      .init(
        score: test.points, maxScore: test.maxPoints,
        status: test.outcome == .passed ? "passed" : "failed",
        name: "\(test.exercise): \(test.name)",
        number: "\(exercise).\(numbers[test.exercise] ?? 1)", output: test.text,
        tags: [test.exercise], visibility: test.isHidden ? "after_published" : "visible"))
  }
  let facts = conditions(of: grading)
  return encoded(
    GradescopeResults(
      score: submission.points,
      output: ((submission.problem.map { [shown($0.summary)] } ?? [])
        + facts.map { "\($0.name): \($0.value)" }).joined(separator: "\n"),
      extraData: Dictionary(facts.map { ($0.name, $0.value) }) { first, _ in first },
      tests: tests), pretty: true) + "\n"
}

private struct GradescopeResults: Encodable {
  struct Test: Encodable {
    var score: Points
    var maxScore: Points
    var status: String
    var name: String
    var nameFormat = "text"
    var number: String
    var output: String
    var outputFormat = "text"
    var tags: [String]
    var visibility: String

    enum CodingKeys: String, CodingKey {
      case score, status, name, number, output, tags, visibility
      case maxScore = "max_score"
      case nameFormat = "name_format"
      case outputFormat = "output_format"
    }
  }

  var score: Points
  var output: String
  var outputFormat = "text"
  var testOutputFormat = "text"
  var testNameFormat = "text"
  var visibility = "visible"
  /// A program can print the inputs of hidden checks.
  var stdoutVisibility = "hidden"
  var extraData: [String: String]
  var tests: [Test]

  enum CodingKeys: String, CodingKey {
    case score, output, visibility, tests
    case outputFormat = "output_format"
    case testOutputFormat = "test_output_format"
    case testNameFormat = "test_name_format"
    case stdoutVisibility = "stdout_visibility"
    case extraData = "extra_data"
  }
}
