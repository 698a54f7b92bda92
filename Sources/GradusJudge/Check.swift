import GradusProbe

/// A check while it runs.
final class RunningCheck {
  let name: String
  var trial = 0
  var draw: Draw?
  /// The first expectation that did not hold.
  var failure: JudgeRecord.Failure?

  init(name: String) { self.name = name }
}

extension Session {
  var hasFailed: Bool { check?.failure != nil }
}

/// Judges one thing that the exercise must do.
///
/// - Parameters:
///   - name: what holds when it passes, as a sentence for the learner
///   - trials: how often it is tried, each time with other inputs
///   - body: draws inputs, calls the exercise's functions, says what is expected
public func check(_ name: String, trials: Int = 1, _ body: (Draw) -> Void) {
  defer { session.index += 1 }
  guard session.index >= session.skip else { return }
  guard session.check == nil else {
    session.stop(.broken("The check \"\(name)\" stands inside another check."))
  }
  if session.isAlone {
    session.isAlone = false
    session.losses += 1
  }
  let check = RunningCheck(name: name)
  session.send(.began(index: session.index, name: name, terms: session.terms))
  if session.onlyNames { return }
  session.check = check
  defer { session.check = nil }
  while check.trial < trials, check.failure == nil {
    session.side = .learner
    session.lastCall = nil
    let draw = Draw(seed: session.seed, check: name, trial: check.trial)
    check.draw = draw
    body(draw)
    check.trial += 1
  }
  // What became of a check that lost its program has been said already.
  if session.isAlone { return }
  session.send(.check(index: session.index, trials: check.trial, failure: check.failure))
}

/// Evaluates with the reference solution on the other end of every call.
public func reference<T>(_ body: () -> T) -> T { with(.reference, body) }

/// Evaluates with the learner's program on the other end of every call.
public func learner<T>(_ body: () -> T) -> T { with(.learner, body) }

private func with<T>(_ side: Side, _ body: () -> T) -> T {
  let before = session.side
  session.side = side
  defer { session.side = before }
  return body()
}
