package import GradusDiagnostics
import GradusLessons

/// The verdict for a terminal: what was found, the first thing that is wrong, what to type next.
package func card(_ verdict: Verdict, style: TextStyle) -> String {
  var parts = [headline(verdict, style)]
  if let message = verdict.message { parts.append(indentedLines(message)) }
  parts += verdict.findingsToShow.map { drawn($0, source: verdict.quotedSource, style: style) }
  if !verdict.checks.isEmpty && !verdict.hasPassed {
    parts.append(verdict.checks.map { line($0, style) }.joined(separator: "\n"))
    if let check = verdict.checkToExplain { parts.append(detail(check, verdict, style)) }
  }
  if !verdict.output.isEmpty {
    let cut = verdict.isOutputCut ? "\n" + style.dim(Verdict.cutTitle) : ""
    parts.append(style.dim(Verdict.printedTitle) + "\n" + prefixed(verdict.output) + cut)
  }
  parts.append(footer(verdict, style))
  return withoutWorkflowCommands(parts.joined(separator: "\n\n"))
}

private func headline(_ verdict: Verdict, _ style: TextStyle) -> String {
  let (word, tone, facts) = verdict.headline
  return
    ([painted(word, tone, style), style.bold(verdict.exercise.description)]
    + (facts.map { [$0] } ?? [])).joined(separator: "  ")
}

private func painted(_ word: String, _ tone: CardTone, _ style: TextStyle) -> String {
  switch tone {
  case .good: style.green(word)
  case .bad: style.red(word)
  case .odd: style.yellow(word)
  case .quiet: style.dim(word)
  }
}

private func line(_ check: CheckResult, _ style: TextStyle) -> String {
  let name = check.name + (check.isHidden ? style.dim(" (hidden)") : "")
  return "  \(painted(check.mark.word, check.mark.tone, style))    \(name)"
}

/// Everything about one check that did not pass.
private func detail(_ check: CheckResult, _ verdict: Verdict, _ style: TextStyle) -> String {
  var parts = [style.bold(check.name), indented(check.explanation)]
  if case .trapped(let trap) = check.outcome, let span = trap.span {
    let place = Diagnostic(.error, id: "trap", at: span, "here")
    parts.append(
      drawn(place, source: verdict.quotedSource, style: style)
        .split(separator: "\n").enumerated()
        .map { $0 == 0 ? "  at \(span)" : String($1) }.joined(separator: "\n"))
  }
  if case .failed = check.outcome, !check.rows.isEmpty { parts.append("") }
  parts += check.rows.map { "  \(style.dim(padded($0.name, 10))) \($0.value)" }
  return parts.joined(separator: "\n")
}

private func footer(_ verdict: Verdict, _ style: TextStyle) -> String {
  verdict.hasPassed
    ? style.dim(verdict.conditions)
    : style.dim("Again: \(verdict.commandAgain)\n\(verdict.conditions)")
}

/// The text without anything that a build server would take for a command of its own.
///
/// Such a server trims a line before it looks for `::`, and finds `##[` anywhere in it; what a
/// learner's program printed or answered must not speak to it.
private func withoutWorkflowCommands(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    let start = line.drop { $0 == " " || $0 == "\t" }
    let marked = start.hasPrefix("::") ? line.prefix(line.count - start.count) + "| " + start : line
    return marked.replacing("##[", with: "## [")
  }.joined(separator: "\n")
}

private func indented(_ text: String) -> String {
  wrapped(text, width: 76).map { "  " + $0 }.joined(separator: "\n")
}

/// The same for a text with lines of its own, such as what this machine cannot and what to do about it.
private func indentedLines(_ text: String) -> String {
  text.split(separator: "\n").flatMap { line in
    let start = line.prefix { $0 == " " }
    return wrapped(String(line), width: 76 - start.count).map { "  " + start + $0 }
  }.joined(separator: "\n")
}

private func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

extension Verdict {
  /// The quoted lines at their own line numbers, for the drawing of findings.
  var quotedSource: String {
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
    // A line that fills the screen shows nobody where in it to look.
    for number in wanted
    where lines.indices.contains(number - 1) && lines[number - 1].utf8.count <= 1000 {
      quotedLines[number] = cleaned(lines[number - 1].utf8)
    }
  }
}
