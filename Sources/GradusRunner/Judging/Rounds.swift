import CGradusSystem
import GradusDiagnostics
import GradusLessons
import GradusProbe

// A check that ends the learner's program must not hide the checks after it. Mostly the judge goes on
// with a new program; where it cannot, everything is started again for the rest.

/// How many checks of one exercise may use up their time.
///
/// One that never ends is usually one in which nothing ends, and a learner should not wait for all
/// of them.
let mostTimeouts = 2

extension Judgement {
  func run(
    _ first: inout Trial?, _ programs: Programs, _ executable: String, _ name: String
  ) throws(GradusError) -> Verdict {
    var result = Verdict(
      exercise: exercise.name, status: .passed, confinement: runner.bench.jail.confinement,
      seed: seed, toolchain: runner.bench.toolchain.version)
    var printed: [UInt8] = []
    var printedTotal = 0
    var limits = runner.limits.with(lesson.limits)
    var skip = 0
    rounds: while true {
      let trial: Trial
      if let started = first {
        trial = started
        first = nil
      } else {
        let used = result.checks.filter(\.hasTimedOut).count
        trial = try Trial(
          programs, limits: limits, seed: seed, skip: skip, timeouts: mostTimeouts - used,
          places: TrapPlaces(runner.bench), on: runner.bench)
      }
      try trial.start(executable)
      let end = try trial.run()
      for check in trial.results {
        result.checks.append(try explained(check, trial, name))
      }
      printed += trial.printed
      printedTotal += trial.printedTotal
      limits.captured = max(0, limits.captured - trial.printed.count)
      switch end {
      case .finished: break rounds
      case .lost(let next):
        skip = next
        if result.checks.filter(\.hasTimedOut).count >= mostTimeouts {
          result.checks += try notRun(from: next, programs)
          break rounds
        }
      case .unended:
        result.status = .endedEarly
        result.message =
          "Every check was answered, but then your program did not end as it should."
        break rounds
      case .broken(let words):
        if let next = try stoppedCheck(words, trial, programs, &result) {
          skip = next
        } else {
          break rounds
        }
      }
    }
    // A program may print what a check asked that shows nothing; when it did so cannot be told for sure.
    if !isAskedQuietly {
      result.output = withoutTrapWords(cleaned(printed))
      result.isOutputCut = printedTotal > printed.count && printed.count >= runner.limits.captured
    }
    if result.status == .passed { result.status = status(of: result.checks) }
    return result
  }

  /// Whether one of the checks shows nothing of what it asks.
  private var isAskedQuietly: Bool {
    exercise.checks.contains { $0.disclosure == .none && (includingHidden || !$0.isHidden) }
  }

  /// The status that the first check which did not pass gives.
  private func status(of checks: [CheckResult]) -> Verdict.Status {
    for check in checks {
      switch check.outcome {
      case .passed: continue
      case .failed: return .failed
      case .trapped: return .trapped
      case .timedOut, .notRun: return .timedOut
      case .endedEarly: return .endedEarly
      case .outputLimit: return .outputLimit
      case .memoryLimit: return .memoryLimit
      case .broken: return .broken
      }
    }
    // A lesson without a check proves nothing.
    return checks.isEmpty ? .broken : .passed
  }

  /// The checks that are left when it is not worth waiting for them.
  private func notRun(from index: Int, _ programs: Programs) throws(GradusError) -> [CheckResult] {
    let names = try Trial.names(programs, on: runner.bench, limits: runner.limits)
    return names.filter { $0.index >= index }.map { check in
      var check = check
      check.outcome = .notRun(
        "It was not run, because \(mostTimeouts) checks before it ran out of time.")
      return check
    }
  }

  /// The check's own code stopped; the checks after it still run.
  ///
  /// Where it comes to its end on the solution's answers, it was the learner's answer that it could not
  /// go on with: nobody can turn a wrong answer into a fault of the lesson. Nil when there is no check
  /// to blame.
  private func stoppedCheck(
    _ words: String, _ trial: Trial, _ programs: Programs, _ result: inout Verdict
  ) throws(GradusError) -> Int? {
    let end = words.isEmpty ? try trial.endOfJudge(in: lesson) : nil
    let blame = end.map { "The check's own code went wrong\($0.place): \($0.reason)." } ?? words
    guard let current = trial.current else {
      result.status = .broken
      result.message = blame
      return nil
    }
    let outcome: CheckResult.Outcome
    if try passesWithTheSolution(current.index, programs) {
      let reason = end.map { ": \($0.reason)" } ?? ""
      outcome = .failed(
        Failure(
          message: "The check could not go on with this answer\(reason).",
          call: current.answer?.call, got: current.answer?.text))
    } else {
      outcome = .broken(blame)
    }
    result.checks.append(
      CheckResult(
        index: current.index, name: current.name, isHidden: current.terms.isHidden,
        disclosure: CheckBlock.Disclosure(rawValue: current.terms.disclosure) ?? .none, trials: 1,
        outcome: outcome
      ).disclosed)
    return current.index + 1
  }

  /// Whether a check passes with the solution in the learner's place.
  private func passesWithTheSolution(
    _ index: Int, _ programs: Programs
  ) throws(GradusError) -> Bool {
    let trial = try Trial(
      programs, limits: runner.limits.with(lesson.limits), seed: seed, skip: index,
      places: TrapPlaces(runner.bench), on: runner.bench)
    try trial.start(programs.reference)
    _ = try trial.run()
    return trial.results.first.map { $0.index == index && $0.outcome == .passed } ?? false
  }

  /// A result as the learner may see it: the place of a trap looked up, what is not disclosed removed.
  private func explained(
    _ check: CheckResult, _ trial: Trial, _ name: String
  ) throws(GradusError) -> CheckResult {
    var check = check
    if case .trapped(let trap) = check.outcome, let remains = trial.remains[check.index] {
      check.outcome = remains.explained(
        trap, name: name, file: file, memory: runner.limits.with(lesson.limits).memory)
    }
    return check.disclosed
  }
}

extension CheckResult {
  var hasTimedOut: Bool {
    if case .timedOut = outcome { true } else { false }
  }

  /// Without what the author keeps back.
  package var disclosed: CheckResult {
    var check = self
    switch (disclosure, outcome) {
    case (.full, _), (_, .passed), (_, .notRun): break
    case (.actual, .failed(var failure)):
      failure.expected = nil
      failure.worst = nil
      check.outcome = .failed(failure)
    case (.actual, _): break
    case (.none, .failed): check.outcome = .failed(Failure(message: "The answer is not right."))
    case (.none, .trapped(var trap)):
      trap.call = nil
      check.outcome = .trapped(trap)
    case (.none, .timedOut(let seconds, _)):
      check.outcome = .timedOut(seconds: seconds, call: nil)
    case (.none, .endedEarly(let status, _)):
      check.outcome = .endedEarly(status: status, call: nil)
    case (.none, .broken): check.outcome = .broken("The check itself went wrong.")
    case (.none, _): break
    }
    return check
  }
}
