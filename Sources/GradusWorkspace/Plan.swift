package import GradusLessons

/// What to write into a workspace, and what to tell the learner about it; decided before any writing.
package struct Plan: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    package enum Rule: Hashable, Sendable {
      /// Only if nothing is there: it will be the learner's.
      case createOnly
      /// Ours, and still as we wrote it.
      case replace
    }
    package var path: String
    package var text: String
    package var rule: Rule

    package init(path: String, text: String, rule: Rule) {
      self.path = path
      self.text = text
      self.rule = rule
    }
  }

  package enum Note: Hashable, Sendable {
    case created(ExerciseName)
    /// The lesson has a new starter and the learner had not begun: the file follows.
    case refreshed(ExerciseName)
    /// The lesson has changed and the learner had begun: the file stays.
    case kept(ExerciseName)
    /// Progress is known for an exercise that the course no longer has.
    case orphaned(String)
  }

  package var files: [File] = []
  package var progress: LearnerProgress
  package var notes: [Note] = []

  package init(progress: LearnerProgress) {
    self.progress = progress
  }
}

/// Merges a course into what a workspace already holds; a learner's file is never written over.
///
/// - Parameters:
///   - given: files of ours beside the exercises (`Package.swift`, a lesson's shared code)
///   - onDisk: the text of every file named by the tasks and `given` that exists
package func plan(
  _ tasks: [ExerciseTask], given: [(path: String, text: String)], progress: LearnerProgress,
  onDisk: [String: String]
) -> Plan {
  var plan = Plan(progress: progress)
  for task in tasks {
    var entry = progress[task.name]
    let fresh = contentKey([task.starter])
    if let text = onDisk[task.path] {
      guard entry.starter != fresh else { continue }
      if contentKey([text]) == entry.starter {
        plan.files.append(.init(path: task.path, text: task.starter, rule: .replace))
        plan.notes.append(.refreshed(task.name))
      } else if entry.starter != nil {
        plan.notes.append(.kept(task.name))
      }
    } else {
      plan.files.append(.init(path: task.path, text: task.starter, rule: .createOnly))
      plan.notes.append(.created(task.name))
    }
    entry.starter = fresh
    plan.progress[task.name] = entry
  }
  for (path, text) in given {
    let fresh = contentKey([text])
    if let old = onDisk[path] {
      let key = contentKey([old])
      // Somebody made it their own: theirs it is.
      guard key != fresh, key == progress.given[path] else { continue }
      plan.files.append(.init(path: path, text: text, rule: .replace))
    } else {
      plan.files.append(.init(path: path, text: text, rule: .createOnly))
    }
    plan.progress.given[path] = fresh
  }
  let known = Set(tasks.map(\.name.description))
  plan.notes += progress.exercises.keys.filter { !known.contains($0) }.sorted().map(
    Plan.Note.orphaned)
  return plan
}
