import ArgumentParser
import GradusLessons
import GradusWorkspace

/// `gradus list`: every exercise and how far it is.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show every exercise and how far you are.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var format: FormatOption
  @Argument(help: "Show only exercises with these words in their name or their lesson's title.")
  var search: [String] = []
  @Flag(help: "Show only what is not done.") var open = false

  func run() async throws {
    let session = try Session(options)
    let progress = try session.workspace.progress()
    let titles = lessonTitles(session.course)
    let rows = listRows(session.tasks, progress, titles: titles).filter { row in
      (!open || row.status != .done) && row.matches(search.joined(separator: " "))
    }
    if format.format == .json {
      for row in rows {
        session.console.say(jsonLine(ListRecord(row, file: session.shown(row.task))))
      }
      return
    }
    session.console.say(
      listScreen(
        rows, titles: titles, call: session.environment.call,
        style: session.console.style, width: session.console.width))
  }
}

func lessonTitles(_ course: Course) -> [String: String] {
  Dictionary(course.lessons.map { ($0.slug, $0.title) }, uniquingKeysWith: { first, _ in first })
}
