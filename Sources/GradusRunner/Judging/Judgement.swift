import CGradusSystem
import GradusDiagnostics
import GradusLessons

/// How many of the compiler's findings are shown; one mistake can cause thousands.
private let mostFindings = 20

/// One judgement from file to verdict.
///
/// Everything that it starts is gone when it ends.
struct Judgement {
  let exercise: Exercise
  let lesson: Lesson
  let file: LearnerFile
  let seed: UInt64
  let includingHidden: Bool
  let runner: Runner

  private var bench: Workbench { runner.bench }
  private var limits: RunLimits { runner.limits.with(lesson.limits) }

  func verdict() -> Verdict {
    let began = gradus_now()
    var verdict: Verdict
    let refusals = textFindings(file) + (runner.usesLint ? courtesyFindings(file) : [])
    if !refusals.isEmpty {
      verdict = self.verdict(.refused)
      verdict.diagnostics = refusals
      verdict.clean()
      verdict.quote(file.text)
      return verdict
    }
    let files = Files(self)
    let kept = KeptVerdicts(folder: "\(bench.cache)/verdicts")
    let name = KeptVerdicts.name(self, files.all, on: bench)
    if runner.usesResults, let verdict = kept.verdict(name) { return verdict }
    do throws(GradusError) {
      let folder = try makeWorkFolder(in: bench.work)
      defer { removeFolder(folder) }
      verdict = try judged(files, in: folder)
    } catch {
      verdict = self.verdict(.broken, message: error.description)
      if error.code != .internalFault { verdict.isMachineAtFault = true }
    }
    verdict.clean()
    verdict.quote(file.text)
    verdict.seconds = gradus_now() - began
    kept.keep(verdict, name)
    return verdict
  }

  /// Every file of the three programs.
  struct Files {
    let beside: [SourceFile]
    let own: SourceFile
    let judge: [SourceFile]
    let solution: SourceFile
    /// What stands in for the solution in a released course.
    let recorded: SourceFile?

    /// The program that knows the right answers.
    var reference: [SourceFile] { recorded.map { [$0] } ?? beside + [solution] }

    init(_ judgement: Judgement) {
      let (exercise, lesson) = (judgement.exercise, judgement.lesson)
      beside = answererFiles(exercise, in: lesson)
      recorded = exercise.answers.map(recordedFile)
      judge = judgeFiles(exercise, in: lesson, includingHidden: judgement.includingHidden)
      // Two files of a module cannot share a name.
      let plain = exercise.name.exercise + ".swift"
      let name = beside.contains { $0.name == plain } ? "Own-" + plain : plain
      own = SourceFile(name: name, text: judgement.file.text)
      solution = SourceFile(name: name, text: solutionFile(exercise, in: lesson))
    }

    var all: [SourceFile] {
      beside + judge + [own, solution] + (recorded.map { [$0] } ?? [])
    }
  }

  private func verdict(_ status: Verdict.Status, message: String? = nil) -> Verdict {
    Verdict(
      exercise: exercise.name, status: status, message: message,
      confinement: bench.jail.confinement, seed: seed, toolchain: bench.toolchain.version)
  }

  private func judged(_ files: Files, in folder: String) throws(GradusError) -> Verdict {
    let own = files.own
    let learnerFolder = "\(folder)/learner"

    // Everything starts at once: the learner's file compiles while judge and reference are found or
    // built. The learner's file comes last, so that a name declared twice is found in it.
    let compile = try bench.compile(
      files.beside + [own], in: learnerFolder, seconds: runner.compileSeconds)
    let judge = try KeptProgram(files.judge, on: bench, in: "\(folder)/judge")
    let reference = try KeptProgram(
      files.reference, on: bench, in: "\(folder)/reference")

    let findings: [Diagnostic]
    switch compile.finish() {
    case .built: findings = shown(compile.output.text, own.name)
    case let failure: return refused(failure, own.name)
    }
    let link = try Build(
      bench.linkCommand("program.o", to: "program", in: learnerFolder), on: bench,
      in: learnerFolder)
    for (program, what) in [(judge, "The checks"), (reference, "The reference solution")] {
      if let reason = try program.finish() {
        return verdict(.broken, message: "\(what) of \(exercise.name) cannot be built: \(reason)")
      }
    }
    let programs = Programs(judge: judge.executable, reference: reference.executable)
    var round: Trial? = try Trial(
      programs, limits: limits, seed: seed, skip: 0, timeouts: mostTimeouts,
      places: TrapPlaces(bench), on: bench)
    switch link.finish() {
    case .built: break
    case let failure: return refused(failure, own.name, wasLinking: true)
    }
    var result = try run(&round, programs, "\(learnerFolder)/program", own.name)
    result.diagnostics = findings
    return result
  }

  // MARK: A file that does not compile

  private func shown(_ text: String, _ name: String) -> [Diagnostic] {
    learnerFindings(compilerFindings(text), file: name, path: file.path, text: file.text)
  }

  private func refused(
    _ failure: Build.Outcome, _ name: String, wasLinking: Bool = false
  ) -> Verdict {
    switch failure {
    case .built: return verdict(.broken, message: "")
    case .refused(let text):
      var result = verdict(.compileError)
      let all = shown(text, name)
      result.diagnostics = Array(all.prefix(mostFindings))
      if all.count > mostFindings {
        result.message =
          "These are the first \(mostFindings) of \(all.count) findings; mend them first."
      }
      if !result.diagnostics.containsErrors {
        result.message = wasLinking ? linkWords(text) : compileWords(text)
      }
      return result
    case .tooLong, .outOfMemory:
      return verdict(.compileTimedOut, message: failure.stopWords(seconds: runner.compileSeconds))
    case .crashed:
      return verdict(.compilerCrashed, message: failure.stopWords(seconds: runner.compileSeconds))
    }
  }
}
