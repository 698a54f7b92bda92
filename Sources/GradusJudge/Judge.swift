import GradusProbe

/// One check block of a lesson.
public struct Checks {
  let terms: JudgeRecord.Terms
  let body: () -> Void

  /// Says what holds for every check of the block.
  ///
  /// - Parameters:
  ///   - disclosure: what a learner gets to see: "full", "actual" or "none"
  ///   - seconds: what one of its checks may take; nil for the usual limit
  public init(
    isHidden: Bool, disclosure: String = "full", seconds: Double? = nil,
    _ body: @escaping () -> Void
  ) {
    terms = JudgeRecord.Terms(isHidden: isHidden, disclosure: disclosure, seconds: seconds)
    self.body = body
  }
}

/// Judges an exercise: runs its check blocks, and reports each check on standard output.
///
/// Arguments: `--skip N`, the number of checks that an earlier run has already reported; `--names`, to
/// say only which checks there are; `--record`, to report every call with its answer. All inputs are
/// drawn from the seed in `GRADUS_SEED`: a learner's program can read the arguments of every process,
/// but no environment except its own. What an author prints goes to standard error.
public func judge(_ blocks: [Checks]) {
  // A learner's program may be gone before it is asked; that is a lost call, not the judge's end.
  outliveReaders()
  watchTraps(7)
  session = Session(
    seed: environment("GRADUS_SEED").flatMap { UInt64(String(cString: $0)) } ?? 0,
    skip: argument("--skip") ?? 0, onlyNames: CommandLine.arguments.contains("--names"),
    // From here on, what an author prints goes elsewhere.
    records: divert(1, 2))
  session.isRecording = CommandLine.arguments.contains("--record")
  for block in blocks {
    session.terms = block.terms
    block.body()
  }
  session.finish()
}

/// The number after an option on the command line.
private func argument(_ option: String) -> Int? {
  let arguments = CommandLine.arguments
  guard let place = arguments.firstIndex(of: option), place + 1 < arguments.count else {
    return nil
  }
  return Int(arguments[place + 1])
}

/// The one run of this process.
///
/// The judge is a single thread from start to end.
nonisolated(unsafe) var session = Session(seed: 0, skip: 0, onlyNames: false, records: -1)

/// The two programs that can answer a call.
enum Side {
  case learner, reference

  var requests: Int32 {
    self == .learner ? Streams.questions(afterLosses: session.losses) : 5
  }
  var replies: Int32 { self == .learner ? Streams.answers(afterLosses: session.losses) : 6 }
}

/// Where the judge stands: which check, which side is being asked, what was found so far.
final class Session {
  let seed: UInt64
  let skip: Int
  let records: Int32

  let onlyNames: Bool

  var terms = JudgeRecord.Terms(isHidden: false, disclosure: "full", seconds: nil)
  /// The check that is running, or nil between checks.
  var check: RunningCheck?
  var index = 0
  var side = Side.learner
  /// While a recognised mistake is looked for, the learner's side answers even after a failure.
  var isExplaining = false
  /// How many of the learner's programs are gone; the next one is asked through pipes of its own, for
  /// what the lost one left in the old ones is nobody's answer.
  var losses = 0
  /// Whether the learner's program went away in the last check that ran.
  var isAlone = false
  var lastCall: Call?
  /// Whether every call is reported with its answer.
  var isRecording = false

  init(seed: UInt64, skip: Int, onlyNames: Bool, records: Int32) {
    self.seed = seed
    self.skip = skip
    self.onlyNames = onlyNames
    self.records = records
  }

  func send(_ record: JudgeRecord) { Frames.write(record.value, to: records) }

  /// The check stops here for all that follows: the runner restarts the rest.
  func stop(_ record: JudgeRecord) -> Never {
    send(record)
    leave(0)
  }

  /// Says good-bye to both sides; whether they leave cleanly is for the runner to see.
  func finish() {
    if onlyNames { stop(.finished(checks: index)) }
    for side in isAlone ? [Side.reference] : [.learner, .reference] {
      Frames.write(.none, to: side.requests)
      guard let reply = try? Frames.read(from: side.replies), case .end? = Reply(reply) else {
        if side == .reference { stop(.broken("The reference solution did not end properly.")) }
        stop(.unended)
      }
    }
    send(.finished(checks: index))
  }
}
