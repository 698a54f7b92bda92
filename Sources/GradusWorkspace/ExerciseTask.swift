package import GradusLessons

/// One exercise as the workspace sees it: where its file goes, what it starts as, and its keys.
package struct ExerciseTask: Hashable, Sendable {
  package var name: ExerciseName
  package var points: Int
  /// What the learner finds in a fresh file.
  package var starter: String
  /// Changes when the lesson asks for something else; prose alone does not change it.
  package var key: String

  package init(name: ExerciseName, points: Int, starter: String, key: String) {
    self.name = name
    self.points = points
    self.starter = starter
    self.key = key
  }

  package init(_ exercise: Exercise, in lesson: Lesson) {
    self.init(
      name: exercise.name, points: exercise.points,
      starter: starterFile(exercise, in: lesson), key: taskKey(exercise))
  }

  /// The learner's file, relative to the workspace: `bce/bceWithLogits.swift`.
  package var path: String { name.filePath }
}

extension ExerciseName {
  /// The learner's file, relative to the workspace: `bce/bceWithLogits.swift`.
  package var filePath: String { "\(lesson)/\(exercise).swift" }
}

/// What a passed verdict depends on: the exercise, its shared code, probes and visible checks.
///
/// Hidden checks stay out, so that a released course without them keeps the progress made with them.
private func taskKey(_ exercise: Exercise) -> String {
  contentKey(
    [exercise.starter] + exercise.shared.map(\.text) + exercise.probes.map(\.text)
      + exercise.checks.filter { !$0.isHidden }.map(\.code.text)
      + exercise.uses.map(\.name.description))
}

/// All exercises of a course in course order.
package func tasks(of course: Course) -> [ExerciseTask] {
  course.lessons.flatMap { lesson in lesson.exercises.map { ExerciseTask($0, in: lesson) } }
}
