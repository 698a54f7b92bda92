package import GradusLessons

/// How far a learner is, as kept in `.gradus/progress.json`: readable, versioned, never a grade.
package struct LearnerProgress: Codable, Hashable, Sendable {
  /// The one version this program writes; a higher one was written by a newer Gradus.
  package static let currentVersion = 1

  package var version = LearnerProgress.currentVersion
  /// The folder of the course, so that a workspace anywhere finds its lessons again.
  package var course: String?
  /// The exercise that `gradus` resumes.
  package var current: String?
  /// By the name of the exercise, as `bce/bceWithLogits`.
  package var exercises: [String: Entry] = [:]
  /// Fingerprints of the files that Gradus itself wrote (`Package.swift`, `bce/Shared.swift`).
  package var given: [String: String] = [:]

  package init() {}

  /// What is known about one exercise.
  package struct Entry: Codable, Hashable, Sendable {
    /// Fingerprint of the starter that was written; a file equal to it is untouched.
    package var starter: String?
    /// The exercise's key at the time it passed.
    package var passed: String?
    /// Points earned by the latest pass.
    package var points = 0
    /// Verdicts asked for with a changed file.
    package var tries = 0
    /// Fingerprint of the file of the latest try, so that checking the same text twice is one try.
    package var tried: String?
    package var hints = 0
    /// Which hints are open, in the order in which they were opened; nil in files of older versions.
    package var opened: [Int]?
    /// The mistake that the latest verdict recognised, if it did.
    package var mistake: Mistake?
    package var solutionShown = false

    package init() {}
  }

  /// A known mistake, and the sentence that explains it.
  package struct Mistake: Codable, Hashable, Sendable {
    package var id: String
    package var message: String

    package init(id: String, message: String) {
      self.id = id
      self.message = message
    }
  }

  package subscript(name: ExerciseName) -> Entry {
    get { exercises[name.description] ?? Entry() }
    set { exercises[name.description] = newValue }
  }
}

/// Where an exercise stands.
package enum Status: String, Codable, Hashable, Sendable {
  /// Passed, and the lesson still asks for the same.
  case done
  /// Passed once, but the lesson has changed since: worth a new check.
  case stale
  /// Not passed yet.
  case pending
}

extension LearnerProgress {
  package func status(of task: ExerciseTask) -> Status {
    guard let passed = self[task.name].passed else { return .pending }
    return passed == task.key ? .done : .stale
  }

  /// Notes a verdict; the latest one counts, so an exercise that breaks again is pending again.
  package mutating func record(
    _ task: ExerciseTask, passed: Bool, file: String, mistake: Mistake? = nil
  ) {
    var entry = self[task.name]
    let fingerprint = contentKey([file])
    // Looking at what the starter says is no try.
    let isTry = fingerprint != entry.starter && entry.tried != fingerprint
    if isTry || (passed && entry.passed != task.key) { entry.tries += 1 }
    entry.tried = fingerprint
    entry.mistake = mistake
    entry.passed = passed ? task.key : nil
    entry.points = passed ? task.points : 0
    self[task.name] = entry
  }

  /// The exercise to resume: the remembered one while it is unfinished, else the first unfinished one.
  package func resumed(among tasks: [ExerciseTask]) -> ExerciseTask? {
    if let current, let task = tasks.first(where: { $0.name.description == current }),
      status(of: task) != .done
    {
      return task
    }
    return tasks.first { status(of: $0) != .done }
  }

  /// The next unfinished exercise after this one, going round once; nil when all are done.
  package func next(after name: ExerciseName, among tasks: [ExerciseTask]) -> ExerciseTask? {
    let start = tasks.firstIndex { $0.name == name }.map { $0 + 1 } ?? 0
    return (tasks[start...] + tasks[..<start]).first { $0.name != name && status(of: $0) != .done }
  }
}

extension LearnerProgress.Entry {
  /// The open hints, in the order in which they were opened.
  package var openedHints: [Int] { opened ?? Array(0..<hints) }

  /// Notes that a hint was opened.
  package mutating func open(_ hint: Int) {
    guard !openedHints.contains(hint) else { return }
    opened = openedHints + [hint]
    hints = openedHints.count
  }

  /// The mistake that the latest verdict recognised, while the file is still what was judged.
  package func mistake(in file: String) -> LearnerProgress.Mistake? {
    tried == contentKey([file]) ? mistake : nil
  }
}
