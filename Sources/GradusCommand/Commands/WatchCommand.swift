import ArgumentParser
import GradusDiagnostics
import GradusRunner
import GradusWorkspace

/// `gradus`, `gradus watch`: back to the exercise; every save is checked.
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Go on where you left; every save is checked.")

  @OptionGroup var options: CommonOptions
  @Argument(
    help: "Another exercise to go to; of a lesson, its first open one.",
    completion: .exercisesAndLessons)
  var exercise: String?

  func run() async throws {
    let session = try Session(options)
    let isFirst = !session.workspace.exists
    let plan = try prepareOrExplain(session)
    guard let task = try session.task(exercise) ?? session.tasks.first else {
      throw WrongUse(message: "the course has no exercises", fix: "gradus lint")
    }
    let welcome =
      isFirst ? welcomeWords(file: session.shown(task), call: session.environment.call) : nil
    guard session.console.hasKeyboard else {
      if let welcome { session.console.say(welcome + "\n") }
      // Without a terminal nobody can press a key: one look, and what to type.
      return try await check([task], in: session, seed: Seed.local, format: .text)
    }
    let runner = try session.runner()
    var watcher = try Watcher(session: session, runner: runner, task: task, welcome: welcome)
    // What the course no longer has would be said at every start.
    let news = plan.notes.filter { if case .orphaned = $0 { false } else { true } }
    let notes = noteLines(news).joined(separator: "\n").called(session.environment.call)
    watcher.state.notice = notes.isEmpty ? nil : notes
    let signal = await watcher.run()
    session.console.say(
      farewell(
        task: watcher.state.task, progress: watcher.state.progress,
        tasks: session.tasks, call: session.environment.call))
    if let signal { throw ExitCode(128 + signal) }
  }
}

func farewell(
  task: ExerciseTask, progress: LearnerProgress, tasks: [ExerciseTask], call: String
) -> String {
  let done = tasks.filter { progress.status(of: $0) == .done }.count
  return
    "\(done) of \(counted(tasks.count, "exercise")) done. next: \(call)   (back to \(task.name))"
}
