import ArgumentParser
import GradusDiagnostics
package import GradusLessons
package import GradusRunner
import GradusWorkspace

/// `gradus check`: one look at one exercise, several, or all.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check an exercise once; the current one if you name none.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var format: FormatOption
  @Argument(help: "lesson/exercise, a whole lesson, or a file.", completion: .exercisesAndLessons)
  var exercises: [String] = []
  @Flag(help: "Check every exercise of the course.") var all = false
  @Option(help: "Draw other inputs: any whole number.") var seed: UInt64 = Seed.local

  @Flag(help: "Compile and run again what has not changed.") var noCache = false

  func run() async throws {
    let session = try Session(options)
    try prepareOrExplain(session)
    let chosen = try choice(session)
    try await check(
      chosen, in: session, seed: seed, format: format.format, usesResults: !noCache)
  }

  private func choice(_ session: Session) throws -> [ExerciseTask] {
    if all { return session.tasks }
    if exercises.isEmpty {
      guard let task = try session.currentTask() else {
        throw WrongUse(
          message: "every exercise is done", fix: "gradus check --all looks at them all again")
      }
      return [task]
    }
    var chosen: [ExerciseTask] = []
    for typed in exercises {
      chosen += try choose(typed, among: session.tasks).filter { !chosen.contains($0) }
    }
    return chosen
  }
}

/// Judges exercises, says each verdict in course order, remembers them, and says what comes next.
func check(
  _ chosen: [ExerciseTask], in session: Session, seed: UInt64, format: Format,
  usesResults: Bool = true
) async throws {
  let files = try chosen.map { try session.learnerFile($0) }
  var prepared = try session.runner()
  prepared.usesResults = usesResults
  let runner = prepared
  let exercises = chosen.compactMap { task in session.exercise(task.name) }
  let verdicts = await inParallel(Array(zip(exercises, files))) { job in
    let ((exercise, lesson), file) = job
    return await runner.judge(
      exercise, in: lesson, file: file, seed: seed, includingHidden: true)
  } each: { _, verdict in
    if format == .json {
      session.console.say(jsonLine(VerdictRecord(verdict: verdict)))
    } else {
      let card = card(verdict, style: session.console.style).called(session.environment.call)
      // A pipe has no width; whoever reads it wants whole lines.
      session.console.say(
        session.console.isPlain ? card : folded(card, columns: session.console.width))
      session.console.say()
    }
  }
  session.remember { progress in
    for (task, (file, verdict)) in zip(chosen, zip(files, verdicts)) {
      progress.record(
        task, passed: verdict.hasPassed, file: file.text, mistake: knownMistake(verdict))
    }
    if chosen.count == 1 { progress.current = chosen.first?.name.description }
  }
  if format == .text {
    session.console.say(
      checkSummary(
        verdicts.map { ($0.exercise, $0.hasPassed) }, session.nextName(),
        isBroken: verdicts.contains { $0.status == .broken }
      ).called(session.environment.call))
  }
  let status = exitStatus(verdicts)
  if status != 0 { throw ExitCode(status) }
}

/// What the shell is told about verdicts; what is not the learner's to mend outweighs what is.
package func exitStatus(_ verdicts: [Verdict]) -> Int32 {
  let broken = verdicts.filter { $0.status == .broken }
  if broken.contains(where: { $0.isMachineAtFault == true }) {
    return ExitStatus.machineCannot.rawValue
  }
  if !broken.isEmpty { return ExitStatus.bug.rawValue }
  return verdicts.allSatisfy(\.hasPassed) ? 0 : ExitStatus.failed.rawValue
}

/// The mistake that a verdict explains.
func knownMistake(_ verdict: Verdict) -> LearnerProgress.Mistake? {
  for check in verdict.checks {
    if case .failed(let failure) = check.outcome, let mistake = failure.mistake {
      return .init(id: mistake.id, message: mistake.message)
    }
  }
  return nil
}

/// Seeds for the inputs that a judge draws.
enum Seed {
  /// The same on every machine, so that a learner and a teacher see the same inputs.
  static let local: UInt64 = 1

  /// With how many seeds a solution has to pass before its exercise is accepted.
  static let several: UInt64 = 5

  /// The seeds from one on with which a solution has to pass.
  static func several(from first: UInt64) -> [UInt64] { (0..<several).map { first &+ $0 } }
}

/// The last words of `check`: what to type next.
package func checkSummary(
  _ results: [(name: ExerciseName, passed: Bool)], _ next: ExerciseName?, isBroken: Bool = false
) -> String {
  let passed = results.filter(\.passed).count
  var lines: [String] = []
  if results.count > 1 {
    lines.append("\(passed) of \(counted(results.count, "exercise")) passed.")
  }
  if isBroken {
    lines.append("next: gradus doctor   (looks for what is wrong here)")
  } else if let open = results.first(where: { !$0.passed })?.name {
    lines.append("next: gradus hint \(open)")
  } else if let next {
    lines.append("next: gradus   (goes on with \(next))")
  } else {
    lines.append("Every exercise is done.\nnext: gradus list")
  }
  return lines.joined(separator: "\n")
}

/// One line of `gradus check --format json`.
struct VerdictRecord: Encodable {
  var record = "verdict"
  var version = 1
  var verdict: Verdict
}

extension Session {
  func exercise(_ name: ExerciseName) -> (Exercise, Lesson)? {
    guard let lesson = course.lesson(name.lesson),
      var exercise = lesson.exercises.first(where: { $0.name == name })
    else { return nil }
    if exercise.answers != nil {
      // Without solutions, what an exercise builds on is what the learner has made of it.
      for index in exercise.uses.indices {
        let path = exercise.uses[index].name.filePath
        if case .taken(let file) = takeIn(path, in: workspace.folder.path, shown: path) {
          exercise.uses[index].solution = file.text
        }
      }
    }
    return (exercise, lesson)
  }

  /// The learner's file as it is on disk now.
  func learnerFile(_ task: ExerciseTask) throws -> LearnerFile {
    switch takeIn(task.path, in: workspace.folder.path, shown: shown(task)) {
    case .taken(let file): return file
    case .refused(let finding) where finding.id == "MissingFile":
      throw WrongUse(
        message: "\(shown(task)) is not there",
        fix: "gradus init '\(workspaceShown)' writes what is missing")
    case .refused(let finding):
      throw GradusError(
        .unreadable, subject: shown(task),
        underlying: finding.summary.replacing("\(shown(task)) ", with: "it "),
        fix: finding.fixes.first ?? "put a plain text file there")
    }
  }

  /// Changes what is remembered; a disk that is full or read-only is said, and takes no verdict away.
  func remember(_ change: (inout LearnerProgress) -> Void) {
    do {
      tellPages(try workspace.update(change))
    } catch {
      console.note("gradus: \(error)".called(environment.call))
    }
  }

  /// The exercise of that name, of a lesson its first open one; without a name, the current one, or
  /// nil when all are done.
  func task(_ typed: String?) throws -> ExerciseTask? {
    guard let typed else { return try currentTask() }
    return try chooseOpen(typed, among: tasks, workspace.progress())
  }

  func currentTask() throws -> ExerciseTask? {
    try workspace.progress().resumed(among: tasks)
  }

  /// The exercise to go on with; nil when all are done.
  func nextName() -> ExerciseName? {
    (try? currentTask())?.name
  }
}
