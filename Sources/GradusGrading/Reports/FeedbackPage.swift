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
    \(student.problem == nil ? sections(student.exercises) : "")
    </main>
    <footer>
    <h2>Graded under</h2>
    <dl>\(facts.joined())</dl>
    </footer>
    </body>
    </html>

    """
}

private func handedIn(_ handedIn: HandedIn) -> String {
  let words = [
    handedIn.submittedAt.map { "handed in \($0)" }, handedIn.attempt.map { "attempt \($0)" },
    handedIn.late.map { "late: \($0)" },
  ].compactMap { $0 }
  return words.isEmpty ? "" : "<p class=\"quiet\">\(markup(words.joined(separator: ", ")))</p>\n"
}

private func problem(_ submission: SubmissionGrade) -> String {
  guard let problem = submission.problem else { return "" }
  let fixes = problem.fixes.map { " What helps: \(markup($0))." }.joined()
  return """
    <p class="note"><span class="odd">Nothing of it could be graded:</span> \
    \(markup(problem.summary)).\(fixes)</p>

    """
}

private func overview(_ submission: SubmissionGrade) -> String {
  let rows = submission.exercises.enumerated().map { index, exercise in
    let name = markup(exercise.name).replacing("/", with: "/<wbr>")
    // Without its exercises' sections there is nothing to lead to.
    let link = submission.problem == nil ? "<a href=\"#e\(index + 1)\">\(name)</a>" : name
    return "<tr><th scope=\"row\">\(link)</th>"
      + "<td class=\"\(exercise.tone)\">\(markup(exercise.status.words))</td>"
      + "<td class=\"points\">\(exercise.points) of \(exercise.maxPoints)</td></tr>"
  }
  return """
    <table class="overview"><thead><tr><th scope="col">exercise</th><th scope="col">result</th>\
    <th scope="col" class="points">points</th></tr></thead><tbody>
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
  if exercise.status == .compileError {
    parts.append("<p>No check could be run, because it does not compile. The compiler says:</p>")
  }
  if let message = exercise.message { parts.append("<p>\(markup(message))</p>") }
  if exercise.status != .passed {
    let source = exercise.quotedSource
    parts += exercise.diagnostics.filter { exercise.checks.isEmpty || $0.severity == .error }.map {
      finding(drawn($0, source: source, style: .plain))
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

/// What was found is a sentence that wraps; the marks below the code only fit where it does not.
private func finding(_ drawn: String) -> String {
  let parts = drawn.split(separator: "\n", maxSplits: 1)
  let said = "<p class=\"said\"><code>\(markup(String(parts.first ?? "")))</code></p>"
  guard parts.count > 1 else { return said }
  // A reader with keys alone has to be able to scroll it.
  return said + "\n<pre class=\"code\" tabindex=\"0\">\(markup(String(parts[1])))</pre>"
}

private func item(_ check: CheckGrade) -> String {
  let passed = check.outcome == .passed
  let tone = passed ? "ok" : check.outcome == .notRun || check.outcome == .broken ? "odd" : "no"
  var text =
    "<li class=\"check-\(tone)\"><span class=\"\(tone)\">\(check.outcome.mark)</span> "
    + "\(markup(check.name)) <small>\(check.points) of \(check.maxPoints)</small>"
  guard !passed else { return text + "</li>" }
  text += "\n<p>\(markup(check.message ?? check.outcome.words))</p>"
  let rows = check.facts.map {
    "<tr><th scope=\"row\">\(markup($0.name))</th><td><code>\(markup($0.value))</code></td></tr>"
  }
  if !rows.isEmpty { text += "\n<table>\(rows.joined())</table>" }
  return text + "</li>"
}

extension CheckGrade.Outcome {
  /// One word before a check's name.
  fileprivate var mark: String {
    switch self {
    case .passed: "passed"
    case .notRun: "not run"
    case .broken: "not judged"
    case .failed, .trapped, .timedOut, .endedEarly, .outputLimit, .memoryLimit: "failed"
    }
  }
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
  :root{color-scheme:light dark;--page:#fff;--text:#1c2026;--quiet:#555d68;--line:#d3d8df;\
  --soft:#f5f6f8;--ok:#17652d;--no:#a51d1a;--odd:#7a4700;--link:#0b57a4}\
  @media (prefers-color-scheme:dark){:root{--page:#15171b;--text:#e6e8eb;--quiet:#a5adb9;\
  --line:#3a4049;--soft:#1e2127;--ok:#7fd695;--no:#ff9d94;--odd:#efc069;--link:#8cbcf5}}\
  body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;padding:0 1rem;max-width:46rem;\
  background:var(--page);color:var(--text)}\
  a{color:var(--link)}h1,h2,p,li,th{overflow-wrap:anywhere}\
  h1{margin:0;font-size:1.7rem;line-height:1.25}h2{font-size:1.2rem;margin:0 0 .2rem}\
  h1+p{font-size:1.15rem;margin:.2rem 0}.quiet,small,dl,footer h2{color:var(--quiet)}\
  section,footer{border-top:1px solid var(--line);margin-top:1.8rem;padding-top:1.2rem}\
  table{border-collapse:collapse}td,th{text-align:left;padding:.15rem 1rem .15rem 0;\
  vertical-align:top;font-weight:normal}\
  .overview{width:100%;margin-top:1.2rem}.overview td,.overview th{border-bottom:1px solid var(--line);\
  padding:.4rem 1rem .4rem 0}.overview thead th{color:var(--quiet)}\
  .overview th{overflow-wrap:break-word}.overview .points{text-align:right;padding-right:0;white-space:nowrap;\
  font-variant-numeric:tabular-nums}\
  pre,code{font:.875rem/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}\
  pre{padding:.6rem .8rem;background:var(--soft);border-radius:.3rem;margin:.6rem 0}\
  .said{margin:.8rem 0 0}.said+.code{margin-top:.2rem}.code{white-space:pre;overflow-x:auto}\
  ul{list-style:none;padding:0;margin:.8rem 0}li{margin:.6rem 0;padding:.1rem 0 .1rem .8rem;\
  border-left:.2rem solid}li p{margin:.3rem 0}li th{color:var(--quiet)}\
  .note{border-left:.2rem solid var(--odd);padding-left:.8rem}\
  .check-ok{border-color:var(--ok)}.check-no{border-color:var(--no)}.check-odd{border-color:var(--odd)}\
  .ok,.no,.odd{font-weight:bold}.ok{color:var(--ok)}.no{color:var(--no)}.odd{color:var(--odd)}\
  footer h2{font-size:1rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;\
  font-size:.875rem;margin:0}dd{margin:0;overflow-wrap:anywhere}\
  @media (max-width:30rem){body{margin:1.2rem auto}li table,li tbody,li tr,li th,li td{display:block}\
  li td{padding-bottom:.4rem}.overview td,.overview th{padding-right:.6rem}}\
  @media print{:root{--page:#fff;--text:#000;--quiet:#444;--line:#999;--soft:#fff;--ok:#000;--no:#000;\
  --odd:#000;--link:#000}body{margin:0;max-width:none;font-size:10.5pt}pre{border:1px solid #999}\
  .code{white-space:pre-wrap}li,pre,tr{break-inside:avoid}h2{break-after:avoid}}
  """

/// SHA-256 of the style in base 64: the one thing that the page's policy lets through.
private let feedbackStyleHash = "E7Tbjs7DTs9ZMtip1ut5zUKm6jqxzf8czO6XaMhUbUw="
