import ArgumentParser
import GradusDiagnostics
import GradusGrading
import GradusLessons
import GradusRunner
import GradusWorkspace

/// `gradus release`: the course as students get it.
struct ReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Write a student repository: no solutions, hidden checks or wrong answers.",
    discussion: """
      In place of each solution it holds what the solution answers to the calls of the visible checks. \
      The folder is new and has no history; make it a repository yourself.
      """)

  @OptionGroup var options: CommonOptions
  @Argument(help: "A folder that is not there yet.", completion: .directory) var out: String
  @Option(
    help: ArgumentHelp(
      "The repository of Gradus that students and their CI take.", valueName: "owner/name"))
  var gradus: String?

  func run() async throws {
    let session = try Session(options)
    if let gradus, gradus.wholeMatch(of: /[A-Za-z0-9_.\-]+\/[A-Za-z0-9_.\-]+/) == nil {
      throw WrongUse(
        message: "'\(gradus)' is no repository", fix: "write owner and name, such as school/gradus")
    }
    let errors = session.findings.filter { $0.severity == .error }.count
    guard errors == 0 else {
      throw WrongUse(
        message: "the course has \(counted(errors, "error"))", fix: "gradus lint")
    }
    let folder = Folder(absolutePath(out, in: session.environment.folder))
    guard folder.names(in: ".").isEmpty else {
      throw WrongUse(
        message: "'\(out)' is not empty", fix: "name a folder that is not there yet")
    }
    let runner = try session.runner()
    let recorded = await inParallel(session.course.exercises) { job in
      await runner.recordAnswers(job.exercise, in: job.lesson, seed: Seed.local)
    } each: { _, _ in
    }
    var answers: [ExerciseName: String] = [:]
    for ((_, exercise), result) in zip(session.course.exercises, recorded) {
      answers[exercise.name] = try result.get()
    }
    let files = releasedCourse(
      session.course, files: try readCourseFiles(session.courseFolder), answers: answers,
      gradus: gradus)
    for file in files { try folder.replace(file.path, file.text) }
    session.console.say(
      """
      \(out) is ready: \(counted(session.course.lessons.count, "lesson")), \
      \(counted(session.course.exercises.count, "exercise")), no solutions.
      next: cd '\(out)' && git init && git add . && git commit -m 'The course'
      """)
    if gradus == nil {
      session.console.say(
        """
        Its workflow takes Gradus from the repository that the variable GRADUS names there (owner/name);
        --gradus owner/name writes it into the workflow instead.
        """)
    }
  }
}
