import Foundation
import GradusDiagnostics
import GradusGrading
import GradusLessons
import GradusRunner
import GradusWorkspace
import Synchronization

/// A class on its way through the judge.
struct ClassGrading: Sendable {
  let session: Session
  let runner: Runner
  let folder: GradingFolder
  let grading: Grading
  let exercises: [ExerciseAsked]
  let submissions: [NamedSubmission]
  let list: [String: HandedIn]
  let usesResults: Bool

  /// - Parameter oldSeed: of the grading to compare with; used unless another was asked for
  init(_ options: GradeOptions, _ common: CommonOptions, oldSeed: UInt64? = nil) throws {
    session = try Session(common)
    let errors = session.findings.filter { $0.severity == .error }.count
    guard errors == 0 else {
      throw WrongUse(
        message: "the course has \(counted(errors, "error")), so nobody is graded by it",
        fix: "gradus lint")
    }
    let shard = try options.parsedShard()
    let seed = try session.gradingSeed(try options.checkedSeed() ?? oldSeed)
    let time = try options.checkedTime()
    submissions = try nameSubmissions(options.submissions, in: session.environment.folder)
      .filter { shard?.contains($0.student) ?? true }
    list = try readList(options.list, in: session.environment.folder)
    var runner = try session.runner()
    runner.usesResults = !options.noCache
    self.runner = runner
    usesResults = !options.noCache
    if runner.confinement != .confined, !options.letSubmissionsTouchThisMachine {
      throw GradusError(
        .sandboxUnavailable, subject: runner.confinement.description,
        underlying: "submissions are other people's programs",
        fix: """
          grade on Linux 5.13 or newer, or accept the risk with \
          --let-submissions-touch-this-machine
          """)
    }
    exercises = session.course.exercises.map { ExerciseAsked($0.exercise, in: $0.lesson) }
    folder = try GradingFolder(absolutePath(options.out, in: session.environment.folder))
    let files = try readCourseFiles(session.courseFolder)
    grading = try folder.begin(
      Grading(
        course: session.course.title,
        courseHash: hash(of: files.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }),
        coreHash: runner.coreHash(), toolchain: runner.toolchainVersion,
        confinement: ConfinementReport(runner.confinement),
        seed: seed ?? UInt64.random(in: 1..<1 << 53), gradedAt: time ?? utcNow(), shard: shard,
        gradus: gradusVersion),
      seed: seed, gradedAt: time)
  }

  /// Grades everything that is not graded yet, and writes the report.
  func run() async throws -> GradeReport {
    let console = session.console
    let part = grading.shard.map { ", shard \($0)" } ?? ""
    console.note(
      "Grading \(counted(submissions.count, "submission"))\(part), seed \(grading.seed), "
        + "\(grading.confinement.words).")
    let failure = Failing()
    let width = submissions.count
    let grades = await inParallel(submissions) { named -> SubmissionGrade? in
      // A disk that is full stays full: the rest is left for the next run.
      guard failure.error == nil else { return nil }
      do throws(GradusError) {
        return try await grade(named, alone: width == 1)
      } catch {
        failure.note(error)
        return nil
      }
    } each: { number, grade in
      guard let grade else { return }
      let words =
        grade.problem.map { "not gradable: \($0.summary)" }
        ?? "\(grade.points) of \(grade.maxPoints) points"
      console.note("  \(number) of \(width)  \(shownName(grade.student))  \(words)")
    }
    if let error = failure.error { throw error }
    let report = GradeReport(
      grading: grading, exercises: exercises, submissions: grades.compactMap { $0 })
    try folder.write(gradeJSON(report), to: GradingFolder.report)
    return report
  }

  private func grade(_ named: NamedSubmission, alone: Bool) async throws(GradusError)
    -> SubmissionGrade
  {
    let submission = readSubmission(named, exercises: session.course.exercises.map(\.exercise.name))
    let key = KeptGrade.key(submission, under: grading, exercises: exercises)
    if usesResults, var kept = folder.grade(of: named.student, key: key) {
      kept.handedIn = list[named.student] ?? HandedIn()
      return kept
    }
    var grades: [ExerciseGrade] = []
    if alone {
      grades = await inParallel(session.course.exercises) {
        await judge($0.exercise, $0.lesson, submission)
      } each: { _, _ in
      }
    } else {
      for (lesson, exercise) in session.course.exercises {
        grades.append(await judge(exercise, lesson, submission))
      }
    }
    let grade = SubmissionGrade(
      student: named.student, hash: submission.hash, workspace: submission.workspace,
      handedIn: list[named.student] ?? HandedIn(), problem: submission.problem, exercises: grades)
    // What the lesson or this machine spoiled is graded again by the next run.
    if !grade.isBroken { try folder.keep(grade, key: key) }
    return grade
  }

  private func judge(_ exercise: Exercise, _ lesson: Lesson, _ submission: Submission) async
    -> ExerciseGrade
  {
    switch submission.files[exercise.name] {
    case nil: return .missing(exercise)
    case .refused(let finding)?: return .refused(exercise, finding)
    case .taken(let file)?:
      func judged() async -> ExerciseGrade {
        let verdict = await runner.judge(
          exercise, in: lesson, file: file, seed: grading.seed, includingHidden: true)
        return ExerciseGrade(verdict, of: exercise, fileHash: hash(of: [file.text]))
      }
      let grade = await judged()
      // A machine that was short of something for a moment deserves a second try, a lesson does not
      // mind it.
      return grade.status == .broken ? await judged() : grade
    }
  }
}

extension Session {
  /// The seed to grade with: the one that was asked for, or nil for a fresh one.
  ///
  /// A released course has answers in place of solutions, and has them for one seed.
  fileprivate func gradingSeed(_ asked: UInt64?) throws(WrongUse) -> UInt64? {
    guard course.exercises.contains(where: { $0.exercise.answers != nil }) else { return asked }
    guard asked == nil || asked == Seed.local else {
      throw WrongUse(
        message: "a released course knows the answers of seed \(Seed.local) alone",
        fix: "leave out --seed, or grade with the course that it was released from")
    }
    console.note(
      "This is a released course: it has no hidden checks, and everybody knows its inputs.")
    return Seed.local
  }
}

/// The first thing that this machine could not do, seen by all who work at once.
private final class Failing: Sendable {
  private let first = Mutex<GradusError?>(nil)

  var error: GradusError? { first.withLock { $0 } }

  func note(_ error: GradusError) { first.withLock { $0 = $0 ?? error } }
}

private func readList(_ path: String?, in folder: String) throws -> [String: HandedIn] {
  guard let path else { return [:] }
  guard let text = try readLarge(absolutePath(path, in: folder)) else {
    throw WrongUse(
      message: "there is no class list '\(path)'", fix: "name a JSON file with --list")
  }
  do throws(ReportProblem) { return try readClassList(text) } catch {
    throw WrongUse(
      message: "'\(path)' cannot be used: \(error)", fix: error.fix)
  }
}

/// The whole text of a file that may be as large as a class; nil when there is none.
func readLarge(_ path: String) throws(GradusError) -> String? {
  guard FileManager.default.fileExists(atPath: path) else { return nil }
  do {
    return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  } catch {
    throw GradusError(
      .unreadable, subject: path, underlying: error.localizedDescription,
      fix: "make the file readable: chmod u+r '\(path)'")
  }
}

/// The clock's time as reports say it: "2026-11-21T09:30:00Z".
func utcNow(_ date: Date = Date()) -> String {
  let format = DateFormatter()
  format.locale = Locale(identifier: "en_US_POSIX")
  format.timeZone = TimeZone(secondsFromGMT: 0)
  format.dateFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'"
  return format.string(from: date)
}
