import ArgumentParser
import GradusDiagnostics
import GradusLessons
import GradusRunner
import GradusWorkspace

/// `gradus read`: a lesson in the terminal.
struct ReadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Read a lesson here; the current one if you name none.")

  @OptionGroup var options: CommonOptions
  @Argument(help: "The lesson.", completion: .lessons) var lesson: String?
  @Flag(help: "Answer the questions of the lesson, with the reasons.") var answers = false

  func run() async throws {
    let session = try Session(options)
    let current = try session.currentTask()?.name.lesson
    guard let slug = lesson ?? current ?? session.course.lessons.first?.slug else {
      throw WrongUse(message: "the course has no lessons", fix: "gradus lint")
    }
    let lesson = try session.chooseLesson(slug)
    let takesKeys = !session.console.isPlain && session.console.hasKeyboard
    var printer = session.printer(lesson, takesKeys: takesKeys)
    printer.showsAnswers = answers
    if takesKeys {
      await page(printer, session.console)
    } else {
      session.console.say(printer.wholeText())
    }
    session.console.say("next: gradus   (the exercises)".called(session.environment.call))
  }
}

extension Session {
  /// Everything that is needed to show a lesson here; figures are those of the runs that are known.
  func printer(_ lesson: Lesson, takesKeys: Bool) -> LessonPrinter {
    var runs: [String: ExampleRun] = [:]
    if let runner = try? runner() {
      for example in lesson.examples {
        runs[example.key] = runner.knownRun(of: example, in: lesson)
      }
    }
    var printer = LessonPrinter(
      lesson: lesson, width: textWidth, style: console.style,
      names: Names(lesson, in: course, runs: runs), runs: runs)
    printer.call = environment.call
    printer.takesKeys = takesKeys
    return printer
  }

  /// Lines longer than 80 columns are hard to read, however wide the terminal is.
  var textWidth: Int { min(console.width, 80) }
}

/// Shows a lesson page by page until the reader has had enough.
func page(_ printer: LessonPrinter, _ console: Console) async {
  let keyboard = Keyboard()
  keyboard.open()
  var printer = printer
  var canvas = Canvas(console: console)
  var pages = Pages(printer.pieces())
  var isChanged = true
  var isOpen = true
  while isOpen && Keyboard.endingSignal == nil {
    let size = console.size
    if isChanged || canvas.isResized {
      if printer.width != min(size.columns, 80) {
        printer.width = min(size.columns, 80)
        pages = pages.laidOutAgain(printer.pieces())
      }
      canvas.draw(
        body: pageBody(printer.lesson.title, pages, style: console.style, rows: size.rows),
        footer: console.style.dim(pageFooter(pages, columns: size.columns, rows: size.rows)),
        fresh: false)
      isChanged = false
    }
    for key in keyboard.pressed() where isOpen {
      isChanged = true
      isOpen = !pages.press(key, rows: pageRows(size.rows))
    }
    try? await Task.sleep(for: Watcher.tick)
  }
  keyboard.close()
  canvas.end()
}
