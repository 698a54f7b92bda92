import ArgumentParser
import GradusDiagnostics

/// The commands, in the three groups of the help.
struct GradusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradus",
    abstract: "Deep learning in small steps: lessons you read, exercises you solve in your editor.",
    discussion: "'gradus' alone takes you back to the exercise you left.",
    version: gradusVersion,
    groupedSubcommands: [
      CommandGroup(
        name: "learn",
        subcommands: [
          WatchCommand.self, CheckCommand.self, HintCommand.self, ListCommand.self,
          ReadCommand.self, RunCommand.self, SolutionCommand.self, ResetCommand.self,
          InitCommand.self,
        ]),
      CommandGroup(
        name: "write",
        subcommands: [
          LintCommand.self, VerifyCommand.self, BuildCommand.self, ServeCommand.self,
          NewCommand.self,
        ]),
      CommandGroup(
        name: "run a class",
        subcommands: [
          ReleaseCommand.self, GradeCommand.self, RegradeCommand.self, ReportCommand.self,
          SimilarCommand.self, DoctorCommand.self, ManualCommand.self,
        ]),
    ],
    defaultSubcommand: WatchCommand.self)
}

/// As `--version` and every grade report say it.
let gradusVersion = "0.1.0"

/// Runs one command line and returns the exit status; the whole program is this call.
package func runGradus(_ arguments: [String]) async -> Int32 {
  let environment = Environment.current()
  let console = Console(environment: environment, plain: arguments.contains("--plain"))
  do {
    let arguments = commandFirst(arguments)
    try refuseUnknownCommand(arguments) { namesInCourse(for: arguments) }
    var command = try GradusCommand.parseAsRoot(arguments)
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
    return 0
  } catch {
    return report(error, console: console, call: environment.call)
  }
}

/// Says what went wrong in its own words and picks the exit status.
private func report(_ error: any Error, console: Console, call: String) -> Int32 {
  if let wrong = error as? WrongUse {
    console.note("gradus: \(wrong.message)")
    console.note("  fix: \((wrong.fix ?? "gradus --help shows every command").called(call))")
    return ExitStatus.wrongUse.rawValue
  }
  if let cannot = error as? GradusError {
    console.note("gradus: \(cannot)".called(call))
    return [.internalFault, .lessonAtFault].contains(cannot.code)
      ? ExitStatus.bug.rawValue : ExitStatus.machineCannot.rawValue
  }
  let code = GradusCommand.exitCode(for: error)
  let words = GradusCommand.fullMessage(for: error)
  if code == .success {
    console.say(words)
    return 0
  }
  if !words.isEmpty { console.note(words) }
  return code == .validationFailure ? ExitStatus.wrongUse.rawValue : code.rawValue
}

/// Puts the command before the common options: `gradus --plain list` is `gradus list --plain`.
package func commandFirst(_ arguments: [String]) -> [String] {
  var place = 0
  while place < arguments.count {
    switch arguments[place] {
    case "--plain": place += 1
    case "--course", "--workspace": place += 2
    case let word where commandNames().contains(word):
      // Of `report merge`, both words stay together.
      let end = word == "report" ? min(place + 2, arguments.count) : place + 1
      return Array(arguments[place..<end]) + arguments[..<place] + arguments[end...]
    default: return arguments
    }
  }
  return arguments
}

/// With the default command, a mistyped command would look like a mistyped exercise.
///
/// - Parameter exercises: what else the word may be, asked for only when it is no command
package func refuseUnknownCommand(
  _ arguments: [String], exercises: () -> [String] = { [] }
) throws(WrongUse) {
  guard let word = arguments.first, !word.hasPrefix("-"), !word.contains("/"),
    !word.hasSuffix(".swift")
  else { return }
  let names = commandNames() + ["help"]
  guard !names.contains(word) else { return }
  let others = exercises()
  guard !others.contains(word) else { return }
  throw WrongUse(
    message: "'\(word)' is not a command, an exercise or a lesson"
      + didYouMean(word, among: names + others))
}

package func commandNames() -> [String] {
  GradusCommand.configuration.groupedSubcommands.flatMap(\.subcommands).compactMap {
    $0.configuration.commandName
  }
}

extension String {
  /// Suggestions say `gradus …`; a learner who typed `./gradus` reads `./gradus …`.
  package func called(_ call: String) -> String {
    call == "gradus" ? self : replacing("gradus ", with: "\(call) ")
  }
}
