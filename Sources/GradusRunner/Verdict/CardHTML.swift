import GradusDiagnostics
import GradusLessons

/// The verdict for a page: the same words as on a terminal, in elements that a style sheet can reach.
///
/// Everything is text of somebody's: it is escaped where it is put in, and there is no attribute that
/// a learner has a say in.
package func cardHTML(_ verdict: Verdict) -> String {
  let (word, tone, facts) = verdict.headline
  var parts = [
    "<p class=\"headline\"><strong class=\"\(tone.rawValue)\">\(escaped(word))</strong> "
      + "<code>\(escaped(verdict.exercise.description))</code>"
      + (facts.map { " " + escaped($0) } ?? "") + "</p>"
  ]
  if let message = verdict.message { parts.append("<p>\(escaped(message))</p>") }
  parts += verdict.findingsToShow.map {
    "<pre class=\"finding\">\(escaped(drawn($0, source: verdict.quotedSource, style: .plain)))</pre>"
  }
  if !verdict.checks.isEmpty && !verdict.hasPassed {
    parts.append(
      "<ul class=\"checks\">\n\(verdict.checks.map(item).joined(separator: "\n"))\n</ul>")
    if let check = verdict.checkToExplain { parts.append(detail(check, verdict)) }
  }
  if !verdict.output.isEmpty {
    parts.append("<p>\(escaped(Verdict.printedTitle))</p>")
    parts.append("<pre class=\"printed\">\(escaped(prefixed(verdict.output)))</pre>")
    if verdict.isOutputCut { parts.append("<p>\(escaped(Verdict.cutTitle))</p>") }
  }
  if !verdict.hasPassed {
    parts.append("<p class=\"again\">Again: <code>\(escaped(verdict.commandAgain))</code></p>")
  }
  parts.append("<p class=\"conditions\">\(escaped(verdict.conditions))</p>")
  return "<section class=\"verdict \(verdict.hasPassed ? "passed" : "open")\">\n"
    + parts.joined(separator: "\n") + "\n</section>\n"
}

private func item(_ check: CheckResult) -> String {
  "<li><span class=\"\(check.mark.tone.rawValue)\">\(escaped(check.mark.word))</span> "
    + escaped(check.name) + (check.isHidden ? " (hidden)" : "") + "</li>"
}

/// Everything about one check that did not pass.
private func detail(_ check: CheckResult, _ verdict: Verdict) -> String {
  var parts = ["<p><strong>\(escaped(check.name))</strong></p>"]
  parts.append("<p>\(escaped(check.explanation))</p>")
  if case .trapped(let trap) = check.outcome, let span = trap.span {
    parts.append("<p>at <code>\(escaped(span.description))</code></p>")
    if let line = verdict.quotedLines[span.start.line] {
      parts.append("<pre>\(span.start.line) | \(escaped(line))</pre>")
    }
  }
  if !check.rows.isEmpty {
    let rows = check.rows.map {
      "<tr><th scope=\"row\">\(escaped($0.name))</th><td><code>\(escaped($0.value))</code></td></tr>"
    }
    parts.append("<table>\n\(rows.joined(separator: "\n"))\n</table>")
  }
  return parts.joined(separator: "\n")
}

/// Text between the tags or in the quoted attributes of HTML and XML.
package func escaped(_ text: String) -> String {
  var made = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": made += "&amp;"
    case "<": made += "&lt;"
    case ">": made += "&gt;"
    case "\"": made += "&quot;"
    case "'": made += "&#39;"
    default: made.unicodeScalars.append(scalar)
    }
  }
  return made
}
