import GradusDiagnostics

extension Verdict {
  /// Takes control and formatting characters out of everything that a learner's program may have
  /// worded: answers, reasons of traps, findings about its own text.
  ///
  /// It happens once, before the verdict is kept or shown, so no writer has to remember it.
  mutating func clean() {
    message = message.map(plain)
    for index in diagnostics.indices { diagnostics[index].clean() }
    for index in checks.indices { checks[index].outcome.clean() }
  }
}

extension CheckResult.Outcome {
  fileprivate mutating func clean() {
    switch self {
    case .passed, .outputLimit, .memoryLimit: break
    case .failed(var failure):
      failure.message = plain(failure.message)
      if var mistake = failure.mistake {
        mistake.message = plain(mistake.message)
        failure.mistake = mistake
      }
      failure.call = failure.call.map(plain)
      failure.expected = failure.expected.map(plain)
      failure.got = failure.got.map(plain)
      failure.worst = failure.worst.map(plain)
      self = .failed(failure)
    case .trapped(var trap):
      trap.reason = plain(trap.reason)
      trap.call = trap.call.map(plain)
      self = .trapped(trap)
    case .timedOut(let seconds, let call): self = .timedOut(seconds: seconds, call: call.map(plain))
    case .endedEarly(let status, let call):
      self = .endedEarly(status: status, call: call.map(plain))
    case .broken(let words): self = .broken(plain(words))
    case .notRun(let reason): self = .notRun(plain(reason))
    }
  }
}

extension Diagnostic {
  fileprivate mutating func clean() {
    summary = plain(summary)
    explanation = explanation.map(plain)
    fixes = fixes.map(plain)
    for index in notes.indices { notes[index].text = plain(notes[index].text) }
  }
}

private func plain(_ text: String) -> String { cleaned(text.utf8) }
