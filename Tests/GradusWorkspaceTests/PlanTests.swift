import GradusLessons
import GradusWorkspace
import Testing

let step = ExerciseTask(
  name: ExerciseName(lesson: "rnn", exercise: "step"), points: 2, starter: "func step() {}\n",
  key: "k1")

@Suite struct PlanTests {
  @Test func writesAStarterForEveryExerciseOfAnEmptyWorkspace() {
    let plan = plan([step], given: [], progress: LearnerProgress(), onDisk: [:])
    #expect(
      plan.files == [.init(path: "rnn/step.swift", text: "func step() {}\n", rule: .createOnly)])
    #expect(plan.notes == [.created(step.name)])
    #expect(plan.progress[step.name].starter == contentKey([step.starter]))
  }

  @Test func writesNothingWhenNothingChanged() {
    let first = plan([step], given: [], progress: LearnerProgress(), onDisk: [:])
    let second = plan(
      [step], given: [], progress: first.progress, onDisk: [step.path: "func step() { mine }"])
    #expect(second.files.isEmpty)
    #expect(second.notes.isEmpty)
    #expect(second.progress == first.progress)
  }

  @Test func bringsAnUntouchedFileUpToAChangedLesson() {
    let first = plan([step], given: [], progress: LearnerProgress(), onDisk: [:])
    var changed = step
    changed.starter = "func step(_ x: Float) {}\n"
    let second = plan(
      [changed], given: [], progress: first.progress, onDisk: [step.path: step.starter])
    #expect(
      second.files == [.init(path: step.path, text: changed.starter, rule: .replace)])
    #expect(second.notes == [.refreshed(step.name)])
  }

  @Test func keepsAFileThatTheLearnerHasBegunAndSaysSoOnce() {
    let first = plan([step], given: [], progress: LearnerProgress(), onDisk: [:])
    var changed = step
    changed.starter = "func step(_ x: Float) {}\n"
    let mine = [step.path: "func step() { mine }"]
    let second = plan([changed], given: [], progress: first.progress, onDisk: mine)
    #expect(second.files.isEmpty)
    #expect(second.notes == [.kept(step.name)])
    let third = plan([changed], given: [], progress: second.progress, onDisk: mine)
    #expect(third.notes.isEmpty)
  }

  @Test func neverWritesOverAFileItDidNotMake() {
    let plan = plan(
      [step], given: [], progress: LearnerProgress(), onDisk: [step.path: "older work"])
    #expect(plan.files.isEmpty)
  }

  @Test func renewsItsOwnPackageFileAndLeavesAnAdoptedOne() {
    let first = plan(
      [], given: [("Package.swift", "one")], progress: LearnerProgress(), onDisk: [:])
    #expect(first.files == [.init(path: "Package.swift", text: "one", rule: .createOnly)])
    let renewed = plan(
      [], given: [("Package.swift", "two")], progress: first.progress,
      onDisk: ["Package.swift": "one"])
    #expect(renewed.files == [.init(path: "Package.swift", text: "two", rule: .replace)])
    let adopted = plan(
      [], given: [("Package.swift", "two")], progress: first.progress,
      onDisk: ["Package.swift": "my own"])
    #expect(adopted.files.isEmpty)
  }

  @Test func mentionsProgressForAnExerciseThatIsGone() {
    var progress = LearnerProgress()
    progress.exercises["rnn/old"] = .init()
    let plan = plan([step], given: [], progress: progress, onDisk: [step.path: step.starter])
    #expect(plan.notes == [.orphaned("rnn/old")])
  }
}

@Suite struct ProgressTests {
  @Test func isDoneUntilTheLessonAsksForSomethingElse() {
    var progress = LearnerProgress()
    #expect(progress.status(of: step) == .pending)
    progress.record(step, passed: true, file: "a")
    #expect(progress.status(of: step) == .done)
    #expect(progress[step.name].points == 2)
    var changed = step
    changed.key = "k2"
    #expect(progress.status(of: changed) == .stale)
  }

  @Test func countsATryOncePerChangedFile() {
    var progress = LearnerProgress()
    progress.record(step, passed: false, file: "a")
    progress.record(step, passed: false, file: "a")
    progress.record(step, passed: false, file: "b")
    #expect(progress[step.name].tries == 2)
  }

  @Test func isPendingAgainWhenTheLatestVerdictFails() {
    var progress = LearnerProgress()
    progress.record(step, passed: true, file: "a")
    progress.record(step, passed: false, file: "b")
    #expect(progress.status(of: step) == .pending)
    #expect(progress[step.name].points == 0)
  }

  @Test func resumesTheRememberedExerciseThenTheFirstOpenOne() {
    var later = step
    later.name = ExerciseName(lesson: "rnn", exercise: "unroll")
    var progress = LearnerProgress()
    #expect(progress.resumed(among: [step, later]) == step)
    progress.current = "rnn/unroll"
    #expect(progress.resumed(among: [step, later]) == later)
    progress.record(later, passed: true, file: "a")
    #expect(progress.resumed(among: [step, later]) == step)
    #expect(progress.next(after: step.name, among: [step, later]) == nil)
    #expect(progress.next(after: later.name, among: [step, later]) == step)
  }
}

@Suite struct ContentKeyTests {
  @Test func tellsPartsApart() {
    #expect(contentKey(["ab", "c"]) != contentKey(["a", "bc"]))
    #expect(contentKey(["ab", "c"]) == contentKey(["ab", "c"]))
    #expect(contentKey([]) == "cbf29ce484222325")
  }
}

@Suite struct ChangesTests {
  private func stamp(_ seconds: Int, inode: UInt64 = 1) -> FileStamp {
    FileStamp(seconds: seconds, nanoseconds: 0, size: 3, inode: inode)
  }

  @Test func seesASaveARenameIntoPlaceANewFileAndADeletion() {
    let changes = Changes(
      from: ["a": stamp(1), "b": stamp(1), "c": stamp(1), "d": stamp(1)],
      to: ["a": stamp(2), "b": stamp(1, inode: 2), "d": stamp(1), "e": stamp(1)])
    #expect(changes == Changes(saved: ["a", "b", "e"], deleted: ["c"]))
  }

  @Test func seesNothingInTwoEqualLooks() {
    #expect(Changes(from: ["a": stamp(1)], to: ["a": stamp(1)]).isEmpty)
  }
}

@Suite struct BackupTests {
  @Test func findsTheNewestOfTheRightExercise() {
    let files = [
      "step-2026-11-21T043847.000Z.swift", "step-2026-11-21T043848.000Z.swift",
      "step-back-2026-11-21T043849.000Z.swift", "notes.txt",
    ]
    #expect(
      newestBackup(of: step.name, among: files)
        == ".gradus/backups/rnn/step-2026-11-21T043848.000Z.swift")
    #expect(newestBackup(of: step.name, among: []) == nil)
  }
}
