import Foundation
import GradusDiagnostics
import GradusLessons
import GradusSite
import GradusTestSupport
import Testing

@Suite struct PageTests {
  @Test func writesAPageAsRecorded() throws {
    let site = try sampleSite()
    #expect(site.diagnostics.map(oneLine) == [])
    #expect(site.ledger.description == "2 run, 0 cached, 0 skipped")
    for name in ["index", "steps", "more", "404"] {
      #expect(
        try differenceFromGolden(try page("\(name).html", of: site.files), "\(name).html") == "")
    }
    #expect(
      try differenceFromGolden(try page("assets/search-data.js", of: site.files), "search-data.js")
        == "")
  }

  @Test func writesTheSameBytesTwice() throws {
    #expect(try sampleSite().files == sampleSite().files)
  }

  @Test func carriesItsPolicyAndNothingItForbids() throws {
    for file in try sampleSite().files where file.path.hasSuffix(".html") {
      #expect(
        file.text.contains("content=\"default-src 'none'; style-src 'self'; script-src 'self'"))
      #expect(!file.text.contains(" style="), "\(file.path)")
      #expect(!file.text.contains("<script>"), "\(file.path)")
    }
  }

  @Test func leavesSolutionsOutWhenAsked() throws {
    let with = try page("steps.html", of: sampleSite().files)
    let without = try page(
      "steps.html", of: sampleSite(options: SiteOptions(withoutSolutions: true)).files)
    #expect(with.contains("A solution"))
    #expect(!without.contains("A solution"))
  }

  @Test func keepsHiddenChecksHidden() throws {
    let made = try page("steps.html", of: sampleSite().files)
    #expect(made.contains("halves") && !made.contains("halves nothing"))
    #expect(made.contains("There are hidden checks too."))
    #expect(!made.contains("doubled"))
  }

  @Test func addsAddressesOnlyWhereTheyAreKnown() throws {
    #expect(try !sampleSite().files.contains { $0.path == "sitemap.xml" })
    let options = SiteOptions(
      baseURL: "https://example.org/course", editURL: "https://example.org/edit/{path}")
    let site = try sampleSite(options: options)
    #expect(
      try page("sitemap.xml", of: site.files).contains(
        "<loc>https://example.org/course/steps.html</loc>"))
    #expect(try page("feed.xml", of: site.files).contains("<title>More steps</title>"))
    let lesson = try page("steps.html", of: site.files)
    #expect(lesson.contains("href=\"https://example.org/edit/Lessons/steps.md\""))
    #expect(
      lesson.contains("<link rel=\"canonical\" href=\"https://example.org/course/steps.html\">"))
    let image =
      "<meta property=\"og:image\" content=\"https://example.org/course/assets/preview.png\">"
    #expect(lesson.contains(image))
    #expect(site.files.contains { $0.path == "assets/preview.png" })
    #expect(try !page("steps.html", of: sampleSite().files).contains("og:image"))
  }

  @Test func keepsSignsWithTheFormulaBesideThem() throws {
    var files = sampleFiles
    files["Lessons/more.md"]? += "\n\nIs it $x$? Yes ($x$), and $y$ is.\n"
    let made = try page("more.html", of: sampleSite(files).files)
    let formula = { (name: String) in
      "<math><semantics><mi>\(name)</mi><annotation encoding=\"application/x-tex\">\(name)"
        + "</annotation></semantics></math>"
    }
    #expect(
      made.contains(
        "Is it <span class=\"glued\">\(formula("x"))?</span> Yes "
          + "<span class=\"glued\">(\(formula("x"))),</span> and \(formula("y")) is."))
  }

  @Test func writesSeparateStatementsAsFormulasOfTheirOwn() throws {
    var files = sampleFiles
    files["Lessons/more.md"]? +=
      "\n\n$$\na = b, \\qquad c = \\left( d \\quad e \\right)\n$$\n\n$$\nf \\text{if \\quad} g\n$$\n"
    let made = try page("more.html", of: sampleSite(files).files)
    #expect(made.ranges(of: "<span class=\"statement\">").count == 2)
    #expect(made.contains(">a = b,</annotation>"))
    #expect(made.contains(">c = \\left( d \\quad e \\right)</annotation>"))
    #expect(made.contains(">f \\text{if \\quad} g</annotation>"))
  }

  @Test func turnsQuotationMarks() throws {
    var files = sampleFiles
    files["Lessons/more.md"]? += "\n\nHe said \"no\" (\"*never*\"), didn't he? `\"x\"`\n"
    let made = try page("more.html", of: sampleSite(files).files)
    #expect(made.contains("He said “no” (“<em>never</em>”), didn’t he? <code>&quot;x&quot;</code>"))
  }
}

/// What an author can write into a lesson that reads well and cannot become a page.
private let unwritable = [
  "$x + \\foral$",
  "As said by two [@metz2017;\n@lin2018].",
  "An image ![a cat](cat.png).",
  "See [](#mroe).",
  "See [](#eq:none).",
  "See [the next](mroe.md).",
  "See [a half](steps.md#haf).",
  "As [@goldberg1919] says.",
  "A claim.[^9]",
  "The value is [0.25](#run:curve/quarter).",
  "## One more {#more}",
]

@Suite struct SiteDiagnosticsTests {
  @Test func saysWhatIsWrong() throws {
    var said: [String] = []
    for markdown in unwritable {
      let found = try findings { $0["Lessons/more.md", default: ""] += "\n\(markdown)\n" }
      said.append(([markdown] + found).joined(separator: "\n"))
    }
    // Of a lesson with an example, the numbers and names that its run has to confirm.
    for (old, new) in [
      ("[0.25](#run:curve/quarter)", "[0.26](#run:curve/quarter)"),
      ("[0.25](#run:curve/quarter)", "[0.25](#run:curve/quater)"),
      ("[0.25](#run:curve/quarter)", "[0.25](#run:curve/loss)"),
      ("[0.25](#run:curve/quarter)", "[0.25](#run:cruve/quarter)"),
    ] {
      let found = try findings {
        $0["Lessons/steps.md"] = $0["Lessons/steps.md"]?.replacing(old, with: new)
      }
      said.append(([new] + found).joined(separator: "\n"))
    }
    #expect(
      try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "findings.txt") == "")
  }

  @Test func saysWhichExamplesRanNow() throws {
    #expect(try sampleSite().ledger.ranNow == "run now: steps/curve, steps/refused")
    let kept = sampleRuns.mapValues { run in
      var run = run
      run.wasCached = true
      return run
    }
    let site = try sampleSite(runs: kept)
    #expect(site.ledger.description == "0 run, 2 cached, 0 skipped" && site.ledger.ranNow == "")
    #expect(site.files == (try sampleSite().files))
  }

  @Test func missesAnExampleThatDidNotRun() throws {
    let site = try sampleSite(runs: sampleRuns.filter { $0.key != "steps/refused" })
    #expect(site.ledger.description == "1 run, 0 cached, 1 skipped")
    #expect(
      site.diagnostics.map(oneLine) == [
        "Lessons/steps.md:42:4: error: example 'refused' was not run [UnrunExample]\n"
          + "  fix: run the build again"
      ])
  }

  @Test func doesNotPublishAFailingExample() throws {
    let outcomes: [(example: String, ExampleRun.Outcome)] = [
      ("steps/refused", .finished), ("steps/refused", .timedOut(seconds: 10)),
      ("steps/refused", .failed("It prints more than 64 kB.")),
      ("steps/curve", .failed("the loss is 3.0, outside of its band.")),
      ("steps/curve", .trapped(reason: "a division by zero", span: nil)),
      (
        "steps/curve",
        .failedToCompile([Diagnostic(id: "swiftc", at: nil, "cannot find 'y' in scope")])
      ),
    ]
    var said: [String] = []
    for (example, outcome) in outcomes {
      var runs = sampleRuns
      runs[example]?.outcome = outcome
      let site = try sampleSite(runs: runs)
      #expect(site.ledger.description == "2 run, 0 cached, 0 skipped, 1 failed")
      said += site.diagnostics.map(oneLine)
    }
    #expect(
      try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "failing-examples.txt") == "")
  }

  @Test func comparesBoundNumbersWithTheRun() throws {
    var runs = sampleRuns
    runs["steps/curve"]?.values = [RunValue(name: "quarter", number: 0.2561)]
    let said = try sampleSite(runs: runs).diagnostics.map(oneLine)
    #expect(
      said == [
        "Lessons/steps.md:13:1: error: the text says 0.25, the run says 0.2561 [NumberDiffers]\n"
          + "  fix: write what the run says, or find out why the run changed"
      ])
    runs["steps/curve"]?.values = [RunValue(name: "quarter", number: 0.2549)]
    #expect(try sampleSite(runs: runs).diagnostics == [])
  }

  @Test func namesAMissingTemplate() throws {
    var theme = try shippedTheme()
    theme.templates["quiz"] = nil
    theme.templates["home"] = "{{#open}}"
    let site = renderSite(readCourse(sampleFiles).0, runs: sampleRuns, theme: theme)
    #expect(site.files == [])
    #expect(site.diagnostics.map(\.id) == ["BrokenTemplate", "MissingTemplate"])
    #expect(site.diagnostics.first?.fixes == ["close every {{#section}} with {{/section}}"])
    #expect(
      site.diagnostics.last.map(oneLine) == """
        error: the theme has no templates/quiz.mustache [MissingTemplate]
          fix: add it, or use the theme that comes with Gradus
        """)
  }

  @Test func findsWhatThePolicyWouldBlock() throws {
    var theme = try shippedTheme()
    theme.templates["notfound"] = """
      <main id="main" style="color:red"><style>p { margin: 0 }</style><script>1</script>
      <iframe src="map.html"></iframe><img src="https://example.com/cat.png" alt="">
      <link rel="stylesheet" href="//example.com/a.css"><b id="main" onclick="go()"></b></main>
      """
    let site = renderSite(readCourse(sampleFiles).0, runs: sampleRuns, theme: theme)
    let said = site.diagnostics.map { oneLine($0) + "\n" }
    #expect(try differenceFromGolden(said.joined(separator: "\n"), "unsafe.txt") == "")
  }

  private func findings(changing change: (inout [String: String]) -> Void) throws -> [String] {
    var files = sampleFiles
    change(&files)
    let (course, _) = readCourse(files)
    return renderSite(course, runs: sampleRuns, theme: try shippedTheme()).diagnostics.map(oneLine)
  }
}

private func page(_ path: String, of files: [SiteFile]) throws -> String {
  try #require(files.first { $0.path == path }).text
}
