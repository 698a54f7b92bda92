public import GradusProbe

/// A call that a check made: what a learner would have typed.
struct Call {
  let text: String
  let answer: Value
}

/// Asks the active side to call a function.
///
/// The stubs that stand in for the exercise's functions are made of this, so a check block calls
/// `softmax(x)` and means "whoever is being judged".
///
/// - Parameters:
///   - procedure: the name under which the answering program serves the function
///   - arguments: label ("" for none) and value of each argument
public func ask<T: Wire>(_ procedure: String, _ arguments: [(label: String, value: Value)]) -> T {
  let answer = session.ask(procedure, arguments)
  do { return try T(wire: answer) } catch { session.unreadable(procedure, "\(error)") }
}

// Tuples have an overload for each size: from a parameter pack, Swift 6.3.1 does not infer the parts
// of a labelled result.

/// Asks for a tuple.
public func ask<A: Wire, B: Wire>(
  _ procedure: String, _ arguments: [(label: String, value: Value)]
) -> (A, B) {
  let parts = session.askParts(procedure, arguments)
  return (parts.read(0), parts.read(1))
}

/// Asks for a tuple.
public func ask<A: Wire, B: Wire, C: Wire>(
  _ procedure: String, _ arguments: [(label: String, value: Value)]
) -> (A, B, C) {
  let parts = session.askParts(procedure, arguments)
  return (parts.read(0), parts.read(1), parts.read(2))
}

/// Asks for a tuple.
public func ask<A: Wire, B: Wire, C: Wire, D: Wire>(
  _ procedure: String, _ arguments: [(label: String, value: Value)]
) -> (A, B, C, D) {
  let parts = session.askParts(procedure, arguments)
  return (parts.read(0), parts.read(1), parts.read(2), parts.read(3))
}

/// Asks for a call that returns nothing.
public func ask(_ procedure: String, _ arguments: [(label: String, value: Value)]) {
  _ = session.ask(procedure, arguments)
}

/// The parts of a tuple that a procedure answered with.
private struct Parts {
  let procedure: String
  let values: [Value]

  func read<T: Wire>(_ position: Int) -> T {
    do { return try value(values, position) } catch { session.unreadable(procedure, "\(error)") }
  }
}

extension Session {
  fileprivate func askParts(
    _ procedure: String, _ arguments: [(label: String, value: Value)]
  ) -> Parts {
    guard case .record(let fields) = ask(procedure, arguments) else {
      unreadable(procedure, "it is not a tuple")
    }
    return Parts(procedure: procedure, values: fields.map(\.value))
  }

  func ask(_ procedure: String, _ arguments: [(label: String, value: Value)]) -> Value {
    // Once a check has failed, nothing more is learnt from the learner's side in this check; the
    // reference answers instead, so that the rest of the block runs on sensible values.
    let side = hasFailed && !isExplaining ? .reference : self.side
    let text = callText(procedure, arguments)
    let request = Value.list([.string(procedure)] + arguments.map(\.value))
    guard Frames.write(request, to: side.requests) else { lose(side, text) }
    let reply: Value?
    do { reply = try Frames.read(from: side.replies) } catch {
      unreadable(procedure, "\(error)", side)
    }
    guard let reply else { lose(side, text) }
    switch Reply(reply) {
    case .answer(let answer):
      if side == .learner { lastCall = Call(text: text, answer: answer) }
      return answer
    case .thrown(let error): unreadable(procedure, error, side)
    case .end, nil: unreadable(procedure, "the reply is not an answer", side)
    }
  }

  private func lose(_ side: Side, _ call: String) -> Never {
    guard side == .learner else {
      stop(.broken("The reference solution ended during \(call)."))
    }
    stop(.lost(index: index, call: call, failure: check?.failure))
  }

  /// An answer that no compiled call can give: the program's own words were replaced.
  func unreadable(_ procedure: String, _ why: String, _ side: Side? = nil) -> Never {
    if (side ?? self.side) == .reference {
      stop(.broken("The reference solution's answer to \(procedure) is unreadable: \(why)."))
    }
    var failure = JudgeRecord.Failure(
      message: "The answer of \(procedure) could not be read: \(why).")
    failure.call = lastCall?.text
    stop(.lost(index: index, call: procedure, failure: check?.failure ?? failure))
  }
}
