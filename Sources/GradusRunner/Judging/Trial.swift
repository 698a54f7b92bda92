import CGradusSystem
import GradusDiagnostics
import GradusLessons
import GradusProbe

/// The trusted programs of a judgement, built.
struct Programs: Hashable, Sendable {
  var judge: String
  var reference: String
}

/// One start of judge, reference and learner's program, up to the first check that loses the last.
///
/// Judge and reference start at once, while the learner's file is still being compiled; the judge's
/// first question waits in its pipe.
final class Trial {
  let bench: Workbench
  let limits: RunLimits
  let programs: Programs

  let judge: Child
  let reference: Child
  var learner: Child?

  let records: Stream
  let judgeWords: Stream
  let judgeTraps: Stream
  let output: Stream
  let errors: Stream
  let traps: Stream
  /// The learner's ends of the pipes, until its program has them.
  private var handed: [Int32: Descriptor]

  var results: [CheckResult] = []
  var current: RunningCheck?
  /// What was printed, in order; withheld where the check that ran then shows nothing.
  var printed: [UInt8] = []
  private var taken = (output: 0, errors: 0)
  /// The limit for which the runner itself has ended the learner's program.
  var overstepped: CheckResult.Outcome?

  /// A check that has begun.
  struct RunningCheck {
    var index: Int
    var name: String
    var terms: JudgeRecord.Terms
    var seconds: Double
    var began: Double
    var usedBefore: Double
  }

  /// How it ended.
  enum End {
    /// Every check was judged, and both programs said good-bye.
    case finished
    /// The learner's program went away; the checks from this one on have to be run again.
    case lost(next: Int)
    /// All checks were judged, and then the learner's program did not end as it should.
    case unended
    case broken(String)
  }

  init(
    _ programs: Programs, limits: RunLimits, seed: UInt64, skip: Int, on bench: Workbench
  ) throws(GradusError) {
    self.bench = bench
    self.limits = limits
    self.programs = programs
    let (ask, answer) = (try Pipe(), try Pipe())
    let (askReference, answerReference) = (try Pipe(), try Pipe())
    let (recordPipe, wordPipe, judgeTrapPipe) = (try Pipe(), try Pipe(), try Pipe())
    let (outputPipe, errorPipe, trapPipe) = (try Pipe(), try Pipe(), try Pipe())

    // Trusted programs, but the course may come from anywhere: they live in the jail as well.
    judge = try bench.start(
      programs.judge, ["--seed", "\(seed)", "--skip", "\(skip)"], limits: limits.forTheJudge,
      descriptors: [
        1: recordPipe.writing, 2: wordPipe.writing, 3: ask.writing, 4: answer.reading,
        5: askReference.writing, 6: answerReference.reading, 7: judgeTrapPipe.writing,
      ])
    reference = try bench.start(
      programs.reference, limits: limits.forTheJudge,
      descriptors: [3: askReference.reading, 4: answerReference.writing])

    records = Stream(recordPipe.reading, limit: 256 << 20)
    judgeWords = Stream(wordPipe.reading, limit: 1 << 16)
    judgeTraps = Stream(judgeTrapPipe.reading, limit: 1 << 14)
    output = Stream(outputPipe.reading, limit: limits.captured)
    errors = Stream(errorPipe.reading, limit: limits.captured)
    traps = Stream(trapPipe.reading, limit: 1 << 14)
    handed = [
      1: outputPipe.writing, 2: errorPipe.writing, 3: ask.reading, 4: answer.writing,
      5: trapPipe.writing,
    ]
    // A pipe ends when its last writer is gone, so the runner must not be one of them.
    for used in [
      recordPipe.writing, wordPipe.writing, judgeTrapPipe.writing, ask.writing, answer.reading,
      askReference.writing, askReference.reading, answerReference.writing,
      answerReference.reading,
    ] { used.close() }
  }

  /// Lets the learner's program answer.
  func start(_ executable: String) throws(GradusError) {
    learner = try bench.start(executable, limits: limits, descriptors: handed)
    for descriptor in handed.values { descriptor.close() }
    handed = [:]
    current?.began = gradus_now()
  }

  /// Listens until it is over.
  ///
  /// Nothing of it survives.
  func run() -> End {
    defer { end() }
    while true {
      if let record = nextRecord() {
        if let end = take(record) { return end }
      } else if records.isOpen {
        listen(to: [records, output, errors, traps, judgeWords, judgeTraps], until: wake)
        if let end = enforce() { return end }
      } else {
        return judgeBroke()
      }
    }
  }

  func end() {
    learner?.kill()
    reference.kill()
    judge.kill()
  }

  /// Takes the next record off the stream, if all of it has come.
  private func nextRecord() -> JudgeRecord? {
    guard let (value, length) = Frames.first(in: records.bytes[...]) else { return nil }
    records.consume(length)
    return JudgeRecord(value) ?? .broken("The judge's record cannot be understood.")
  }

  private func take(_ record: JudgeRecord) -> End? {
    switch record {
    case .began(let index, let name, let terms):
      collectPrinted()
      current = RunningCheck(
        index: index, name: name, terms: terms, seconds: terms.seconds ?? limits.seconds,
        began: gradus_now(), usedBefore: learner?.used ?? 0)
    case .check(_, let trials, let failure):
      finishCheck(failure.map { .failed(Failure($0)) } ?? .passed, trials: trials)
    case .lost(_, let call, let failure):
      let cause = causeOfLoss(call: call)
      // A check that has already failed keeps its failure, which says more than the end does.
      finishCheck(failure.map { .failed(Failure($0)) } ?? cause, trials: 1)
      return .lost(next: (results.last?.index ?? 0) + 1)
    case .unended:
      collectPrinted()
      return .unended
    case .broken(let words):
      collectPrinted()
      return .broken(words)
    case .finished:
      collectPrinted()
      guard let end = waitForLearner(seconds: 2), end.signal == 0, end.status == 0 else {
        return .unended
      }
      return .finished
    }
    return nil
  }

  func finishCheck(_ outcome: CheckResult.Outcome, trials: Int) {
    collectPrinted()
    guard let check = current else { return }
    current = nil
    results.append(
      CheckResult(
        index: check.index, name: check.name, isHidden: check.terms.isHidden,
        disclosure: CheckBlock.Disclosure(rawValue: check.terms.disclosure) ?? .none,
        trials: trials, outcome: outcome))
  }

  /// Takes over what was printed so far, unless the running check withholds it.
  ///
  /// A program prints before it answers, and the judge reports after the answer: whatever belongs to
  /// a check is in the pipes when the next record arrives.
  func collectPrinted() {
    for stream in [output, errors, traps] where stream.isOpen {
      while stream.isOpen, listen(to: [stream], until: 0) {}
    }
    let (new, newErrors) = (output.bytes[taken.output...], errors.bytes[taken.errors...])
    taken = (output.bytes.count, errors.bytes.count)
    if current?.terms.disclosure != "none" { printed += Array(new) + Array(newErrors) }
  }
}

extension Failure {
  init(_ record: JudgeRecord.Failure) {
    self.init(
      message: record.message,
      mistake: record.mistake.map { Mistake(id: $0, message: record.mistakeMessage ?? "") },
      call: record.call, expected: record.expected, got: record.got, worst: record.worst,
      tolerance: record.tolerance, reason: record.reason, trial: record.trial)
  }
}
