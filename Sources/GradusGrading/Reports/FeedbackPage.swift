import GradusDiagnostics

/// What one student reads: a page that is complete in itself, loads nothing and runs nothing.
///
/// Its policy allows its own style and nothing else, so even a text that slipped through unescaped
/// could not run, load or send anything.
package func feedbackPage(_ submission: SubmissionGrade, under grading: Grading) -> String {
  let student = submission.forTheStudent()
  let facts = conditions(of: grading).map {
    "<dt>\(markup($0.name))</dt><dd>\(markup($0.value))</dd>"
  }
  let policy =
    "default-src 'none'; style-src 'sha256-\(feedbackStyleHash)'; base-uri 'none'; form-action 'none'"
  return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    <meta name="referrer" content="no-referrer">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(markup(student.student)): \(markup(grading.course))</title>
    <style>\(feedbackStyle)</style>
    </head>
    <body>
    <main>
    <h1>\(markup(student.student))</h1>
    <p>\(markup(grading.course)): <strong>\(student.points) of \(student.maxPoints) points</strong></p>
    \(handedIn(student.handedIn))\(problem(student))\(overview(student))
    \(sections(student.exercises))
    <h2>Graded under</h2>
    <dl>\(facts.joined())</dl>
    </main>
    </body>
    </html>

    """
}

private func handedIn(_ handedIn: HandedIn) -> String {
  let words = [
    handedIn.submittedAt.map { "handed in \($0)" }, handedIn.attempt.map { "attempt \($0)" },
    handedIn.late.map { "late: \($0)" },
  ].compactMap { $0 }
  return words.isEmpty ? "" : "<p>\(markup(words.joined(separator: ", ")))</p>\n"
}

private func problem(_ submission: SubmissionGrade) -> String {
  guard let problem = submission.problem else { return "" }
  return "<p class=\"no\">\(markup(problem.summary))</p>\n"
}

private func overview(_ submission: SubmissionGrade) -> String {
  let rows = submission.exercises.enumerated().map { index, exercise in
    "<tr><td><a href=\"#e\(index + 1)\">\(markup(exercise.name))</a></td>"
      + "<td class=\"\(exercise.tone)\">\(markup(exercise.status.words))</td>"
      + "<td>\(exercise.points) of \(exercise.maxPoints)</td></tr>"
  }
  return """
    <table><thead><tr><th scope="col">exercise</th><th scope="col">result</th>\
    <th scope="col">points</th></tr></thead><tbody>
    \(rows.joined(separator: "\n"))
    </tbody></table>
    """
}

extension ExerciseGrade {
  fileprivate var tone: String { status == .passed ? "ok" : gradable ? "no" : "odd" }
}

private func sections(_ exercises: [ExerciseGrade]) -> String {
  exercises.enumerated().map { section($1, number: $0 + 1) }.joined(separator: "\n")
}

private func section(_ exercise: ExerciseGrade, number: Int) -> String {
  var parts = [
    "<h2 id=\"e\(number)\">\(markup(exercise.name))</h2>",
    "<p><span class=\"\(exercise.tone)\">\(markup(exercise.status.words))</span>, "
      + "\(exercise.points) of \(exercise.maxPoints) points</p>",
  ]
  if let message = exercise.message { parts.append("<p>\(markup(message))</p>") }
  if exercise.status != .passed {
    let source = exercise.quotedSource
    parts += exercise.diagnostics.filter { exercise.checks.isEmpty || $0.severity == .error }.map {
      "<pre>\(markup(drawn($0, source: source, style: .plain)))</pre>"
    }
  }
  if !exercise.checks.isEmpty {
    parts.append("<ul>\n\(exercise.checks.map(item).joined(separator: "\n"))\n</ul>")
  }
  if !exercise.output.isEmpty {
    parts.append("<p>Your program printed:</p>\n<pre>\(markup(exercise.output))</pre>")
    if exercise.isOutputCut { parts.append("<p>(the rest was cut off)</p>") }
  }
  return "<section>\n\(parts.joined(separator: "\n"))\n</section>"
}

private func item(_ check: CheckGrade) -> String {
  let passed = check.outcome == .passed
  let mark = passed ? "ok" : check.outcome == .notRun ? "--" : "no"
  var text =
    "<li><span class=\"\(passed ? "ok" : "no")\">\(mark)</span> \(markup(check.name)) "
    + "<small>\(check.points) of \(check.maxPoints)</small>"
  guard !passed else { return text + "</li>" }
  text += "\n<p>\(markup(check.message ?? check.outcome.words))</p>"
  let rows = check.facts.map {
    "<tr><th scope=\"row\">\(markup($0.name))</th><td><code>\(markup($0.value))</code></td></tr>"
  }
  if !rows.isEmpty { text += "\n<table>\(rows.joined())</table>" }
  return text + "</li>"
}

extension ExerciseGrade {
  /// The quoted lines at their own line numbers, for the drawing of findings.
  fileprivate var quotedSource: String {
    let last = quotedLines.keys.max() ?? 0
    return (0...last).dropFirst().map { quotedLines[$0] ?? "" }.joined(separator: "\n")
  }
}

/// The whole style of a feedback page; light and dark, and readable on paper.
private let feedbackStyle = """
  :root{color-scheme:light dark}\
  body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;padding:0 1rem;max-width:46rem}\
  h1{margin-bottom:0}section{border-top:1px solid;margin-top:2rem}\
  table{border-collapse:collapse}td,th{text-align:left;padding:.15rem .8rem .15rem 0;\
  vertical-align:top;font-weight:normal}\
  pre,code{font:.9rem/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}\
  pre{padding:.6rem;border:1px solid}ul{list-style:none;padding:0}li{margin:.5rem 0}\
  dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem}dd{margin:0;overflow-wrap:anywhere}\
  .ok,.no,.odd{font-weight:bold}
  """

/// SHA-256 of the style in base 64: the one thing that the page's policy lets through.
private let feedbackStyleHash = "wQKZHCBhpR146GHNpsC958ZYYkTkf8/Jzwcfwu+KYWg="
