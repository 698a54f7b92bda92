/// A function that can be called from the judge by name.
public typealias Procedure = (name: String, call: ([Value]) throws -> Value)

/// Answers calls until the judge says that it is done.
///
/// A request is a list: the procedure's name with its labels, then the arguments. The request `none` ends it.
/// Exactly one reply goes out for each request; the reply to the end is ``Reply/end``. A program
/// that leaves in any other way has ended early, and that never passes.
public func serve(_ procedures: [Procedure]) {
  watchTraps(Streams.traps)
  while let request = try? Frames.read(from: Streams.requests) {
    if case .none = request {
      Frames.write(Reply.end.value, to: Streams.replies)
      return
    }
    Frames.write(answer(request, procedures).value, to: Streams.replies)
  }
}

private func answer(_ request: Value, _ procedures: [Procedure]) -> Reply {
  guard case .list(let parts) = request, case .string(let name)? = parts.first,
    let procedure = procedures.first(where: { $0.name == name })
  else { return .thrown("there is no function for this call") }
  do { return .answer(try procedure.call(Array(parts.dropFirst()))) } catch {
    return .thrown(String(describing: error))
  }
}

/// What comes back for one request.
package enum Reply {
  case answer(Value)
  /// The function threw this error.
  case thrown(String)
  case end

  package var value: Value {
    switch self {
    case .answer(let value): .list([.int(0), value])
    case .thrown(let error): .list([.int(1), .string(error)])
    case .end: .list([.int(2)])
    }
  }

  package init?(_ value: Value) {
    guard case .list(let parts) = value, case .int(let kind)? = parts.first else { return nil }
    switch (kind, parts.count) {
    case (0, 2): self = .answer(parts[1])
    case (1, 2):
      guard case .string(let error) = parts[1] else { return nil }
      self = .thrown(error)
    case (2, 1): self = .end
    default: return nil
    }
  }
}
