package import GradusDiagnostics
import GradusRunner

/// The class in a terminal: a line for each student, then what it was graded under.
package func gradeTable(_ report: GradeReport, style: TextStyle) -> String {
  let width = max(8, min(32, report.submissions.map { shownName($0.student).count }.max() ?? 0))
  var lines = report.submissions.map { submission in
    let name = shownName(submission.student)
    let space = String(repeating: " ", count: max(0, width - name.count))
    let amount = "\(submission.points) of \(submission.maxPoints)"
    let points = String(repeating: " ", count: max(0, 14 - amount.count)) + amount
    return "\(name)\(space)  \(points)  \(notes(submission, style))"
  }
  if report.submissions.isEmpty { lines.append("No submissions.") }
  lines += ["", style.dim(gradedUnder(report.grading))]
  return lines.joined(separator: "\n")
}

/// Under what a class was graded, as every report for people says it.
package func gradedUnder(_ grading: Grading) -> String {
  let shard = grading.shard.map { ", shard \($0)" } ?? ""
  return """
    \(grading.confinement.words), seed \(grading.seed)\(shard), \(grading.toolchain), graded \
    \(grading.gradedAt)
    course \(grading.courseHash.prefix(12)), core \(grading.coreHash.prefix(12))
    """
}

private func notes(_ submission: SubmissionGrade, _ style: TextStyle) -> String {
  if let problem = submission.problem {
    return style.red("not gradable: \(problem.summary)")
  }
  let passed = submission.exercises.count { $0.status == .passed }
  var words = ["\(passed) of \(submission.exercises.count) passed"]
  for exercise in submission.exercises where !exercise.gradable && exercise.status != .missing {
    words.append("\(exercise.name) \(exercise.status.words)")
  }
  let missing = submission.exercises.count { $0.status == .missing }
  if missing > 0 { words.append("\(missing) missing") }
  return words.joined(separator: "; ")
}

/// A student's name comes from a file name: nothing in it may move the cursor.
///
/// And a line that begins with `::` is a command to GitHub's runner.
package func shownName(_ name: String) -> String {
  let name = oneLine(name).replacing("##[", with: "## [")
  return name.drop { $0 == " " }.hasPrefix("::") ? "| " + name : name
}
