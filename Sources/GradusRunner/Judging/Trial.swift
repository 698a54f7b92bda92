import CGradusSystem
import GradusDiagnostics
import GradusLessons
import GradusProbe

/// The three programs of a judgement, built.
struct Programs {
  var judge: String
  var reference: String
}

/// What the runner has to know of the check blocks, by their position in the exercise.
struct CheckTerms: Hashable, Sendable {
  var seconds: Double
  var disclosure: CheckBlock.Disclosure
}

/// One start of judge, reference and learner's program, up to the first check that loses the last.
///
/// Judge and reference start at once, while the learner's file is still being compiled; the judge's
/// first question waits in its pipe.
final class Trial {
  private let bench: Workbench
  private let terms: [CheckTerms]
  private let limits: RunLimits

  private let judge: Child
  private let reference: Child
  private var learner: Child?
  private let records: Stream
  private let judgeWords: Stream
  private let judgeTraps: Stream
  let output: Stream
  let errors: Stream
  let traps: Stream
  /// The learner's ends of the pipes, until its program has them.
  private var handed: [Int32: Descriptor]

  private(set) var results: [CheckResult] = []
  private var current: Current?
  private(set) var openOutput: [(isWithheld: Bool, upTo: (output: Int, errors: Int))] = []

  private struct Current {
    var index: Int
    var name: String
    var isHidden: Bool
    var terms: CheckTerms
    var began: Double
    var usedBefore: Double
  }

  /// How it ended.
  enum End {
    /// Every check was judged, and both programs said good-bye.
    case finished
    /// The learner's program went away; the checks after this one have to be run again.
    case lost(index: Int)
    /// All checks were judged, and then the learner's program did not end as it should.
    case unended
    case broken(String)
  }

  init(
    _ programs: Programs, terms: [CheckTerms], limits: RunLimits, seed: UInt64, skip: Int,
    on bench: Workbench
  ) throws(GradusError) {
    self.bench = bench
    self.terms = terms
    self.limits = limits
    let (ask, answer) = (try Pipe(), try Pipe())
    let (askReference, answerReference) = (try Pipe(), try Pipe())
    let (recordPipe, wordPipe, judgeTrapPipe) = (try Pipe(), try Pipe(), try Pipe())
    let (outputPipe, errorPipe, trapPipe) = (try Pipe(), try Pipe(), try Pipe())

    // Trusted programs, but the course may come from anywhere: they live in the jail as well.
    var allowed = bench.runPermissions(programs.judge, limits: limits)
    allowed.descriptors = 8
    judge = try Child(
      bench.jail.command(
        bench.runCommand(programs.judge, ["--seed", "\(seed)", "--skip", "\(skip)"]), allowed),
      descriptors: [
        1: recordPipe.writing, 2: wordPipe.writing, 3: ask.writing, 4: answer.reading,
        5: askReference.writing, 6: answerReference.reading, 7: judgeTrapPipe.writing,
      ])
    allowed = bench.runPermissions(programs.reference, limits: limits)
    allowed.descriptors = 5
    reference = try Child(
      bench.jail.command(bench.runCommand(programs.reference), allowed),
      descriptors: [3: askReference.reading, 4: answerReference.writing])

    records = Stream(recordPipe.reading, limit: 256 << 20)
    judgeWords = Stream(wordPipe.reading, limit: 1 << 16)
    judgeTraps = Stream(judgeTrapPipe.reading, limit: 1 << 14)
    output = Stream(outputPipe.reading, limit: capturedBytes)
    errors = Stream(errorPipe.reading, limit: capturedBytes)
    traps = Stream(trapPipe.reading, limit: 1 << 14)
    handed = [
      1: outputPipe.writing, 2: errorPipe.writing, 3: ask.reading, 4: answer.writing,
      5: trapPipe.writing,
    ]
    for used in [
      recordPipe.writing, wordPipe.writing, judgeTrapPipe.writing, ask.writing, answer.reading,
      askReference.writing, askReference.reading, answerReference.writing,
      answerReference.reading,
    ] { used.close() }
  }

  /// Lets the learner's program answer.
  func start(_ executable: String) throws(GradusError) {
    var allowed = bench.runPermissions(executable, limits: limits)
    allowed.descriptors = 6
    learner = try Child(
      bench.jail.command(bench.runCommand(executable), allowed), descriptors: handed)
    for descriptor in handed.values { descriptor.close() }
    handed = [:]
    current?.began = gradus_now()
  }

  /// Listens until it is over. Nothing of it survives.
  func run(_ executable: String) throws(GradusError) -> End {
    if learner == nil { try start(executable) }
    defer {
      learner?.kill()
      reference.kill()
      judge.kill()
    }
    while records.isOpen || !records.bytes.isEmpty {
      if let record = nextRecord() {
        if let end = take(record, executable) { return end }
      } else if records.isOpen {
        listen(to: [records, output, errors, judgeWords], until: wake)
        if let end = enforce(executable) { return end }
      } else {
        break
      }
    }
    return judgeTrapped(programs: executable)
  }
}
