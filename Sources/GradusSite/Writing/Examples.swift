import GradusDiagnostics
import GradusLessons
import GradusSyntax

extension PageWriter {
  /// An example with everything that came out of its run.
  mutating func html(_ example: Example) -> String {
    let run = site.runs[example.key]
    var parts: [String: Any] = [
      "id": example.id, "anchor": "run-\(example.id)",
      "code": swift(example.visibleText, name: "Example \(example.id)"),
      "fails": example.fails,
    ]
    if example.hiddenLineCount > 0 {
      let total = lineCount(example.code.text.trimmingNewlines)
      parts["hidden"] = [
        "count": example.hiddenLineCount, "lines": counted(example.hiddenLineCount, "hidden line"),
        "total": total,
        "program": swift(withoutMarkers(example.code.text), name: "The whole of \(example.id)"),
      ]
    }
    if let run {
      let output = run.stdout.trimmingNewlines
      if !output.isEmpty {
        parts["output"] = escaped(output)
      }
      parts["findings"] = findings(run)
      parts["figures"] = figures(run, example)
      parts["provenance"] = provenance(run, example)
    }
    parts["changes"] = changes(in: example)
    return site.templates.render("example", parts)
  }

  /// The compiler's or the trap's own words, for an example that must not work.
  private func findings(_ run: ExampleRun) -> [String: Any]? {
    switch run.outcome {
    case .failedToCompile(let diagnostics):
      let lines = diagnostics.filter { $0.severity != .note }.map { finding -> [String: Any] in
        [
          "place": finding.span.map { "line \($0.start.line), column \($0.start.column)" } ?? "",
          "kind": finding.severity.rawValue, "text": finding.summary,
        ]
      }
      return ["title": "The compiler refuses it", "lines": lines]
    case .trapped(let reason, let span):
      let line: [String: Any] = [
        "place": span.map { "line \($0.start.line)" } ?? "", "kind": "trap", "text": reason,
      ]
      return ["title": "The program stops here", "lines": [line]]
    case .finished, .timedOut, .failed: return nil
    }
  }

  /// Where the output comes from.
  ///
  /// The day is that of the run, kept with it, and there is no "cached": two builds in a row give the
  /// same bytes. What ran and what was kept is said by the ledger at the end of a build.
  private func provenance(_ run: ExampleRun, _ example: Example) -> String {
    let day = run.day.isEmpty ? "" : " on \(run.day)"
    var parts = ["Run\(day) with \(run.toolchain.isEmpty ? "Swift" : run.toolchain)"]
    let seeds = seeds(of: example)
    if !seeds.isEmpty {
      parts.append("\(seeds.count == 1 ? "seed" : "seeds") \(seeds.joined(separator: ", "))")
    }
    if example.expectedOutput != nil { parts.append("output as expected") }
    for band in run.bands {
      parts.append("\(band.label): \(band.isInside ? "inside" : "outside") its band")
    }
    return escaped(parts.joined(separator: " · "))
  }

  private func lineCount(_ text: String) -> Int {
    text.lines.count
  }

  /// The program without the `// hide` and `// show` lines that only the page needs.
  private func withoutMarkers(_ text: String) -> String {
    text.lines.filter { !["// hide", "// show"].contains(String($0).trimmingSpaces) }
      .joined(separator: "\n")
  }

  // MARK: Figures

  private mutating func figures(_ run: ExampleRun, _ example: Example) -> String {
    var made = ""
    for (index, figure) in run.figures.enumerated() {
      let anchor = figureAnchor(figure, index, example)
      let name = site.labels.target(anchor, on: page)?.name ?? "Figure"
      made += site.templates.render(
        "figure",
        [
          "anchor": anchor, "name": name,
          "caption": figure.caption.isEmpty ? figure.title : figure.caption,
          "svg": unique(figure.svg, anchor), "description": figure.description,
          "data": figure.rows.isEmpty ? "" : dataTable(figure, name: name),
          "replay": figure.replay.map { replayFile($0, anchor) } ?? "",
          "live": index == 0 ? liveParts(run, example) : [:],
          "pair": figure.svg.parts(between: "<svg xmlns").count > 2,
        ])
    }
    return made
  }

  /// The module of a live figure, and what its numbers have to be after a few steps.
  private mutating func liveParts(_ run: ExampleRun, _ example: Example) -> [String: Any] {
    guard example.isLive, let module = site.modules[example.key] else { return [:] }
    let name = "\(page)-\(example.id).js"
    modules.append(
      SiteFile(
        path: "assets/live/\(name)",
        contents: Array("gradusLive(\"\(name)\", \"".utf8) + module + Array("\")\n".utf8)))
    let numbers = run.values.filter { $0.name.contains("@") }.map { "\($0.name)=\($0.number)" }
    return ["name": name, "numbers": numbers.joined(separator: ";")]
  }

  /// Puts the frames of a recorded run into a script of their own, and returns its name.
  ///
  /// Not into the page: who does not come near the figure, or has no script, need not load them.
  private mutating func replayFile(_ frames: String, _ anchor: String) -> String {
    let safe = anchor.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let name = "\(page)-\(String(safe)).js"
    replays.append(
      SiteFile(path: "assets/replays/\(name)", text: "gradusReplay(\"\(name)\", \(frames))\n"))
    return name
  }

  /// The picture with ids that no other figure of the page has.
  private func unique(_ svg: String, _ anchor: String) -> String {
    svg.parts(between: "\"plot-").joined(separator: "\"\(escaped(anchor))-")
  }

  /// The figure's own data; a long one is thinned, since a page is not a data file.
  private func dataTable(_ figure: RunFigure, name: String) -> String {
    let most = 40
    let count = figure.rows.count
    let every = (count + most - 1) / most
    let shown = figure.rows.indices.filter { $0 % every == 0 || $0 == count - 1 }
    let caption =
      every == 1
      ? "The data of \(name)" : "The data of \(name): every \(ordinal(every)) of \(count) rows"
    var made =
      "<div class=\"scroll table\" tabindex=\"0\" role=\"group\" aria-label=\"Data of \(escaped(name))\">"
      + "<table><caption>\(escaped(caption))</caption><thead><tr>"
    for column in figure.columns { made += "<th scope=\"col\">\(escaped(column))</th>" }
    made += "</tr></thead><tbody>\n"
    for row in shown {
      made += "<tr>"
      for cell in figure.rows[row] { made += "<td>\(escaped(cell))</td>" }
      made += "</tr>\n"
    }
    return made + "</tbody></table></div>\n"
  }
}

/// "1 hidden line", "4 hidden lines".
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}

private func ordinal(_ number: Int) -> String {
  switch (number % 10, number % 100) {
  case (1, let rest) where rest != 11: "\(number)st"
  case (2, let rest) where rest != 12: "\(number)nd"
  case (3, let rest) where rest != 13: "\(number)rd"
  default: "\(number)th"
  }
}
