package import GradusDiagnostics
package import GradusLessons
import GradusMarkdown
import GradusRunner

/// What an example's run shows about its block, its promised output and its bands.
package func exampleFindings(_ example: Example, _ run: ExampleRun) -> [Diagnostic] {
  var findings: [Diagnostic] = []
  switch run.outcome {
  case .finished:
    if example.fails {
      findings.append(
        Diagnostic(
          id: "ExampleShouldFail", at: example.code,
          summary: "example '\(example.id)' is marked 'fails' but runs to its end",
          fixes: ["take 'fails' off the fence, or bring the mistake back"]))
    }
  case .failedToCompile(let diagnostics) where !example.fails:
    findings.append(
      Diagnostic(
        id: "ExampleDoesNotCompile", at: example.code,
        summary: "example '\(example.id)' does not compile"))
    findings += diagnostics.prefix(3)
  case .trapped(let reason, let span) where !example.fails:
    var finding = Diagnostic(
      id: "ExampleTraps", at: example.code,
      summary: "example '\(example.id)' ends in a trap: \(firstLine(reason))")
    if let span { finding.span = span }
    findings.append(finding)
  case .failedToCompile, .trapped: break
  case .timedOut(let seconds):
    findings.append(
      Diagnostic(
        id: "ExampleTimedOut", at: example.code,
        summary: "example '\(example.id)' takes longer than \(amount(seconds)) s",
        fixes: ["make it smaller, or raise 'seconds' under 'limits' in the front matter"]))
  case .failed(let reason):
    // A missed band has a finding of its own below.
    if run.bands.allSatisfy(\.isInside) {
      findings.append(
        Diagnostic(
          id: "ExampleFails", at: example.code,
          summary: "example '\(example.id)' fails: \(firstLine(reason))"))
    }
  }
  findings += outputFindings(example, run)
  findings += bandFindings(example, run)
  return findings
}

private func outputFindings(_ example: Example, _ run: ExampleRun) -> [Diagnostic] {
  // What broke is said already; that it also printed less is no news.
  guard run.outcome == .finished || example.fails, let promised = example.expectedOutput,
    let miss = outputMismatch(expected: promised.text, got: run.stdout)
  else { return [] }
  return [
    Diagnostic(
      id: "OutputDiffers", at: promised, line: miss.line,
      summary: "example '\(example.id)' prints something else here",
      explanation: "promised '\(miss.expected)', printed '\(miss.got)'",
      fixes: ["gradus run shows what it prints now; correct the code or the output block"])
  ]
}

private func bandFindings(_ example: Example, _ run: ExampleRun) -> [Diagnostic] {
  run.bands.filter { !$0.isInside }.map { band in
    Diagnostic(
      id: "BandMissed", at: example.code,
      summary:
        "example '\(example.id)': \(band.label) is \(band.value), outside \(bandWords(band))",
      fixes: ["find out why the run changed, or correct the band"])
  }
}

private func bandWords(_ band: RunBand) -> String {
  switch (band.lower, band.upper) {
  case (let lower?, let upper?): "\(lower) to \(upper)"
  case (let lower?, nil): "\(lower) or more"
  case (nil, let upper?): "\(upper) or less"
  case (nil, nil): "any number"
  }
}

/// Numbers in the prose must be those of the run, to the digits they are printed with.
package func boundFindings(_ lesson: Lesson, runs: [String: ExampleRun]) -> [Diagnostic] {
  var findings: [Diagnostic] = []
  visit(lesson.document, block: { _ in }) { inline in
    guard case .bound(let text, let example, let name) = inline.kind,
      // Unknown examples and text that is no number are findings of lint; a run that broke off is
      // a finding already.
      let run = runs["\(lesson.slug)/\(example)"], run.outcome == .finished,
      let printed = printedNumber(text)
    else { return }
    if let value = run.values.last(where: { $0.name == name })?.number {
      guard !(abs(value - printed.value) <= printed.tolerance) else { return }
      findings.append(
        Diagnostic(
          id: "NumberDiffers", at: inline.span, "the text says \(text), the run says \(value)",
          fixes: ["write the number of the run, or correct the example"]))
    } else {
      let guess = didYouMean(name, among: run.values.map(\.name))
      findings.append(
        Diagnostic(
          id: "UnknownValue", at: inline.span, "example '\(example)' records no '\(name)'\(guess)",
          fixes: [
            guess.isEmpty
              ? "write record(\"\(name)\", …) in the example" : "name a value that it records"
          ]))
    }
  }
  return findings
}
