package import GradusDiagnostics
package import GradusLessons
import GradusProbe

extension Runner {
  /// What the solution answers to every call of an exercise's visible checks.
  ///
  /// A released course holds these answers in place of its solutions: they tell a learner no more than
  /// the "expected" of a failed check does.
  ///
  /// - Returns: the lines for ``serveRecorded(_:)``, or why there are none
  package func recordAnswers(
    _ exercise: Exercise, in lesson: Lesson, seed: UInt64
  ) async -> Result<String, GradusError> {
    await onThreadOfItsOwn {
      let judgement = Judgement(
        exercise: exercise, lesson: lesson, file: LearnerFile(path: "", text: ""), seed: seed,
        includingHidden: false, runner: self)
      do throws(GradusError) { return .success(try judgement.recordedAnswers()) } catch {
        return .failure(error)
      }
    }
  }
}

extension Judgement {
  /// Lets the solution be judged by itself, and keeps what it answers.
  fileprivate func recordedAnswers() throws(GradusError) -> String {
    let bench = runner.bench
    let files = Files(self)
    let folder = try makeWorkFolder(in: bench.work)
    defer { removeFolder(folder) }
    let judge = try KeptProgram(files.judge, on: bench, in: "\(folder)/judge")
    let reference = try KeptProgram(files.reference, on: bench, in: "\(folder)/reference")
    for program in [judge, reference] {
      if let reason = try program.finish() { throw unrecordable(reason) }
    }
    let trial = try Trial(
      Programs(judge: judge.executable, reference: reference.executable),
      limits: runner.limits.with(lesson.limits), seed: seed, skip: 0,
      places: TrapPlaces(bench), on: bench, recording: true)
    try trial.start(reference.executable)
    guard case .finished = try trial.run(), trial.results.allSatisfy({ $0.outcome == .passed })
    else {
      throw unrecordable("its own solution does not pass")
    }
    var seen: Set<String> = []
    return trial.asked.map { recordedLine(request: $0.request, reply: $0.reply) }
      .filter { seen.insert($0).inserted }.map { $0 + "\n" }.joined()
  }

  private func unrecordable(_ why: String) -> GradusError {
    GradusError(
      .lessonAtFault, subject: "the answers of \(exercise.name) cannot be recorded",
      underlying: why,
      fix: "gradus verify \(lesson.slug) says more; correct the exercise, then release again")
  }
}
