import ArgumentParser
import GradusDiagnostics
import GradusLessons
import GradusWorkspace

/// `gradus read`: a lesson in the terminal.
struct ReadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Read a lesson here; the current one if you name none.")

  @OptionGroup var options: CommonOptions
  @Argument(help: "The lesson.") var lesson: String?

  func run() async throws {
    let session = try Session(options)
    let current = try session.currentTask()?.name.lesson
    guard let slug = lesson ?? current ?? session.course.lessons.first?.slug else {
      throw WrongUse(message: "the course has no lessons", fix: "gradus lint")
    }
    let lesson = try session.chooseLesson(slug)
    let text = lessonText(
      lesson, width: min(session.console.width, 80), style: session.console.style
    ).called(session.environment.call)
    if session.console.isPlain || !session.console.hasKeyboard {
      session.console.say(text)
    } else {
      await page(text, title: lesson.title, session.console)
    }
    session.console.say("next: gradus   (the exercises)".called(session.environment.call))
  }
}

/// Shows a long text page by page until the reader has had enough.
func page(_ text: String, title: String, _ console: Console) async {
  let keyboard = Keyboard()
  keyboard.open()
  var canvas = Canvas(console: console)
  var pages = Pages(text)
  var isChanged = true
  var isOpen = true
  while isOpen && Keyboard.endingSignal == nil {
    let size = console.size
    if isChanged || canvas.isResized {
      canvas.draw(
        body: ([console.style.bold(title)] + pages.visible(size.rows - 3)).joined(separator: "\n"),
        footer: console.style.dim(
          String("Space on  b back  j down  k up  q close".prefix(max(size.columns - 1, 1)))),
        fresh: false)
      isChanged = false
    }
    for key in keyboard.pressed() where isOpen {
      isChanged = true
      isOpen = !pages.press(key, rows: size.rows - 3)
    }
    try? await Task.sleep(for: Watcher.tick)
  }
  keyboard.close()
  canvas.end()
}
