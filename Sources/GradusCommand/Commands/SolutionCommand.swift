import ArgumentParser
package import GradusLessons
import GradusWorkspace

/// `gradus solution`: the author's answer, after yours or on request.
struct SolutionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solution",
    abstract: "Show the author's solution, once you have passed; the current one if you name none.")

  @OptionGroup var options: CommonOptions
  @Argument(help: "The exercise, as lesson/exercise.", completion: .exercises) var exercise: String?
  @Flag(help: "Show it before you have passed.") var spoil = false

  func run() async throws {
    let session = try Session(options)
    guard let task = try session.task(exercise), let (exercise, _) = session.exercise(task.name)
    else {
      throw WrongUse(
        message: "every exercise is done", fix: "gradus solution lesson/exercise shows an old one")
    }
    guard exercise.answers == nil else {
      throw WrongUse(
        message: "this course was released without solutions",
        fix: "gradus hint \(task.name)")
    }
    let status = try session.workspace.progress().status(of: task)
    guard status != .pending || spoil else {
      session.console.say(closedSolution(task.name).called(session.environment.call))
      throw ExitStatus.failed
    }
    session.remember { $0[task.name].solutionShown = true }
    session.console.say(solutionText(exercise))
    session.console.say("next: gradus check \(task.name)".called(session.environment.call))
  }
}

package func closedSolution(_ name: ExerciseName) -> String {
  """
  The solution of \(name) opens when you have passed.
  next: gradus hint \(name), or gradus solution \(name) --spoil
  """
}

/// The solution as one would write it: the block without the directives and the starter's branch,
/// which the solution keeps as empty lines so that line numbers agree.
package func solutionText(_ exercise: Exercise) -> String {
  let written = exercise.code.text.split(separator: "\n", omittingEmptySubsequences: false)
  let solved = exercise.solution.split(separator: "\n", omittingEmptySubsequences: false)
  return zip(written, solved).filter { $0 == $1 }.map { String($1) }
    .joined(separator: "\n").trimmedEnd
}
