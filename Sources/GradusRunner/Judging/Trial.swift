import CGradusSystem
import GradusDiagnostics
import GradusLessons
import GradusProbe

/// The trusted programs of a judgement, built.
struct Programs: Hashable, Sendable {
  var judge: String
  var reference: String
}

/// One start of judge and reference, and of the learner's program as often as a check loses it.
///
/// Judge and reference start at once, while the learner's file is still being compiled; the judge's
/// first question waits in its pipe. A check that ends the learner's program does not end them: the
/// next check finds a new program at pipes of its own.
final class Trial {
  let bench: Workbench
  let limits: RunLimits
  let programs: Programs

  let judge: Child
  let reference: Child
  var learner: LearnerProgram
  private var executable: String?
  /// For the programs that are started when one is lost.
  private var spares: [LearnerProgram.Conversation]

  let records: Stream
  let judgeWords: Stream
  let judgeTraps: Stream

  var results: [CheckResult] = []
  var current: RunningCheck?
  /// What was printed, in order, as far as it may be shown.
  var printed: [UInt8] = []
  /// Whether the learner's program has been asked by a check that shows nothing.
  ///
  /// It may say later what it was asked, so from there on nothing that it prints is shown. A new
  /// program knows nothing.
  private var knowsSecrets = false
  /// How many bytes the learner's programs that are gone have printed, kept or not.
  private var printedBefore = 0
  /// What is left of the programs that trapped, by the index of their check.
  private(set) var remains: [Int: Remains] = [:]
  let places: TrapPlaces
  /// How many more checks may use up their time.
  private let timeouts: Int
  /// When the judge was left to finish a check that has lost its program.
  private var leftAlone: Double?
  /// The limit for which the runner itself has ended the learner's program.
  var overstepped: CheckResult.Outcome?

  /// Every call and its answer, as the judge told them; empty unless answers are recorded.
  var asked: [(request: Value, reply: Value)] = []

  /// A check that has begun.
  struct RunningCheck {
    var index: Int
    var name: String
    var terms: JudgeRecord.Terms
    var seconds: Double
    var began: Double
    var usedBefore: Double
    /// How long the three programs had waited for a processor before it.
    var starvedBefore: Double?
    /// The learner's last answer in it.
    var answer: (call: String, text: String)?
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
    _ programs: Programs, limits: RunLimits, seed: UInt64, skip: Int, timeouts: Int = .max,
    places: TrapPlaces, on bench: Workbench, recording: Bool = false
  ) throws(GradusError) {
    self.bench = bench
    self.limits = limits
    self.programs = programs
    self.timeouts = timeouts
    self.places = places
    let (askReference, answerReference) = (try Pipe(), try Pipe())
    let (recordPipe, wordPipe, judgeTrapPipe) = (try Pipe(), try Pipe(), try Pipe())
    var judgeEnds: [Int32: Descriptor] = [
      1: recordPipe.writing, 2: wordPipe.writing, 5: askReference.writing,
      6: answerReference.reading, 7: judgeTrapPipe.writing,
    ]
    var conversations: [LearnerProgram.Conversation] = []
    for losses in 0...Streams.spares {
      let (ask, answer) = (try Pipe(), try Pipe())
      judgeEnds[Streams.questions(afterLosses: losses)] = ask.writing
      judgeEnds[Streams.answers(afterLosses: losses)] = answer.reading
      conversations.append(.init(requests: ask.reading, replies: answer.writing))
    }

    // Trusted programs, but the course may come from anywhere: they live in the jail as well. The
    // seed is no argument, because every process may read those of all others.
    judge = try bench.start(
      programs.judge, ["--skip", "\(skip)"] + (recording ? ["--record"] : []),
      limits: limits.forTheJudge, environment: ["GRADUS_SEED=\(seed)"], descriptors: judgeEnds)
    reference = try bench.start(
      programs.reference, limits: limits.forTheJudge,
      descriptors: [3: askReference.reading, 4: answerReference.writing])

    records = Stream(recordPipe.reading, limit: 256 << 20)
    judgeWords = Stream(wordPipe.reading, limit: 1 << 16)
    judgeTraps = Stream(judgeTrapPipe.reading, limit: 1 << 14)
    learner = try LearnerProgram(conversations.removeFirst(), captured: limits.captured)
    spares = conversations
    // A pipe ends when its last writer is gone, so the runner must not be one of them.
    for used in Array(judgeEnds.values) + [askReference.reading, answerReference.writing] {
      used.close()
    }
  }

  /// Lets the learner's program answer.
  func start(_ executable: String) throws(GradusError) {
    self.executable = executable
    try learner.start(executable, limits: limits, on: bench)
    current?.began = gradus_now()
    current?.starvedBefore = starved
  }

  /// Lets a new program of the learner's answer what comes after a loss.
  private func startAgain() throws(GradusError) {
    guard let executable, !spares.isEmpty else { return }
    printedBefore += learner.printedTotal
    learner = try LearnerProgram(
      spares.removeFirst(), captured: max(0, limits.captured - printed.count))
    overstepped = nil
    knowsSecrets = false
    try learner.start(executable, limits: limits, on: bench)
  }

  /// How much was printed in all, kept or not.
  var printedTotal: Int { printedBefore + learner.printedTotal }

  /// Listens until it is over.
  ///
  /// Nothing of it survives.
  func run() throws(GradusError) -> End {
    defer { end() }
    while true {
      if let record = nextRecord() {
        if let end = try take(record) { return end }
      } else if records.isOpen {
        listen(to: [records, judgeWords, judgeTraps] + learner.streams, until: wake)
        if let end = enforce() { return end }
        if isLeftAloneTooLong { return lostForGood }
      } else {
        return leftAlone == nil ? judgeBroke() : lostForGood
      }
    }
  }

  func end() {
    let all = [learner.child, reference, judge].compactMap { $0 }
    for child in all { child.beginKilling() }
    for child in all { child.kill() }
  }

  /// Until when a check that lost its program may take to come to its end on the reference's answers.
  var aloneUntil: Double? { leftAlone.map { $0 + 2 * limits.seconds } }

  private var isLeftAloneTooLong: Bool { aloneUntil.map { gradus_now() > $0 } ?? false }

  /// The checks that are left need a judge of their own.
  private var lostForGood: End { .lost(next: (results.last?.index ?? 0) + 1) }

  /// Takes the next record off the stream, if all of it has come.
  private func nextRecord() -> JudgeRecord? {
    guard let (value, length) = Frames.first(in: records.bytes[...]) else { return nil }
    records.consume(length)
    return JudgeRecord(value) ?? .broken("The judge's record cannot be understood.")
  }

  private func take(_ record: JudgeRecord) throws(GradusError) -> End? {
    switch record {
    case .began(let index, let name, let terms):
      collectPrinted()
      if leftAlone != nil {
        leftAlone = nil
        try startAgain()
      }
      current = RunningCheck(
        index: index, name: name, terms: terms, seconds: terms.seconds ?? limits.seconds,
        began: gradus_now(), usedBefore: learner.child?.used ?? 0, starvedBefore: starved)
      if terms.disclosure == "none" { knowsSecrets = true }
    case .answered(let call, let text): current?.answer = (call, text)
    case .check(_, let trials, let failure):
      finishCheck(failure.map { .failed(Failure($0)) } ?? .passed, trials: trials)
    case .lost(let index, let call, let failure, let goesOn):
      let cause = causeOfLoss(call: call)
      if case .trapped = cause, failure == nil, let executable {
        remains[index] = try Remains(
          learner, of: executable, places, isWithheld: current?.terms.disclosure == "none")
      }
      // A check that has already failed keeps its failure, which says more than the end does.
      finishCheck(failure.map { .failed(Failure($0)) } ?? cause, trials: 1)
      guard goesOn, results.filter(\.hasTimedOut).count < timeouts else { return lostForGood }
      leftAlone = gradus_now()
    case .asked(let request, let reply): asked.append((request, reply))
    case .unended:
      collectPrinted()
      return .unended
    case .broken(let words):
      collectPrinted()
      // The learner's earlier answers may have led the reference astray.
      return leftAlone == nil ? .broken(words) : lostForGood
    case .finished:
      collectPrinted()
      if leftAlone != nil { return .finished }
      guard let end = learner.wait(seconds: 2), end.signal == 0, end.status == 0 else {
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

  /// Takes over what was printed so far, where it may be shown.
  func collectPrinted() {
    let new = learner.takePrinted()
    if !knowsSecrets { printed += new }
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
