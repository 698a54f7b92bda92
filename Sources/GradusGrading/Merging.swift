/// Why reports cannot become one.
package enum MergeProblem: Error, Hashable, CustomStringConvertible {
  case differs(String)
  case twice(String)
  case missing([Int], of: Int)
  case nothing

  package var description: String {
    switch self {
    case .differs(let what):
      "the reports were graded under another \(what)"
    case .twice(let student): "two reports have a submission of '\(student)'"
    case .missing(let shards, let count):
      "of \(count) shards, these are missing: \(shards.map(String.init).joined(separator: ", "))"
    case .nothing: "there is no report to merge"
    }
  }

  /// What to do about it.
  package var fix: String {
    switch self {
    case .differs(let what): "grade all shards under the same \(what)"
    case .twice: "leave one of the two out"
    case .missing: "grade these shards too, and name their reports"
    case .nothing: "name the reports, or the folders they are in"
    }
  }
}

/// The shards of a class as the one report that a single machine would have written.
package func merged(_ reports: [GradeReport]) throws(MergeProblem) -> GradeReport {
  guard let first = reports.first else { throw .nothing }
  var grading = first.grading
  for report in reports.dropFirst() {
    let other = report.grading
    let facts: [(String, Bool)] = [
      ("course", other.courseHash == grading.courseHash && report.exercises == first.exercises),
      ("core", other.coreHash == grading.coreHash),
      ("toolchain", other.toolchain == grading.toolchain),
      ("seed", other.seed == grading.seed),
      ("confinement", other.confinement == grading.confinement),
      ("version of Gradus", other.gradus == grading.gradus),
      ("number of shards", other.shard?.count == first.grading.shard?.count),
    ]
    if let (what, _) = facts.first(where: { !$0.1 }) { throw .differs(what) }
    // Grading began when the first machine began.
    grading.gradedAt = min(grading.gradedAt, other.gradedAt)
  }
  if let count = first.grading.shard?.count {
    let here = Set(reports.compactMap(\.grading.shard?.number))
    let missing = (1...count).filter { !here.contains($0) }
    guard missing.isEmpty else { throw .missing(missing, of: count) }
  }
  grading.shard = nil
  var seen: Set<String> = []
  for submission in reports.flatMap(\.submissions)
  where !seen.insert(submission.student).inserted {
    throw .twice(submission.student)
  }
  return GradeReport(
    grading: grading, exercises: first.exercises, submissions: reports.flatMap(\.submissions))
}
