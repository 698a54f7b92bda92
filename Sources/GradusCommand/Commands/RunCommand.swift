import ArgumentParser
import GradusDiagnostics
import GradusLessons
import GradusRunner
import GradusWorkspace

/// `gradus run lesson/example`: a worked example, run here and now.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run an example of a lesson; its figures are saved as SVG.")

  @OptionGroup var options: CommonOptions
  @Argument(help: "The example, as lesson/example; a lesson alone lists its examples.")
  var example: String

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
    let runner = try session.runner()
    let progress = ProgressLine(session.console, isShown: true)
    progress.show("running \(lesson.slug)/\(chosen.id)")
    let run = await runner.run(chosen, in: lesson)
    progress.clear()
    session.console.say(run.stdout.trimmedEnd)
    for figure in run.figures {
      let path =
        "figures/\(lesson.slug)-\(chosen.id)-\(figure.id.isEmpty ? "figure" : figure.id).svg"
      try session.workspace.folder.replace(path, figure.svg)
      session.console.say(figureWords(figure, path: "\(session.workspaceShown)/\(path)"))
    }
    let findings = exampleFindings(chosen, run)
    printFindings(findings, session, .text)
    session.console.say("next: gradus read \(lesson.slug)".called(session.environment.call))
    if findings.contains(where: { $0.severity == .error }) { throw ExitStatus.failed }
  }
}

func exampleList(_ lesson: Lesson) -> String {
  guard let first = lesson.examples.first else {
    return "\(lesson.title) has no examples.\nnext: gradus read \(lesson.slug)"
  }
  let names = lesson.examples.map { "  \(lesson.slug)/\($0.id)" }.joined(separator: "\n")
  return
    "\(lesson.title) has these examples:\n\(names)\nnext: gradus run \(lesson.slug)/\(first.id)"
}

func unknownExample(_ id: String, in lesson: Lesson) -> WrongUse {
  WrongUse(
    message: "'\(id)' names no example of \(lesson.slug)"
      + didYouMean(id, among: lesson.examples.map(\.id)),
    fix: "gradus run \(lesson.slug) lists them")
}

func figureWords(_ figure: RunFigure, path: String) -> String {
  "\n\(figure.title.isEmpty ? "Figure" : figure.title): \(figure.description)\nsaved as \(path)"
}
