/// What a new grading changed, and why: old and new side by side.
package struct GradeDifference: Hashable, Codable, Sendable {
  package var schema = "gradus-difference/1"
  package var old: Grading
  package var new: Grading
  /// What differs between the two gradings as a whole, apart from the submissions.
  package var causes: [Cause]
  /// Students of whom a grade, a status or a check changed, in the order of their names.
  package var students: [StudentChange]
  package var added: [String]
  package var removed: [String]
  package var unchanged: Int

  /// Why a verdict changed.
  package enum Cause: String, Hashable, Codable, Sendable, CaseIterable {
    /// The exercise: its checks, solution, shared code, points or limits.
    case lesson
    case core, toolchain, seed, confinement
    /// The student's file.
    case submission
    /// Nothing that is known to matter: a program that does not do the same twice, or a busy machine.
    case unsteady
  }

  package struct StudentChange: Hashable, Codable, Sendable {
    package var student: String
    package var oldPoints: Points
    package var newPoints: Points
    package var exercises: [ExerciseChange]
    /// When it was handed in does not move when it is graded again.
    package var handedIn: HandedIn
  }

  package struct ExerciseChange: Hashable, Codable, Sendable {
    package var name: ExerciseTitle
    /// Nil where the course did not have it, or has it no longer.
    package var oldStatus: ExerciseGrade.Status?
    package var newStatus: ExerciseGrade.Status?
    package var oldPoints: Points
    package var newPoints: Points
    package var causes: [Cause]
    /// Checks whose outcome changed, by name: "passed → failed".
    package var checks: [String]
  }
}

/// Compares two gradings of a class.
package func difference(from old: GradeReport, to new: GradeReport) -> GradeDifference {
  let shared = sharedCauses(old.grading, new.grading)
  let oldStudents = Dictionary(old.submissions.map { ($0.student, $0) }) { first, _ in first }
  let newNames = Set(new.submissions.map(\.student))
  var result = GradeDifference(
    old: old.grading, new: new.grading, causes: shared, students: [],
    added: new.submissions.map(\.student).filter { oldStudents[$0] == nil },
    removed: old.submissions.map(\.student).filter { !newNames.contains($0) }, unchanged: 0)
  if !asks(old.exercises, the: new.exercises) { result.causes.insert(.lesson, at: 0) }
  let oldHashes = Dictionary(old.exercises.map { ($0.name, $0.hash) }) { first, _ in first }
  let newHashes = Dictionary(new.exercises.map { ($0.name, $0.hash) }) { first, _ in first }
  for submission in new.submissions {
    guard let before = oldStudents[submission.student] else { continue }
    let names =
      submission.exercises.map(\.name)
      + before.exercises.map(\.name).filter { newHashes[$0] == nil }
    let changes = names.compactMap { name in
      change(
        name, before.exercises.first { $0.name == name },
        submission.exercises.first { $0.name == name },
        shared: (oldHashes[name] != newHashes[name] ? [.lesson] : []) + shared)
    }
    if changes.isEmpty {
      result.unchanged += 1
    } else {
      result.students.append(
        .init(
          student: submission.student, oldPoints: before.points, newPoints: submission.points,
          exercises: changes, handedIn: submission.handedIn))
    }
  }
  return result
}

/// Whether both are judged by the same; how a report quotes the checks does not matter.
private func asks(_ old: [ExerciseAsked], the new: [ExerciseAsked]) -> Bool {
  old.map(\.name) == new.map(\.name) && old.map(\.points) == new.map(\.points)
    && old.map(\.hash) == new.map(\.hash)
}

private func sharedCauses(_ old: Grading, _ new: Grading) -> [GradeDifference.Cause] {
  var causes: [GradeDifference.Cause] = []
  if old.coreHash != new.coreHash { causes.append(.core) }
  if old.toolchain != new.toolchain { causes.append(.toolchain) }
  if old.seed != new.seed { causes.append(.seed) }
  if old.confinement != new.confinement { causes.append(.confinement) }
  return causes
}

private func change(
  _ name: ExerciseTitle, _ old: ExerciseGrade?, _ new: ExerciseGrade?,
  shared: [GradeDifference.Cause]
) -> GradeDifference.ExerciseChange? {
  let checks = checkChanges(old?.checks ?? [], new?.checks ?? [])
  guard
    old?.status != new?.status || old?.points != new?.points
      || old?.maxPoints != new?.maxPoints || !checks.isEmpty
  else { return nil }
  var causes = shared
  if old != nil, new != nil, old?.fileHash != new?.fileHash { causes.append(.submission) }
  if causes.isEmpty { causes = [.unsteady] }
  return GradeDifference.ExerciseChange(
    name: name, oldStatus: old?.status, newStatus: new?.status, oldPoints: old?.points ?? .zero,
    newPoints: new?.points ?? .zero, causes: causes, checks: checks)
}

private func checkChanges(_ old: [CheckGrade], _ new: [CheckGrade]) -> [String] {
  let before = named(old)
  let after = named(new)
  let was = Dictionary(before.map { ($0.key, $0.check.outcome) }) { first, _ in first }
  let kept = Set(after.map(\.key))
  var changes = after.compactMap { key, check -> String? in
    guard let outcome = was[key] else { return "\(check.name): new → \(check.outcome.rawValue)" }
    return outcome == check.outcome
      ? nil : "\(check.name): \(outcome.rawValue) → \(check.outcome.rawValue)"
  }
  changes += before.filter { !kept.contains($0.key) }
    .map { "\($0.check.name): \($0.check.outcome.rawValue) → gone" }
  return changes
}

/// Checks that can be told apart: two may have one name, and then their order counts.
private func named(_ checks: [CheckGrade]) -> [(key: String, check: CheckGrade)] {
  var seen: [String: Int] = [:]
  return checks.map { check in
    seen[check.name, default: 0] += 1
    return ("\(seen[check.name] ?? 1) \(check.name)", check)
  }
}
