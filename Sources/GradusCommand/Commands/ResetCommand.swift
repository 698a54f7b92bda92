import ArgumentParser
package import GradusWorkspace

/// `gradus reset`: the starter again; what was there is kept.
struct ResetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset", abstract: "Put the starter back; your file is kept as a backup.")

  @OptionGroup var options: CommonOptions
  @Argument(help: "The exercise, as lesson/exercise.", completion: .exercises) var exercise: String?
  @Flag(help: "Put the newest backup back instead.") var undo = false

  func run() async throws {
    let session = try Session(options)
    guard let exercise else {
      // What puts a file aside is told which one.
      let name = session.nextName().map { "gradus reset \($0)" } ?? "gradus list shows all names"
      throw WrongUse(message: "which exercise should begin again?", fix: name)
    }
    let task = try chooseOne(exercise, among: session.tasks)
    func place(_ path: String) -> String {
      session.workspaceShown == "." ? path : "\(session.workspaceShown)/\(path)"
    }
    let words =
      undo
      ? undoWords(
        task, restored: try session.workspace.undoReset(task, time: backupTime()).map(place))
      : resetWords(task, backup: try session.workspace.reset(task, time: backupTime()).map(place))
    session.console.say(words.called(session.environment.call))
  }
}

package func resetWords(_ task: ExerciseTask, backup: String?) -> String {
  let kept = backup.map { "\nYour file is kept as \($0)" } ?? ""
  return
    "\(task.name) is as the course gives it.\(kept)\nnext: gradus reset \(task.name) --undo   (takes it back)"
}

package func undoWords(_ task: ExerciseTask, restored: String?) -> String {
  guard let restored else {
    return "\(task.name) has no backup, so nothing changed.\nnext: gradus check \(task.name)"
  }
  return "\(task.name) is back from \(restored)\nnext: gradus check \(task.name)"
}
