public import GradusProbe

/// What became of one expectation; mistakes are named on it.
public final class Expectation {
  /// Only the first failing expectation of a check is explained.
  let isOpen: Bool
  let got: Value?
  let tolerance: Float

  init(isOpen: Bool, got: Value? = nil, tolerance: Float = 0) {
    self.isOpen = isOpen
    self.got = got
    self.tolerance = tolerance
  }

  /// Names a mistake that is recognised by the value it would produce.
  @discardableResult
  public func mistake(
    _ id: String, _ message: String, gives value: @autoclosure () -> some Wire
  ) -> Expectation {
    recognise(id, message) { matches(value().wire) }
  }

  /// Names a mistake that is recognised by a condition.
  @discardableResult
  public func mistake(
    _ id: String, _ message: String, when condition: @autoclosure () -> Bool
  ) -> Expectation {
    recognise(id, message, condition)
  }

  func matches(_ value: Value) -> Bool {
    guard let got else { return false }
    return difference(got, value.numbers(like: got), within: tolerance) == nil
  }

  func recognise(_ id: String, _ message: String, _ found: () -> Bool) -> Expectation {
    guard isOpen, !session.isAlone, session.check?.failure?.mistake == nil else { return self }
    session.isExplaining = true
    defer { session.isExplaining = false }
    if found() {
      session.check?.failure?.mistake = id
      session.check?.failure?.mistakeMessage = message
    }
    return self
  }
}

/// Expects the learner's answer to be the reference solution's.
///
/// - Parameters:
///   - tolerance: |got − expected| ≤ tolerance × max(1, |expected|)
///   - reason: why this tolerance and not another, for the learner
///   - body: evaluated once with each side on the other end of its calls
@discardableResult
public func expectSame<T: Wire>(
  within tolerance: Float = 1e-5, because reason: String = "", _ body: () -> T
) -> Expectation {
  compareSides(tolerance, reason) { body().wire }
}

/// Expects a tuple of the learner's to be the reference solution's.
@discardableResult
public func expectSame<A: Wire, B: Wire>(
  within tolerance: Float = 1e-5, because reason: String = "", _ body: () -> (A, B)
) -> Expectation {
  compareSides(tolerance, reason) { pack(body()) }
}

/// Expects a tuple of the learner's to be the reference solution's.
@discardableResult
public func expectSame<A: Wire, B: Wire, C: Wire>(
  within tolerance: Float = 1e-5, because reason: String = "", _ body: () -> (A, B, C)
) -> Expectation {
  compareSides(tolerance, reason) { pack(body()) }
}

/// Expects a tuple of the learner's to be the reference solution's.
@discardableResult
public func expectSame<A: Wire, B: Wire, C: Wire, D: Wire>(
  within tolerance: Float = 1e-5, because reason: String = "", _ body: () -> (A, B, C, D)
) -> Expectation {
  compareSides(tolerance, reason) { pack(body()) }
}

/// Expects a value to be near another; NaN is near nothing.
@discardableResult
public func expect<T: Wire>(
  _ got: @autoclosure () -> T, near expected: @autoclosure () -> T, within tolerance: Float = 1e-5,
  because reason: String = ""
) -> Expectation {
  guard !session.hasFailed else { return Expectation(isOpen: false) }
  let value = session.labelled(got().wire)
  let call = session.lastCall
  return judge(value, expected().wire, tolerance, reason, call, acceptingNaN: false)
}

/// Expects something to hold.
@discardableResult
public func expect(
  _ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String
) -> Expectation {
  guard !session.hasFailed else { return Expectation(isOpen: false) }
  let check = session.demandCheck()
  if condition() { return Expectation(isOpen: false) }
  check.failure = JudgeRecord.Failure(
    message: message(), call: session.lastCall?.text,
    got: session.lastCall.map { text($0.answer) }, trial: check.trial)
  return Expectation(isOpen: true, got: session.lastCall?.answer, tolerance: 1e-5)
}

private func compareSides(
  _ tolerance: Float, _ reason: String, _ body: () -> Value
) -> Expectation {
  guard !session.hasFailed else { return Expectation(isOpen: false) }
  // What the body draws has to be the same for both sides.
  let draw = session.check?.draw
  let state = draw?.state
  let got = session.labelled(learner(body))
  let call = session.lastCall
  if let draw, let state { draw.state = state }
  let expected = reference(body)
  return judge(got, expected, tolerance, reason, call)
}

private func judge(
  _ got: Value, _ expected: Value, _ tolerance: Float, _ reason: String, _ call: Call?,
  acceptingNaN: Bool = true
) -> Expectation {
  let check = session.demandCheck()
  guard
    let difference = difference(
      got, expected, within: tolerance, revealing: session.terms.disclosure == "full",
      acceptingNaN: acceptingNaN)
  else { return Expectation(isOpen: false) }
  check.failure = JudgeRecord.Failure(
    message: difference.message, call: call?.text, expected: text(expected), got: text(got),
    worst: difference.place, tolerance: tolerance, reason: reason.isEmpty ? nil : reason,
    trial: check.trial)
  return Expectation(isOpen: true, got: got, tolerance: tolerance)
}

// Not one function over a parameter pack: Swift 6.3.1 crashes on a closure that captures one.
private func pack(_ it: (some Wire, some Wire)) -> Value { record(it.0.wire, it.1.wire) }
private func pack(_ it: (some Wire, some Wire, some Wire)) -> Value {
  record(it.0.wire, it.1.wire, it.2.wire)
}
private func pack(_ it: (some Wire, some Wire, some Wire, some Wire)) -> Value {
  record(it.0.wire, it.1.wire, it.2.wire, it.3.wire)
}
private func record(_ parts: Value...) -> Value {
  .record(parts.enumerated().map { .init("\($0.offset)", $0.element) })
}

extension Session {
  func demandCheck() -> RunningCheck {
    if let check { return check }
    stop(.broken("An expectation stands outside of every check."))
  }

  /// The labels of a tuple are lost on its way through generic code; the last answer still has them.
  func labelled(_ value: Value) -> Value {
    guard case .record(let fields) = value, case .record(let answered)? = lastCall?.answer,
      fields.map(\.value) == answered.map(\.value)
    else { return value }
    return .record(answered)
  }
}

extension Value {
  /// The same numbers in the kind of another value's: the `0` in `gives: 0` is an `Int` to the
  /// compiler, and a Float where that is what the learner's function returns.
  fileprivate func numbers(like other: Value) -> Value {
    switch (self, other) {
    case (.int(let number), .float): .float(Float(number))
    case (.int(let number), .double): .double(Double(number))
    case (.double(let number), .float): .float(Float(number))
    case (.float(let number), .double): .double(Double(number))
    case (.int(let number), .tensor(shape: [], _)): .tensor(shape: [], scalars: [Float(number)])
    case (.list(let mine), .list(let others)) where mine.count == others.count:
      .list(zip(mine, others).map { $0.numbers(like: $1) })
    case (.record(let mine), .record(let others)) where mine.count == others.count:
      .record(zip(mine, others).map { Field($0.label, $0.value.numbers(like: $1.value)) })
    default: self
    }
  }
}
