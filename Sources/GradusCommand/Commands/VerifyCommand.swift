import ArgumentParser
import GradusDiagnostics
import GradusLessons
import GradusRunner

/// `gradus verify`: proves the course by running all of it.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove the course: every starter, solution, wrong answer and example, run.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var format: FormatOption
  @Argument(help: "Only these lessons.", completion: .lessons) var lessons: [String] = []
  @Option(help: "Let the checks draw other inputs: any whole number.") var seed: UInt64 = Seed.local
  @Flag(help: "Compile and run again what has not changed.") var noCache = false

  func run() async throws {
    let session = try Session(options, forAuthor: true)
    let chosen = try session.chooseLessons(lessons)
    var runner = try session.runner()
    runner.usesResults = !noCache
    var findings = try session.findings(in: lessons)
    printFindings(findings, session, format.format)
    var proofCount = 0
    for lesson in chosen {
      let results = await prove(lesson, with: runner, session: session)
      let bound = boundFindings(lesson, runs: exampleRuns(results))
      let found = Set(results.flatMap(\.findings) + bound).inReadingOrder()
      printFindings(found, session, format.format)
      if format.format == .text {
        session.console.say(lessonLine(lesson.slug, proofs: results.count, findings: found.count))
      }
      findings += found
      proofCount += results.count
    }
    if format.format == .text {
      session.console.say(
        verifySummary(
          lessons: chosen.count, proofs: proofCount,
          errors: findings.filter { $0.severity == .error }.count
        ).called(session.environment.call))
    }
    if findings.contains(where: { $0.severity == .error }) { throw ExitStatus.failed }
  }

  private func prove(
    _ lesson: Lesson, with runner: Runner, session: Session
  ) async -> [ProofResult] {
    let all = proofs(of: lesson)
    let progress = ProgressLine(session.console, isShown: format.format == .text)
    defer { progress.clear() }
    progress.show("\(lesson.slug): 0 of \(all.count)")
    let seed = seed
    return await inParallel(all) {
      await result(of: $0, in: lesson, with: runner, seed: seed)
    } each: { done, _ in
      progress.show("\(lesson.slug): \(done) of \(all.count)")
    }
  }
}

/// Runs one proof.
func result(
  of proof: Proof, in lesson: Lesson, with runner: Runner, seed: UInt64 = Seed.local
) async -> ProofResult {
  // The author's own files say in which line of the lesson they stand, which learners may not.
  var runner = runner
  runner.usesLint = false
  let author = runner
  func verdict(
    _ exercise: Exercise, _ text: String, _ path: String, seed: UInt64 = seed
  ) async -> Verdict {
    await author.judge(
      exercise, in: lesson, file: LearnerFile(path: path, text: text), seed: seed,
      includingHidden: true)
  }
  switch proof {
  case .starterFails(let exercise):
    let file = starterFile(exercise, in: lesson)
    return ProofResult(
      findings: starterFindings(exercise, await verdict(exercise, file, "starter.swift")))
  case .solutionPasses(let exercise):
    let file = solutionFile(exercise, in: lesson)
    for seed in Seed.several(from: seed) {
      let verdict = await verdict(exercise, file, "solution.swift", seed: seed)
      let findings = solutionFindings(exercise, verdict)
      if !findings.isEmpty { return ProofResult(findings: findings) }
    }
    return ProofResult(findings: [])
  case .wrongIsRecognised(let exercise, let wrong):
    let file = wrongFile(wrong)
    return ProofResult(
      findings: wrongFindings(exercise, wrong, await verdict(exercise, file, "wrong.swift")))
  case .exampleHolds(let example):
    let run = await runner.run(example, in: lesson)
    return ProofResult(findings: exampleFindings(example, run), run: run)
  }
}

func exampleRuns(_ results: [ProofResult]) -> [String: ExampleRun] {
  Dictionary(
    results.compactMap(\.run).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
}

package func lessonLine(_ slug: String, proofs: Int, findings: Int) -> String {
  findings == 0
    ? "\(slug): \(counted(proofs, "proof")), all hold"
    : "\(slug): \(counted(proofs, "proof")), \(counted(findings, "finding"))"
}

package func verifySummary(lessons: Int, proofs: Int, errors: Int) -> String {
  let run = "\(counted(lessons, "lesson")), \(counted(proofs, "proof")) run"
  return errors == 0
    ? "\(run), none skipped: the course holds.\nnext: gradus build"
    : "\(run), \(counted(errors, "error")).\nnext: mend the first one and type: gradus verify"
}
