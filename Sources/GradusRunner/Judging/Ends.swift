import CGradusSystem
import GradusDiagnostics
import GradusLessons
import GradusProbe

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// Why a learner's program went away, and what happens when the judge itself does.

extension Trial {
  /// When to look at the clock again.
  var wake: Double {
    if let deadline = aloneUntil { return deadline }
    guard let current, learner.child != nil else { return gradus_now() + 60 }
    let soon = current.began + current.seconds
    return max(soon, gradus_now() + 0.05)
  }

  /// Ends the learner's program where it has gone too far.
  ///
  /// The judge then reports the loss.
  func enforce() -> End? {
    guard let program = learner.child, let current else { return nil }
    if learner.printedTotal > limits.output {
      program.kill()
      overstepped = .outputLimit(bytes: limits.output)
      return awaitLoss()
    }
    let wall = gradus_now() - current.began
    guard wall >= current.seconds else { return nil }
    let used = program.used - current.usedBefore
    let hasHadItsTime = waited(in: current).map { wall - $0 >= current.seconds }
    guard
      used >= current.seconds || hasHadItsTime ?? (used >= current.seconds / 2)
        || wall >= 3 * current.seconds
    else { return nil }
    program.kill()
    overstepped = .timedOut(seconds: current.seconds, call: nil)
    return awaitLoss()
  }

  /// For how much of a check the machine was too busy to let its programs run, which is no fault of
  /// theirs; nil where nobody counts that.
  private func waited(in check: RunningCheck) -> Double? {
    guard let starved, let before = check.starvedBefore else { return nil }
    return max(0, starved - before)
  }

  /// How long the three programs had to wait for a processor so far.
  var starved: Double? {
    let waits = [learner.child, judge, reference].compactMap { $0 }.map(\.starved)
    return waits.contains { $0 == nil } ? nil : waits.reduce(0) { $0 + ($1 ?? 0) }
  }

  /// The judge has to notice that its partner is gone; if it does not, it was not waiting for it.
  private func awaitLoss() -> End? {
    let deadline = gradus_now() + 10
    while records.isOpen, records.bytes.isEmpty, gradus_now() < deadline {
      listen(to: [records, judgeWords], until: deadline)
    }
    guard records.bytes.isEmpty else { return nil }
    collectPrinted()
    return .broken(
      "The check \"\(current?.name ?? "")\" takes longer than its time, and not in your code.")
  }

  /// The reason for which the judge got no answer to `call`.
  func causeOfLoss(call: String) -> CheckResult.Outcome {
    if case .timedOut(let seconds, _)? = overstepped {
      return .timedOut(seconds: seconds, call: call)
    }
    if let overstepped { return overstepped }
    guard let program = learner.child else { return .broken("The program was never started.") }
    // It may have closed its pipe and live on; then it is ended here.
    let ended = learner.wait(seconds: 1)
    collectPrinted()
    guard let ended else {
      program.kill()
      return .endedEarly(status: 0, call: call)
    }
    if ended.signal == SIGXCPU || (ended.signal == SIGKILL && learner.traps.bytes.isEmpty) {
      return ended.seconds + 1 >= Double(limits.processorSeconds)
        ? .timedOut(seconds: Double(limits.processorSeconds), call: call)
        : .memoryLimit(bytes: limits.memory)
    }
    if ended.signal == 0 && learner.traps.bytes.isEmpty {
      return .endedEarly(status: Int(ended.status), call: call)
    }
    return .trapped(Trap(reason: "", call: call))
  }

  /// The judge went away without a last word: the check's own code trapped.
  func judgeBroke() -> End {
    collectPrinted()
    _ = drain([judgeWords, judgeTraps], until: gradus_now() + 1)
    return .broken("")
  }
}
