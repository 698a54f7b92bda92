import ArgumentParser
import GradusGrading
import GradusLessons

/// `gradus similar`: near-identical submissions of a class.
struct SimilarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar", abstract: "Find submissions that are nearly the same; for you alone.",
    discussion: """
      Names, comments and layout do not count, and neither does what the course itself holds or most of \
      a class wrote. Nothing is run. What it finds is a reason to look, and no verdict.
      """)

  @OptionGroup var options: CommonOptions
  @OptionGroup var format: FormatOption
  @Argument(
    help: ArgumentHelp(
      "Each a folder, a git work tree, or a zip, tar or tar.gz; named for its student.",
      valueName: "submission"), completion: .file())
  var submissions: [String]
  @Option(help: ArgumentHelp("How alike a pair must be, in percent.", valueName: "percent"))
  var least = 50

  func run() async throws {
    let session = try Session(options)
    guard (1...100).contains(least) else {
      throw WrongUse(
        message: "\(least) is no percentage from 1 to 100", fix: "leave it out, or write --least 80"
      )
    }
    let names = session.course.exercises.map(\.exercise.name)
    let named = try nameSubmissions(submissions, in: session.environment.folder)
    let read = await inParallel(named) {
      readSubmission($0, exercises: names)
    } each: { _, _ in
    }
    let found = similarity(of: read, exercises: session.course.exercises, least: least)
    switch format.format {
    case .text: session.console.say(similarityText(found))
    case .json: session.console.write(encoded(found, pretty: true) + "\n")
    }
  }
}
