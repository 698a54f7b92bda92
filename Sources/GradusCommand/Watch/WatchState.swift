import GradusDiagnostics
package import GradusLessons
package import GradusRunner
package import GradusWorkspace

/// What the watcher knows and shows; a value, so that every screen can be tested without a terminal.
package struct WatchState: Sendable {
  /// What lies over the verdict for a while.
  package enum Panel: Hashable, Sendable {
    case list(ListPanel)
    case text(title: String, Pages)
    case keys
  }

  package var tasks: [ExerciseTask]
  /// How the learner calls the program.
  package var call = "gradus"
  /// What the lessons are called, by their short names.
  package var titles: [String: String] = [:]
  package var progress: LearnerProgress
  package var task: ExerciseTask
  /// The last verdict about this exercise; it stays until the next one is there.
  package var verdict: Verdict?
  package var isChecking = false
  /// The learner's file is not on disk.
  package var isMissing = false
  /// Which hints are open here, in the order in which they were opened.
  package var openHints: [Int] = []
  /// The same as text.
  package var hints: [String] = []
  package var hintCount = 0
  /// One sentence about the last key or about a trouble.
  package var notice: String?
  /// Said once, on the very first start.
  package var welcome: String?
  package var panel: Panel?
  /// The next `x` puts the starter back.
  package var isResetAsked = false

  package init(tasks: [ExerciseTask], progress: LearnerProgress, task: ExerciseTask) {
    self.tasks = tasks
    self.progress = progress
    self.task = task
  }

  /// What a key asks the watcher to do; what only changes the picture happens in `press`.
  package enum Action: Hashable, Sendable {
    case check, hint, read, solution, reset, quit
    case go(ExerciseName)
  }

  package mutating func press(_ key: Key, rows: Int) -> Action? {
    notice = nil
    let asked = isResetAsked
    isResetAsked = false
    switch panel {
    case .list(let list): return pressInList(key, list)
    case .text(let title, var pages):
      let isLeft = pages.press(key, rows: pageRows(rows))
      panel = isLeft ? nil : .text(title: title, pages)
      return nil
    case .keys:
      panel = nil
      if key == .character("q") || key == .character("?") || key == .escape { return nil }
    case nil: break
    }
    switch key {
    case .character("h"): return .hint
    case .character("n"): return next()
    case .character("l"):
      panel = .list(ListPanel(at: task.name))
      return nil
    case .character("r"): return .read
    case .character("s"): return .solution
    case .character("x"):
      if asked { return .reset }
      isResetAsked = true
      notice = "Press x again to put the starter back; your file is kept as a backup."
      return nil
    case .character("c"), .enter: return .check
    case .character("?"):
      panel = .keys
      return nil
    case .character("q"), .end: return .quit
    default:
      if asked { notice = "Nothing was reset." }
      return nil
    }
  }

  private mutating func next() -> Action? {
    guard let next = progress.next(after: task.name, among: tasks) else {
      notice =
        progress.status(of: task) == .done
        ? "Every exercise is done. l lists them." : "This is the last one that is open."
      return nil
    }
    return .go(next.name)
  }

  private mutating func pressInList(_ key: Key, _ list: ListPanel) -> Action? {
    var list = list
    let answer = list.press(key, listRows(tasks, progress, titles: titles))
    panel = answer == .stay ? .list(list) : nil
    return switch answer {
    case .stay, .close: nil
    case .go(let name): .go(name)
    case .quit: .quit
    }
  }

  /// Turns to another exercise; what was known about the old one is forgotten.
  package mutating func turn(to task: ExerciseTask) {
    let (call, titles) = (call, titles)
    self = WatchState(tasks: tasks, progress: progress, task: task)
    (self.call, self.titles) = (call, titles)
  }
}
