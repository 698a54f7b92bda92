/// What the judge tells the runner, in the order in which it happens.
package enum JudgeRecord: Hashable, Sendable {
  /// A check begins; its time runs from here.
  case began(index: Int, name: String, terms: Terms)
  /// The learner's program has answered; what the check makes of it comes next.
  case answered(call: String, answer: String)
  /// A check has ended.
  case check(index: Int, trials: Int, failure: Failure?)
  /// The learner's program went away during this call. The failure, if there was one already.
  /// Where the judge goes on, it asks the next check's questions through the next pair of pipes.
  case lost(index: Int, call: String, failure: Failure?, goesOn: Bool)
  /// A side answered a call; told only when answers are recorded.
  case asked(request: Value, reply: Value)
  /// All checks were judged, but the learner's program did not say its good-bye.
  case unended
  /// The fault is the lesson's or ours.
  case broken(String)
  /// Every check was judged and both programs said good-bye.
  case finished(checks: Int)

  /// What holds for every check of a block.
  package struct Terms: Hashable, Sendable {
    package var isHidden: Bool
    /// What a learner gets to see: "full", "actual" or "none".
    package var disclosure: String
    package var seconds: Double?

    package init(isHidden: Bool, disclosure: String, seconds: Double?) {
      self.isHidden = isHidden
      self.disclosure = disclosure
      self.seconds = seconds
    }
  }

  /// Why a check failed.
  package struct Failure: Hashable, Sendable {
    package var message: String
    package var mistake: String?
    package var mistakeMessage: String?
    package var call: String?
    package var expected: String?
    package var got: String?
    package var worst: String?
    package var tolerance: Float?
    package var reason: String?
    package var trial: Int

    package init(
      message: String, call: String? = nil, expected: String? = nil, got: String? = nil,
      worst: String? = nil, tolerance: Float? = nil, reason: String? = nil, trial: Int = 0
    ) {
      self.message = message
      self.call = call
      self.expected = expected
      self.got = got
      self.worst = worst
      self.tolerance = tolerance
      self.reason = reason
      self.trial = trial
    }
  }
}

extension JudgeRecord {
  package var value: Value {
    switch self {
    case .began(let index, let name, let terms):
      .record([
        .init("began", .int(index)), .init("name", .string(name)),
        .init("hidden", .bool(terms.isHidden)), .init("disclosure", .string(terms.disclosure)),
        .init("seconds", terms.seconds.wire),
      ])
    case .answered(let call, let answer):
      .record([.init("answered", .string(call)), .init("answer", .string(answer))])
    case .check(let index, let trials, let failure):
      .record([
        .init("check", .int(index)), .init("trials", .int(trials)),
        .init("failure", failure?.value ?? .none),
      ])
    case .lost(let index, let call, let failure, let goesOn):
      .record([
        .init("lost", .int(index)), .init("call", .string(call)),
        .init("failure", failure?.value ?? .none), .init("goesOn", .bool(goesOn)),
      ])
    case .asked(let request, let reply):
      .record([.init("asked", request), .init("reply", reply)])
    case .unended: .record([.init("unended", .none)])
    case .broken(let words): .record([.init("broken", .string(words))])
    case .finished(let checks): .record([.init("finished", .int(checks))])
    }
  }

  package init?(_ value: Value) {
    guard let read = try? JudgeRecord(reading: value) else { return nil }
    self = read
  }

  private init(reading value: Value) throws {
    guard case .record(let fields) = value, let kind = fields.first else {
      throw WireError("a judge's record has a first field")
    }
    func part<T: Wire>(_ label: String) throws -> T { try T(wire: value[label] ?? .none) }
    func failure() throws -> Failure? {
      guard let value = value["failure"], value != .none else { return nil }
      return try Failure(reading: value)
    }
    switch kind.label {
    case "began":
      self = .began(
        index: try part("began"), name: try part("name"),
        terms: Terms(
          isHidden: try part("hidden"), disclosure: try part("disclosure"),
          seconds: try part("seconds")))
    case "answered":
      self = .answered(call: try part("answered"), answer: try part("answer"))
    case "check":
      self = .check(
        index: try part("check"), trials: try part("trials"), failure: try failure())
    case "lost":
      self = .lost(
        index: try part("lost"), call: try part("call"), failure: try failure(),
        goesOn: try part("goesOn"))
    case "asked":
      guard let request = value["asked"], let reply = value["reply"] else {
        throw WireError("a call has a request and a reply")
      }
      self = .asked(request: request, reply: reply)
    case "unended": self = .unended
    case "broken": self = .broken(try part("broken"))
    case "finished": self = .finished(checks: try part("finished"))
    default: throw WireError("no record begins with \(kind.label)")
    }
  }
}

extension JudgeRecord.Failure {
  var value: Value {
    .record([
      .init("message", .string(message)), .init("mistake", mistake.wire),
      .init("mistakeMessage", mistakeMessage.wire), .init("call", call.wire),
      .init("expected", expected.wire), .init("got", got.wire), .init("worst", worst.wire),
      .init("tolerance", tolerance.wire), .init("reason", reason.wire), .init("trial", .int(trial)),
    ])
  }

  init(reading value: Value) throws {
    func part<T: Wire>(_ label: String) throws -> T { try T(wire: value[label] ?? .none) }
    self.init(
      message: try part("message"), call: try part("call"), expected: try part("expected"),
      got: try part("got"), worst: try part("worst"), tolerance: try part("tolerance"),
      reason: try part("reason"), trial: try part("trial"))
    mistake = try part("mistake")
    mistakeMessage = try part("mistakeMessage")
  }
}

extension JudgeRecord {
  /// All records in the bytes of a judge that has ended.
  package static func all(in bytes: [UInt8]) -> [JudgeRecord] {
    var records: [JudgeRecord] = []
    var rest = bytes[...]
    while let (value, length) = Frames.first(in: rest) {
      if let record = JudgeRecord(value) { records.append(record) }
      rest = rest.dropFirst(length)
    }
    return records
  }
}
