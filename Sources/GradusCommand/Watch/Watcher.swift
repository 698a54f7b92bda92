import Foundation
import GradusDiagnostics
import GradusLessons
import GradusRunner
import GradusWorkspace
import Synchronization

/// Watches the workspace: every save is a check, every key an answer.
///
/// One loop asks, fifty times a second, what was saved, pressed, resized or judged. Asking works
/// where events do not (mounted folders, containers, WSL), and costs about a hundredth of a core
/// (measured: 12 ms of each second), although only the exercise on the screen is looked at each time.
struct Watcher {
  let session: Session
  let runner: Runner
  var state: WatchState
  private var stamps: [String: FileStamp]
  private var check: Task<Void, Never>?
  private var number = 0
  private let inbox = Inbox()
  private var screen: Canvas
  /// What the lesson on the screen was laid out with.
  private var printer: LessonPrinter?

  static let tick = Duration.milliseconds(20)
  /// After so many ticks the other exercises are looked at as well: 80 ms, which nobody notices.
  private static let ticksBetweenLooks = 4
  private var ticks = 0

  /// Verdicts on their way from the checks to the loop; each with the number of its check.
  private final class Inbox: Sendable {
    private let verdicts = Mutex<[(number: Int, file: String, verdict: Verdict)]>([])

    func put(_ number: Int, _ file: String, _ verdict: Verdict) {
      verdicts.withLock { $0.append((number, file, verdict)) }
    }

    func take() -> [(number: Int, file: String, verdict: Verdict)] {
      verdicts.withLock { waiting in
        let taken = waiting
        waiting = []
        return taken
      }
    }
  }

  init(session: Session, runner: Runner, task: ExerciseTask, welcome: String?) throws {
    self.session = session
    self.runner = runner
    let progress = try session.workspace.progress()
    state = WatchState(tasks: session.tasks, progress: progress, task: task)
    state.welcome = welcome
    state.call = session.environment.call
    state.titles = lessonTitles(session.course)
    stamps = session.workspace.stamps(of: session.tasks)
    screen = Canvas(console: session.console)
  }

  /// Runs until the learner leaves.
  ///
  /// - Returns: the signal that ended it, if one did.
  mutating func run() async -> Int32? {
    let keyboard = Keyboard()
    if session.console.hasKeyboard { keyboard.open() }
    defer {
      check?.cancel()
      keyboard.close()
      screen.end()
    }
    enter(state.task, welcome: state.welcome, notice: state.notice)
    while true {
      if let signal = Keyboard.endingSignal { return signal }
      var isChanged = screen.isResized || Keyboard.takeResumed()
      if isChanged, session.console.hasKeyboard { keyboard.open() }
      for key in session.console.hasKeyboard ? keyboard.pressed() : [] {
        isChanged = true
        if let action = state.press(key, rows: session.console.size.rows), perform(action) {
          return nil
        }
      }
      isChanged = noticeSaves() || isChanged
      let hasVerdict = takeVerdicts()
      if isChanged || hasVerdict { draw(fresh: hasVerdict) }
      try? await Task.sleep(for: Watcher.tick)
    }
  }

  /// Does what a key asked for; true means: leave.
  private mutating func perform(_ action: WatchState.Action) -> Bool {
    switch action {
    case .quit: return true
    case .check: startCheck()
    case .go(let name):
      if let task = session.tasks.first(where: { $0.name == name }) { enter(task) }
    case .hint: openHint()
    case .read: openLesson()
    case .solution: openSolution()
    case .reset: reset()
    }
    return false
  }

  private mutating func enter(
    _ task: ExerciseTask, welcome: String? = nil, notice: String? = nil
  ) {
    state.turn(to: task)
    state.welcome = welcome
    state.notice = notice
    remember { $0.current = task.name.description }
    if let (exercise, _) = session.exercise(task.name) { state.hintCount = exercise.hints.count }
    startCheck()
    draw(fresh: true)
  }

  /// Starts a check of the file as it is now; an older one that still runs is given up.
  private mutating func startCheck() {
    check?.cancel()
    number += 1
    guard let (exercise, lesson) = session.exercise(state.task.name) else { return }
    let file: LearnerFile
    do {
      file = try session.learnerFile(state.task)
    } catch {
      state.isMissing = error is WrongUse
      state.isChecking = false
      if let error = error as? GradusError { state.notice = "\(error)" }
      return
    }
    state.isMissing = false
    state.isChecking = true
    let (runner, inbox, number) = (runner, inbox, number)
    check = Task {
      let verdict = await runner.judge(
        exercise, in: lesson, file: file, seed: Seed.local, includingHidden: true)
      inbox.put(number, file.text, verdict)
    }
  }

  private mutating func takeVerdicts() -> Bool {
    var isNew = false
    for (number, file, verdict) in inbox.take() where number == self.number {
      isNew = true
      state.isChecking = false
      // The welcome has been read by whoever saves a second time.
      if state.verdict != nil { state.welcome = nil }
      state.verdict = verdict
      let task = state.task
      remember {
        $0.record(task, passed: verdict.hasPassed, file: file, mistake: knownMistake(verdict))
      }
    }
    return isNew
  }

  /// Looks for saved and deleted files; saving another exercise's file turns to that exercise.
  private mutating func noticeSaves() -> Bool {
    ticks += 1
    let path = state.task.path
    guard
      ticks.isMultiple(of: Watcher.ticksBetweenLooks)
        || session.workspace.folder.stamp(path) != stamps[path]
    else { return false }
    let now = session.workspace.stamps(of: session.tasks)
    let changes = Changes(from: stamps, to: now)
    guard !changes.isEmpty else { return false }
    stamps = now
    // What was said stays until the learner does the next thing, and a verdict is not that.
    state.notice = nil
    if changes.saved.contains(state.task.path) || changes.deleted.contains(state.task.path) {
      startCheck()
    } else if let task = session.tasks.first(where: { changes.saved.contains($0.path) }) {
      enter(task)
    } else {
      return false
    }
    return true
  }

  private mutating func openHint() {
    guard let (exercise, _) = session.exercise(state.task.name) else { return }
    let mistake = state.verdict.flatMap(knownMistake)
    guard let next = exercise.nextHint(opened: state.openHints, mistake: mistake?.id) else {
      state.notice =
        exercise.hints.isEmpty ? "This exercise has no hints." : "That was the last hint."
      return
    }
    state.openHints.append(next)
    let name = state.task.name
    remember { $0[name].open(next) }
  }

  private mutating func openLesson() {
    guard let (_, lesson) = session.exercise(state.task.name) else { return }
    let printer = session.printer(lesson, takesKeys: !session.console.isPlain)
    guard !session.console.isPlain else {
      session.console.say("\(lesson.title)\n\(printer.wholeText())")
      return
    }
    self.printer = printer
    state.panel = .text(title: lesson.title, Pages(printer.pieces()))
  }

  /// What was laid out for another width is laid out anew.
  private mutating func followWidth() {
    if let (exercise, _) = session.exercise(state.task.name) {
      state.hints = session.hintTexts(exercise, state.openHints)
    }
    guard case .text(let title, let pages) = state.panel, var printer,
      printer.width != session.textWidth
    else { return }
    printer.width = session.textWidth
    self.printer = printer
    state.panel = .text(title: title, pages.laidOutAgain(printer.pieces()))
  }

  private mutating func openSolution() {
    guard let (exercise, _) = session.exercise(state.task.name) else { return }
    guard state.progress.status(of: state.task) != .pending else {
      state.notice =
        "The solution opens when you have passed; 'gradus solution \(state.task.name) --spoil' shows it now."
        .called(session.environment.call)
      return
    }
    let name = state.task.name
    remember { $0[name].solutionShown = true }
    show("Solution of \(name)", solutionText(exercise))
  }

  private mutating func show(_ title: String, _ text: String) {
    guard !session.console.isPlain else {
      session.console.say("\(title)\n\(text)")
      return
    }
    printer = nil
    state.panel = .text(title: title, Pages(text))
  }

  private mutating func reset() {
    do {
      let backup = try session.workspace.reset(state.task, time: backupTime())
      state.progress = try session.workspace.progress()
      stamps = session.workspace.stamps(of: session.tasks)
      startCheck()
      state.notice =
        "The starter is back."
        + (backup.map { " Your file is kept as \(session.workspaceShown)/\($0)" } ?? "")
    } catch {
      state.notice = "\(error)"
    }
  }

  /// Changes what is remembered; a disk that is full or read-only does not stop the learning.
  private mutating func remember(_ change: (inout LearnerProgress) -> Void) {
    do {
      state.progress = try session.workspace.update(change)
      session.tellPages(state.progress)
    } catch {
      change(&state.progress)
      state.notice = "\(error)\n  until then your progress is kept only while this runs"
    }
  }

  private mutating func draw(fresh: Bool) {
    let size = session.console.size
    followWidth()
    screen.draw(
      body: state.body(
        file: session.shown(state.task),
        style: session.console.style, columns: size.columns, rows: size.rows),
      footer: state.footer(
        style: session.console.style, columns: size.columns, rows: size.rows), fresh: fresh)
  }
}
