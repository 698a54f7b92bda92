import ArgumentParser
package import GradusDiagnostics
package import GradusLessons
import GradusRunner
import GradusWorkspace

/// `gradus hint`: one more hint each time it is asked for.
struct HintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint",
    abstract: "Show the next hint of an exercise; the current one if you name none.")

  @OptionGroup var options: CommonOptions
  @Argument(
    help: "lesson/exercise; of a lesson, its first open one.", completion: .exercisesAndLessons)
  var exercise: String?
  @Flag(help: "Show the hints already opened again, and no new one.") var again = false

  func run() async throws {
    let session = try Session(options)
    guard let task = try session.task(exercise), let (exercise, _) = session.exercise(task.name)
    else {
      throw WrongUse(
        message: "every exercise is done", fix: "gradus hint lesson/exercise shows old hints")
    }
    let entry = try session.workspace.progress()[task.name]
    let mistake = (try? session.learnerFile(task)).flatMap { entry.mistake(in: $0.text) }
    var opened = entry.openedHints.filter(exercise.hints.indices.contains)
    if !again, let next = exercise.nextHint(opened: opened, mistake: mistake?.id) {
      session.remember { $0[task.name].open(next) }
      opened.append(next)
    }
    session.console.say(
      hintScreen(
        task.name, session.hintTexts(exercise, opened), of: exercise.hints.count,
        mistake: mistake?.message, style: session.console.style, width: session.textWidth
      ).called(session.environment.call))
  }
}

extension Session {
  /// Opened hints as text, with formulas and figures called what the lesson calls them.
  func hintTexts(_ exercise: Exercise, _ opened: [Int]) -> [String] {
    guard !opened.isEmpty, let lesson = course.lesson(exercise.name.lesson) else { return [] }
    let names = Names(lesson, in: course, runs: [:])
    return opened.filter(exercise.hints.indices.contains).map {
      terminalText(exercise.hints[$0], width: textWidth, style: console.style, names: names)
    }
  }
}

/// Hints in order, and how many are left.
///
/// What a known mistake means stands above them: it answers the question that was really asked.
package func hintScreen(
  _ name: ExerciseName, _ hints: [String], of all: Int, mistake: String? = nil, style: TextStyle,
  width: Int = 80
) -> String {
  guard all > 0 else { return "\(name) has no hints.\nnext: gradus read \(name.lesson)" }
  let known = mistake.map { message in
    [style.bold("About your last answer")] + wrapped(message, width: width) + [""]
  }
  var lines =
    (known ?? [])
    + hints.enumerated().flatMap { number, text in
      [style.bold("Hint \(number + 1) of \(all)"), text, ""]
    }
  if hints.isEmpty { lines.append("No hint of \(name) is open yet.") }
  lines.append(
    hints.count < all
      ? "next: gradus hint \(name)   (opens hint \(hints.count + 1) of \(all))"
      : "That was the last hint.\nnext: gradus check \(name)")
  return lines.joined(separator: "\n")
}
