package import GradusDiagnostics
import GradusLessons

/// The verdict for a terminal: what was found, the first thing that is wrong, what to type next.
package func card(_ verdict: Verdict, style: TextStyle) -> String {
  var parts = [headline(verdict, style)]
  if let message = verdict.message { parts.append(indented(message)) }
  let findings =
    verdict.hasPassed
    ? [] : verdict.diagnostics.filter { verdict.checks.isEmpty || $0.severity == .error }
  parts += findings.map { drawn($0, source: verdict.quotedSource, style: style) }
  if !verdict.checks.isEmpty && !verdict.hasPassed {
    parts.append(verdict.checks.map { line($0, style) }.joined(separator: "\n"))
    if let check = explained(verdict.checks) { parts.append(detail(check, verdict, style)) }
  }
  if !verdict.output.isEmpty {
    let cut = verdict.isOutputCut ? "\n" + style.dim("(the rest was cut off)") : ""
    parts.append(style.dim("Your program printed:") + "\n" + prefixed(verdict.output) + cut)
  }
  parts.append(footer(verdict, style))
  return parts.joined(separator: "\n\n")
}

/// The check to explain: one whose mistake was recognised teaches more than the first that failed.
private func explained(_ checks: [CheckResult]) -> CheckResult? {
  let recognised = checks.first {
    if case .failed(let failure) = $0.outcome { failure.mistake != nil } else { false }
  }
  return recognised ?? checks.first { $0.outcome != .passed }
}

private func headline(_ verdict: Verdict, _ style: TextStyle) -> String {
  let name = style.bold(verdict.exercise.description)
  let count = "\(verdict.passedCount) of \(verdict.checks.count) checks passed"
  switch verdict.status {
  case .passed:
    let all =
      verdict.checks.count == 1 ? "its check passed" : "all \(verdict.checks.count) checks passed"
    return "\(style.green("passed"))  \(name)  \(all)"
  case .compileError: return "\(style.red("does not compile"))  \(name)"
  case .compileTimedOut: return "\(style.red("compiler stopped"))  \(name)"
  case .compilerCrashed: return "\(style.yellow("compiler crashed"))  \(name)"
  case .refused: return "\(style.red("not taken"))  \(name)"
  case .broken where verdict.isMachineAtFault == true:
    return "\(style.yellow("broken"))  \(name)  this machine cannot, and your code is not at fault"
  case .broken:
    return "\(style.yellow("broken"))  \(name)  the lesson is at fault, not your code"
  case .endedEarly where verdict.passedCount == verdict.checks.count:
    return "\(style.red("ended early"))  \(name)"
  case .failed, .trapped, .timedOut, .endedEarly, .outputLimit, .memoryLimit:
    return "\(style.red("not yet"))  \(name)  \(count)"
  }
}

private func line(_ check: CheckResult, _ style: TextStyle) -> String {
  let name = check.name + (check.isHidden ? style.dim(" (hidden)") : "")
  return switch check.outcome {
  case .passed: "  \(style.green("ok"))    \(name)"
  case .notRun: "  \(style.dim("--"))    \(name)"
  case .broken: "  \(style.yellow("??"))    \(name)"
  default: "  \(style.red("no"))    \(name)"
  }
}

/// Everything about one check that did not pass.
private func detail(_ check: CheckResult, _ verdict: Verdict, _ style: TextStyle) -> String {
  var parts = [style.bold(check.name)]
  switch check.outcome {
  case .passed: break
  case .failed(let failure): parts += explanation(failure, check, style)
  case .trapped(let trap):
    parts.append(indented("Your program stopped itself: \(trap.reason)."))
    if let span = trap.span {
      let place = Diagnostic(.error, id: "trap", at: span, "here")
      parts.append(
        drawn(place, source: verdict.quotedSource, style: style)
          .split(separator: "\n").enumerated()
          .map { $0 == 0 ? "  at \(span)" : String($1) }.joined(separator: "\n"))
    }
    parts += call(trap.call, style)
  case .timedOut(let seconds, let called):
    parts.append(
      indented(
        """
        There was no answer after \(amount(seconds)) seconds. Is there a loop that never ends, or a \
        function that calls itself without an end?
        """))
    parts += call(called, style)
  case .endedEarly(let status, let called):
    parts.append(
      indented(
        """
        Your program ended (status \(status)) before it had answered. A check passes by its \
        answers, never by how a program ends or by what it prints.
        """))
    parts += call(called, style)
  case .outputLimit(let bytes):
    parts.append(indented("Your program printed more than \(bytes >> 10) kB, and was stopped."))
  case .memoryLimit(let bytes):
    parts.append(
      indented("Your program wanted more memory than the \(bytes >> 20) MB that it may use."))
  case .broken(let message): parts.append(indented(message))
  case .notRun(let reason): parts.append(indented(reason))
  }
  return parts.joined(separator: "\n")
}

private func explanation(
  _ failure: Failure, _ check: CheckResult, _ style: TextStyle
) -> [String] {
  var parts = [indented(failure.mistake?.message ?? failure.message)]
  var rows: [(String, String)] = []
  if let call = failure.call { rows.append(("call", call)) }
  if let expected = failure.expected { rows.append(("expected", expected)) }
  if let got = failure.got { rows.append(("got", got)) }
  if let worst = failure.worst { rows.append(("differs", "most at \(worst)")) }
  if let tolerance = failure.tolerance {
    let reason = failure.reason.map { ": \($0)" } ?? ""
    rows.append(("tolerance", "\(tolerance) × max(1, |expected|)\(reason)"))
  }
  if check.trials > 1 { rows.append(("trial", "\(failure.trial + 1)")) }
  if !rows.isEmpty { parts.append("") }
  parts += rows.map { "  \(style.dim(padded($0.0, 10))) \($0.1)" }
  return parts
}

private func call(_ call: String?, _ style: TextStyle) -> [String] {
  call.map { ["  \(style.dim(padded("call", 10))) \($0)"] } ?? []
}

private func footer(_ verdict: Verdict, _ style: TextStyle) -> String {
  var facts = "seed \(verdict.seed), \(verdict.confinement.description)"
  if verdict.wasCached { facts += ", unchanged since it was judged" }
  if verdict.hasPassed { return style.dim(facts) }
  return style.dim("Again: gradus check \(verdict.exercise) --seed \(verdict.seed)\n\(facts)")
}

private func indented(_ text: String) -> String {
  wrapped(text, width: 76).map { "  " + $0 }.joined(separator: "\n")
}

private func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

private func amount(_ seconds: Double) -> String {
  seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
}

extension Verdict {
  /// The quoted lines at their own line numbers, for the drawing of findings.
  fileprivate var quotedSource: String {
    let last = quotedLines.keys.max() ?? 0
    return (0...last).dropFirst().map { quotedLines[$0] ?? "" }.joined(separator: "\n")
  }

  /// Copies the lines that the findings and traps are about.
  mutating func quote(_ text: String) {
    var wanted = Set(diagnostics.compactMap { $0.span?.start.line })
    for check in checks {
      if case .trapped(let trap) = check.outcome, let span = trap.span {
        wanted.insert(span.start.line)
      }
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for number in wanted where lines.indices.contains(number - 1) {
      quotedLines[number] = cleaned(lines[number - 1].utf8)
    }
  }
}
