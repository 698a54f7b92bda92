import ArgumentParser
import GradusDiagnostics
package import GradusLessons
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
    for (number, figure) in run.figures.enumerated() {
      let path = figurePath(figure, of: chosen, number: number + 1)
      try session.workspace.folder.replace(path, figure.svg)
      session.console.say(
        figureWords(
          figure, path: "\(session.workspaceShown)/\(path)", width: min(session.console.width, 80)))
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

/// Where a figure is saved in the workspace: `figures/bce-clamp-2.svg`, or with its own name.
package func figurePath(_ figure: RunFigure, of example: Example, number: Int) -> String {
  // An id is written `fig:clamp`, and a colon is no part of a file name everywhere.
  let id = figure.id.split(separator: ":").last.map(String.init) ?? "\(number)"
  let name = id == example.id ? example.id : "\(example.id)-\(id)"
  return "figures/\(example.lesson)-\(name).svg"
}

/// The figure in words, as for those who cannot see it, and where the picture is.
package func figureWords(_ figure: RunFigure, path: String, width: Int) -> String {
  let title = figure.title.isEmpty ? "Figure" : figure.title
  let lines = wrapped("\(title). \(figure.description)", width: width)
  return "\n\(lines.joined(separator: "\n"))\nsaved as \(path)"
}
