import ArgumentParser
import GradusDiagnostics
package import GradusLessons
import GradusRunner
import GradusWorkspace

/// `gradus run lesson/example`: a worked example, run here and now, as the lesson has it or otherwise.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract:
      "Run an example of a lesson, with other values if you like; figures are saved as SVG.",
    discussion: """
      The parameters of an example are the numbers, texts and lists that stand at the top of its code, \
      as in 'let steps = 3000'; 'gradus run LESSON' lists them. A seed is what manualSeed(…) and \
      Generator(seed: …) are given there, or what a loop 'for seed in …' goes through.
      """)

  @OptionGroup var options: CommonOptions
  @Argument(
    help: "The example, as lesson/example; a lesson alone lists its examples.",
    completion: .examples)
  var example: String
  @Option(
    help: ArgumentHelp(
      "Run it with another value, such as steps=500; may be given several times.",
      valueName: "name=value"))
  var set: [String] = []
  @Option(help: "Draw what is random from another seed: any whole number.") var seed: UInt64?

  func run() async throws {
    let session = try Session(options)
    let parts = example.split(separator: "/", maxSplits: 1).map(String.init)
    let lesson = try session.chooseLesson(parts.first ?? example)
    guard parts.count == 2 else {
      session.console.say(exampleList(lesson).called(session.environment.call))
      return
    }
    guard let chosen = lesson.examples.first(where: { $0.id == parts[1] }) else {
      throw unknownExample(parts[1], in: lesson)
    }
    let overrides = Overrides(settings: try set.map(setting), seed: seed)
    let program: Example
    do {
      program = try chosen.with(overrides)
    } catch {
      throw WrongUse(message: error.message, fix: error.fix)
    }
    let run = await follow(program, in: experiment(lesson, overrides), session)
    show(run.figures, of: chosen, overrides, session)
    let findings = exampleFindings(chosen, run).filter { overrides.isEmpty || !$0.isAboutTheLesson }
    printFindings(findings, session, .text)
    session.console.say(nextWords(chosen, overrides).called(session.environment.call))
    if findings.contains(where: { $0.severity == .error }) { throw ExitStatus.failed }
  }

  /// Runs it with a bar that moves and with what it prints as soon as it is printed.
  private func follow(_ program: Example, in lesson: Lesson, _ session: Session) async -> ExampleRun
  {
    var runner: Runner
    do {
      runner = try session.runner()
    } catch {
      return ExampleRun(key: program.key, outcome: .failed(error.description))
    }
    // Whoever types this wants to see it run.
    runner.usesResults = false
    let live = LiveRun(session.console, name: program.key)
    let run = await runner.run(program, in: lesson) { live.show($0) }
    live.end()
    return run
  }

  private func show(
    _ figures: [RunFigure], of example: Example, _ overrides: Overrides, _ session: Session
  ) {
    let console = session.console
    for (number, figure) in figures.enumerated() {
      let path = figurePath(figure, of: example, number: number + 1, overrides)
      do {
        try session.workspace.folder.replace(path, figure.svg)
        console.say(
          figureWords(
            figure, path: "\(session.workspaceShown)/\(path)", width: console.width,
            isPlain: console.isPlain))
      } catch {
        console.say(
          figureWords(figure, path: nil, width: console.width, isPlain: console.isPlain))
        console.note("gradus: \(error)".called(session.environment.call))
      }
    }
  }
}

/// `steps=500` as its two halves.
private func setting(_ typed: String) throws(WrongUse) -> Overrides.Setting {
  guard let equals = typed.firstIndex(of: "="), equals > typed.startIndex else {
    throw WrongUse(
      message: "'--set \(typed)' sets nothing", fix: "write it as --set name=value, without spaces")
  }
  return .init(
    name: String(typed[..<equals]).trimmed, literal: String(typed[typed.index(after: equals)...]))
}

/// The lesson with more time for a run that it did not plan: ten minutes, and Ctrl-C ends it earlier.
private func experiment(_ lesson: Lesson, _ overrides: Overrides) -> Lesson {
  guard !overrides.isEmpty else { return lesson }
  var lesson = lesson
  lesson.limits.seconds = max(lesson.limits.seconds ?? 0, 600)
  return lesson
}

extension Diagnostic {
  /// Whether it compares a run with what the lesson promises, which other values need not keep.
  fileprivate var isAboutTheLesson: Bool {
    ["OutputDiffers", "BandMissed", "ExampleShouldFail"].contains(id)
  }
}

package func exampleList(_ lesson: Lesson) -> String {
  guard let first = lesson.examples.first else {
    return "\(lesson.title) has no examples.\nnext: gradus read \(lesson.slug)"
  }
  let names = lesson.examples.map { example in
    (["  \(example.key)"] + parameters(of: example).map(\.typed)).joined(separator: "  ")
  }
  return
    "\(lesson.title) has these examples, with the values that --set can change:\n"
    + "\(names.joined(separator: "\n"))\nnext: gradus run \(first.key)"
}

func unknownExample(_ id: String, in lesson: Lesson) -> WrongUse {
  WrongUse(
    message: "'\(id)' names no example of \(lesson.slug)"
      + didYouMean(id, among: lesson.examples.map(\.id)),
    fix: "gradus run \(lesson.slug) lists them")
}

/// What to type after a run: the same with another value, while that has not been tried.
package func nextWords(_ example: Example, _ overrides: Overrides) -> String {
  guard overrides.isEmpty, let parameter = parameters(of: example).first else {
    return "next: gradus read \(example.lesson)"
  }
  return "next: gradus run \(example.key) --set \(parameter.typed)   (with a value of yours)"
}
