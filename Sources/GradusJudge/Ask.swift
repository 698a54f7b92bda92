public import GradusProbe

/// A call that a check made: what a learner would have typed.
struct Call {
  let text: String
  let answer: Value
}

/// Calls a function of the side that is being asked.
///
/// The stubs that stand in for the exercise's functions are made of this, so a check block says
/// `softmax(x)` and means "whoever is being judged".
///
/// - Parameters:
///   - procedure: the function's name; with the labels, the answering program serves it under that
///   - arguments: label ("" for none) and value of each argument
///   - read: makes the result's type of the answer
public func ask<T>(
  _ procedure: String, _ arguments: [(label: String, value: Value)],
  _ read: (Value) throws -> T
) -> T {
  let answer = session.ask(procedure, arguments)
  do { return try read(answer) } catch { session.unreadable(procedure, "\(error)") }
}

extension Session {
  func ask(_ procedure: String, _ arguments: [(label: String, value: Value)]) -> Value {
    // A call between two checks may be used by the next one, which the reference must not answer for
    // the learner; the runner starts everything again when the judge leaves after a loss.
    if isAlone, check == nil, self.side == .learner { leave(0) }
    // Once a check has failed, nothing more is learnt from the learner's side in this check; the
    // reference answers instead, so that the rest of the block runs on sensible values.
    let side = isAlone || (hasFailed && !isExplaining) ? .reference : self.side
    let call = callText(procedure, arguments)
    // With its labels, as in `clip(_:to:)`, because two functions may share the rest of the name.
    let labels = arguments.map { ($0.label.isEmpty ? "_" : $0.label) + ":" }.joined()
    let request = Value.list([.string("\(procedure)(\(labels))")] + arguments.map(\.value))
    let reply: Value?
    do {
      reply =
        Frames.write(request, to: side.requests) ? try Frames.read(from: side.replies) : nil
    } catch {
      unreadable(procedure, "\(error)", side)
    }
    guard let reply else {
      lose(side, call)
      return ask(procedure, arguments)
    }
    if isRecording { send(.asked(request: request, reply: reply)) }
    switch Reply(reply) {
    case .answer(let answer):
      guard side == .learner else { return answer }
      lastCall = Call(text: call, answer: answer)
      // Should the check's own code stop at this answer, the learner can still be told which it was.
      send(.answered(call: call, answer: text(answer)))
      return answer
    case .thrown(let error):
      if side == .reference, error == unrecorded { undecided(call) }
      unreadable(procedure, error, side)
    case .end, nil: unreadable(procedure, "the reply is not an answer", side)
    }
  }

  /// The program that was asked is gone.
  ///
  /// The rest of the check runs on the reference's answers and means nothing any more; the checks after
  /// it get a new program of the learner's, while there are pipes for one.
  private func lose(_ side: Side, _ call: String) {
    guard side == .learner else {
      stop(.broken("The reference solution ended during \(call)."))
    }
    guard losses < Streams.spares, let check else {
      stop(.lost(index: index, call: call, failure: check?.failure, goesOn: false))
    }
    send(.lost(index: index, call: call, failure: check.failure, goesOn: true))
    isAlone = true
    if check.failure == nil { check.failure = JudgeRecord.Failure(message: "lost") }
  }

  /// In a course without solutions the reference knows only what follows from right answers.
  private func undecided(_ call: String) -> Never {
    if isAlone { leave(0) }
    let failure = JudgeRecord.Failure(
      message: """
        What follows from this answer was not recorded, because the recorded answer is another one.
        """)
    stop(.lost(index: index, call: call, failure: check?.failure ?? failure, goesOn: false))
  }

  /// An answer that no compiled call can give: the program's own words were replaced.
  func unreadable(_ procedure: String, _ why: String, _ side: Side? = nil) -> Never {
    if (side ?? self.side) == .reference {
      stop(.broken("The reference solution's answer to \(procedure) is unreadable: \(why)."))
    }
    var failure = JudgeRecord.Failure(
      message: "The answer of \(procedure) could not be read: \(why).")
    failure.call = lastCall?.text
    // That program still runs and may say anything: everything starts again for the other checks.
    stop(.lost(index: index, call: procedure, failure: check?.failure ?? failure, goesOn: false))
  }
}
