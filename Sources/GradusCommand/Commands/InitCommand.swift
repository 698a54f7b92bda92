import ArgumentParser
package import GradusWorkspace

/// `gradus init [dir]`: makes a workspace anywhere.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a workspace: one Swift file per exercise.")

  @OptionGroup var options: CommonOptions
  @Argument(help: "The folder; 'workspace' if you name none.", completion: .directory)
  var folder: String?

  func run() async throws {
    let environment = Environment.current()
    var options = options
    if let folder { options.workspace = folder }
    let session = try Session(options, environment: environment)
    let plan = try session.prepareWorkspace()
    session.console.say(
      initScreen(
        plan, exercises: session.tasks.count, folder: session.workspaceShown,
        resume: resumeCommand(session)))
  }

  private func resumeCommand(_ session: Session) -> String {
    let isAround = ancestor(of: session.environment.folder, with: "Lessons/course.md")
    let standard = isAround.map { "\($0)/workspace" }
    let call = session.environment.call
    return session.workspace.folder.path == standard
      ? call : "cd '\(session.workspaceShown)' && \(callFromElsewhere(session.environment))"
  }
}

/// How to call the launcher from another folder.
func callFromElsewhere(_ environment: Environment) -> String {
  guard environment.call.contains("/") else { return environment.call }
  return absolutePath(environment.call, in: environment.folder)
}

/// What `init` did, and what to type next.
package func initScreen(_ plan: Plan, exercises: Int, folder: String, resume: String) -> String {
  var lines = noteLines(plan.notes)
  lines.append(
    "\(folder) is ready: \(exercises) \(exercises == 1 ? "exercise" : "exercises"), one Swift file each."
  )
  lines.append("next: \(resume)")
  return lines.joined(separator: "\n")
}

/// What the learner should know after a course changed; silence about files that are simply new.
package func noteLines(_ notes: [Plan.Note]) -> [String] {
  notes.compactMap { note in
    switch note {
    case .created: nil
    case .refreshed(let name):
      "\(name) changed in the course; you had not begun, so your file is the new one."
    case .kept(let name):
      "\(name) changed in the course; your file is as you left it. 'gradus reset \(name)' takes the new starter and keeps yours as a backup."
    case .orphaned(let name):
      "\(name) is no longer part of the course; your file stays where it is."
    }
  }
}
