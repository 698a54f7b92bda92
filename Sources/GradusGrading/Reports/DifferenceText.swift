/// What a new grading changed, for a terminal.
package func differenceText(_ difference: GradeDifference) -> String {
  var lines: [String] = []
  for student in difference.students {
    lines.append(
      "\(shownName(student.student))  \(student.oldPoints) → \(student.newPoints) points")
    for exercise in student.exercises {
      let old = exercise.oldStatus?.words ?? "not asked"
      let new = exercise.newStatus?.words ?? "not asked"
      let status = old == new ? new : "\(old) → \(new)"
      let causes = exercise.causes.map(\.words).joined(separator: ", ")
      lines.append("  \(exercise.name)  \(status), \(exercise.oldPoints) → \(exercise.newPoints)")
      lines.append("    because of: \(causes)")
      lines += exercise.checks.map { "    \($0)" }
    }
  }
  if !difference.added.isEmpty { lines.append("\(difference.added.count) new") }
  if !difference.removed.isEmpty { lines.append("\(difference.removed.count) no longer there") }
  lines.append("\(difference.students.count) changed, \(difference.unchanged) unchanged.")
  return lines.joined(separator: "\n")
}

extension GradeDifference.Cause {
  package var words: String {
    switch self {
    case .lesson: "the lesson changed"
    case .core: "the core changed"
    case .toolchain: "another compiler"
    case .seed: "another seed"
    case .confinement: "another confinement"
    case .submission: "the student's file changed"
    case .unsteady:
      "nothing that is known: the program does not do the same twice, or time ran short"
    }
  }
}
