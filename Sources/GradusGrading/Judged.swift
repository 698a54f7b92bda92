package import GradusDiagnostics
package import GradusLessons
package import GradusRunner

/// The longest printed text that a report keeps of one exercise, in characters.
private let longestOutput = 4000

extension ExerciseGrade {
  /// Points for a verdict: each check carries an equal share of the exercise's points.
  package init(_ verdict: Verdict, of exercise: Exercise, fileHash: String) {
    let status = Status(verdict.status)
    let shares = Points(exercise.points).shared(among: verdict.checks.count)
    // Whoever leaves before the end has answered nothing that counts, and nobody loses points for
    // a fault of the lesson's: that exercise is graded again.
    let counts = status.isGradable && !(verdict.status == .endedEarly && verdict.hasAnsweredAll)
    let checks = zip(verdict.checks, shares).map { check, share in
      CheckGrade(check, worth: share, counts: counts)
    }
    let output = String(verdict.output.unicodeScalars.prefix(longestOutput))
    self.init(
      name: exercise.name.description, status: status,
      points: verdict.hasPassed ? Points(exercise.points) : checks.map(\.points).sum(),
      maxPoints: Points(exercise.points), fileHash: fileHash, message: verdict.message,
      checks: checks, diagnostics: verdict.diagnostics, quotedLines: verdict.quotedLines,
      output: output,
      isOutputCut: verdict.isOutputCut || output.utf8.count < verdict.output.utf8.count)
  }

  /// The grade of an exercise without a file.
  package static func missing(_ exercise: Exercise) -> ExerciseGrade {
    ExerciseGrade(
      name: exercise.name.description, status: .missing, points: .zero,
      maxPoints: Points(exercise.points),
      message: "There is no file \(exercise.name.lesson)/\(exercise.name.exercise).swift.")
  }

  /// The grade of an exercise whose file was not taken in.
  package static func refused(_ exercise: Exercise, _ finding: Diagnostic) -> ExerciseGrade {
    ExerciseGrade(
      name: exercise.name.description, status: .refused, points: .zero,
      maxPoints: Points(exercise.points), diagnostics: [finding])
  }
}

extension Verdict {
  fileprivate var hasAnsweredAll: Bool { checks.allSatisfy { $0.outcome == .passed } }
}

extension ExerciseGrade.Status {
  init(_ status: Verdict.Status) {
    self =
      switch status {
      case .passed: .passed
      case .failed: .failed
      case .compileError: .compileError
      case .trapped: .trapped
      case .timedOut: .timedOut
      case .endedEarly: .endedEarly
      case .outputLimit: .outputLimit
      case .memoryLimit: .memoryLimit
      case .compileTimedOut: .compileTimedOut
      case .compilerCrashed: .compilerCrashed
      case .refused: .refused
      case .broken: .broken
      }
  }
}

extension CheckGrade {
  package init(_ check: CheckResult, worth share: Points, counts: Bool) {
    self.init(
      name: check.name, hidden: check.isHidden, disclosure: check.disclosure,
      outcome: Outcome(check.outcome),
      points: counts && check.outcome == .passed ? share : .zero, maxPoints: share,
      trials: check.trials)
    switch check.outcome {
    case .passed: break
    case .failed(let failure):
      message = failure.mistake?.message ?? failure.message
      mistake = failure.mistake?.id
      call = failure.call
      expected = failure.expected
      got = failure.got
      worst = failure.worst
      tolerance = failure.tolerance
      reason = failure.reason
      trial = failure.trial + 1
    case .trapped(let trap):
      message = "The program stopped itself: \(trap.reason)."
      place = trap.span
      call = trap.call
    case .timedOut(let seconds, let called):
      message = "There was no answer after \(timeWords(seconds))."
      call = called
    case .endedEarly(let status, let called):
      message = "The program ended (status \(status)) before it had answered."
      call = called
    case .outputLimit(let bytes): message = "The program printed more than \(bytes >> 10) kB."
    case .memoryLimit(let bytes):
      message = "The program wanted more than \(bytes >> 20) MB of memory."
    case .broken(let words), .notRun(let words): message = words
    }
  }
}

extension CheckGrade.Outcome {
  init(_ outcome: CheckResult.Outcome) {
    self =
      switch outcome {
      case .passed: .passed
      case .failed: .failed
      case .trapped: .trapped
      case .timedOut: .timedOut
      case .endedEarly: .endedEarly
      case .outputLimit: .outputLimit
      case .memoryLimit: .memoryLimit
      case .broken: .broken
      case .notRun: .notRun
      }
  }
}

extension ConfinementReport {
  package init(_ confinement: Confinement) {
    let level: Level =
      switch confinement {
      case .confined: .confined
      case .partly: .partly
      case .unconfined: .unconfined
      }
    self.init(level: level, words: confinement.description)
  }
}

extension ExerciseAsked {
  package init(_ exercise: Exercise, in lesson: Lesson) {
    self.init(
      name: exercise.name.description, points: Points(exercise.points),
      hash: hashOfJudging(exercise, in: lesson),
      checks: exercise.checks.filter { !$0.isHidden }.flatMap { checksAsked(in: $0.code.text) })
  }
}

/// SHA-256 of all that an exercise is judged by; prose and line numbers do not change it.
private func hashOfJudging(_ exercise: Exercise, in lesson: Lesson) -> String {
  var fingerprint = Fingerprint()
  fingerprint.add("\(exercise.points)")
  for text in [exercise.starter, trimmedLines(exercise.solution)] { fingerprint.add(text) }
  for block in exercise.shared + exercise.probes { fingerprint.add(block.text) }
  for used in exercise.uses { fingerprint.add(trimmedLines(used.solution)) }
  for check in exercise.checks {
    fingerprint.add(check.code.text)
    fingerprint.add("\(check.isHidden) \(check.disclosure.rawValue)")
    fingerprint.add(check.seconds.map { "\($0)" } ?? "")
  }
  let limits = lesson.limits
  fingerprint.add(limits.seconds.map { "\($0)" } ?? "")
  fingerprint.add(limits.memory.map { "\($0)" } ?? "")
  fingerprint.add(limits.output.map { "\($0)" } ?? "")
  return fingerprint.hex()
}

/// A solution keeps the other branch's lines as empty ones.
private func trimmedLines(_ text: String) -> String {
  text.split(separator: "\n").joined(separator: "\n")
}

/// SHA-256 of a list of texts.
package func hash(of texts: some Sequence<String>) -> String {
  var fingerprint = Fingerprint()
  for text in texts { fingerprint.add(text) }
  return fingerprint.hex()
}
