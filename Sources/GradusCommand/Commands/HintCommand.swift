import ArgumentParser
package import GradusDiagnostics
package import GradusLessons
import GradusWorkspace

/// `gradus hint`: one more hint each time it is asked for.
struct HintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint",
    abstract: "Show the next hint of an exercise; the current one if you name none.")

  @OptionGroup var options: CommonOptions
  @Argument(help: "The exercise, as lesson/exercise.") var exercise: String?
  @Flag(help: "Show the hints already opened again, and no new one.") var again = false

  func run() async throws {
    let session = try Session(options)
    guard let task = try session.task(exercise), let (exercise, _) = session.exercise(task.name)
    else {
      throw WrongUse(
        message: "every exercise is done", fix: "gradus hint lesson/exercise shows old hints")
    }
    let opened = try session.workspace.progress()[task.name].hints
    let showing = again ? opened : min(opened + 1, exercise.hints.count)
    if showing != opened {
      session.remember { $0[task.name].hints = max($0[task.name].hints, showing) }
    }
    let texts = exercise.hints.prefix(showing).map {
      terminalText($0, width: min(session.console.width, 80), style: session.console.style)
    }
    session.console.say(
      hintScreen(task.name, texts, of: exercise.hints.count, style: session.console.style)
        .called(session.environment.call))
  }
}

/// Hints in order, and how many are left.
package func hintScreen(_ name: ExerciseName, _ hints: [String], of all: Int, style: TextStyle)
  -> String
{
  guard all > 0 else { return "\(name) has no hints.\nnext: gradus read \(name.lesson)" }
  var lines = hints.enumerated().flatMap { number, text in
    [style.bold("Hint \(number + 1) of \(all)"), text, ""]
  }
  if hints.isEmpty { lines.append("No hint of \(name) is open yet.") }
  lines.append(
    hints.count < all
      ? "next: gradus hint \(name)   (opens hint \(hints.count + 1) of \(all))"
      : "That was the last hint.\nnext: gradus check \(name)")
  return lines.joined(separator: "\n")
}
