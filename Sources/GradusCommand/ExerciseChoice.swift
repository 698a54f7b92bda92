import GradusDiagnostics
import GradusLessons
package import GradusWorkspace

/// Finds what a learner typed: `bce/bceWithLogits`, `bceWithLogits`, a whole lesson `bce`, or the
/// path of a file in the workspace.
package func choose(_ typed: String, among tasks: [ExerciseTask]) throws(WrongUse) -> [ExerciseTask]
{
  let word = nameFromPath(typed)
  if let exact = tasks.first(where: { $0.name.description == word }) { return [exact] }
  let lesson = tasks.filter { $0.name.lesson == word }
  if !lesson.isEmpty { return lesson }
  let named = tasks.filter { $0.name.exercise == word }
  if named.count == 1 { return named }
  if named.count > 1 {
    let names = named.map(\.name.description).joined(separator: " or ")
    throw WrongUse(
      message: "'\(typed)' is in several lessons", fix: "name one of them: \(names)")
  }
  throw unknownExercise(typed, word, tasks)
}

/// One exercise, where only one makes sense.
package func chooseOne(_ typed: String, among tasks: [ExerciseTask]) throws(WrongUse)
  -> ExerciseTask
{
  let found = try choose(typed, among: tasks)
  guard let first = found.first, found.count == 1 else {
    let names = found.map(\.name.description).joined(separator: ", ")
    throw WrongUse(
      message: "'\(typed)' is a lesson, and this takes one exercise", fix: "name one: \(names)")
  }
  return first
}

/// One exercise; of a whole lesson the first that is not done.
package func chooseOpen(
  _ typed: String, among tasks: [ExerciseTask], _ progress: LearnerProgress
) throws(WrongUse) -> ExerciseTask? {
  let found = try choose(typed, among: tasks)
  return found.first { progress.status(of: $0) != .done } ?? found.first
}

/// `workspace/bce/bceWithLogits.swift`, as a shell completes it, means `bce/bceWithLogits`.
private func nameFromPath(_ typed: String) -> String {
  guard typed.hasSuffix(".swift") else {
    return typed.hasSuffix("/") ? String(typed.dropLast()) : typed
  }
  return typed.dropLast(6).split(separator: "/").suffix(2).joined(separator: "/")
}

private func unknownExercise(_ typed: String, _ word: String, _ tasks: [ExerciseTask]) -> WrongUse {
  let names = Set(tasks.flatMap { [$0.name.description, $0.name.exercise, $0.name.lesson] })
  let guess = didYouMean(word, among: names.sorted())
  let lesson = word.split(separator: "/").first.map(String.init)
  let inLesson = tasks.filter { $0.name.lesson == lesson }.map(\.name.description)
  return WrongUse(
    message: "'\(typed)' names no exercise or lesson\(guess)",
    fix: inLesson.isEmpty || !guess.isEmpty
      ? "gradus list shows all names"
      : "\(lesson ?? "") has: \(inLesson.joined(separator: ", "))")
}
