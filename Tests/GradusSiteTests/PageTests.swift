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

@Suite struct SiteDiagnosticsTests {
  @Test(arguments: [
    (
      "$x + \\foral$",
      "Lessons/more.md:15:6: error: \\foral is not a command Gradus knows; did you mean \\forall? "
        + "[FormulaError]\n  fix: correct the formula"
    ),
    (
      "As said by two [@metz2017;\n@lin2018].",
      "Lessons/more.md:15:1: error: a citation does not end here [BrokenCitation]\n"
        + "  why: It stands on one line and looks like this: [@goodfellow2014; @metz2017].\n"
        + "  fix: put all of it on one line, or write `[@…]` as code"
    ),
    (
      "An image ![a cat](cat.png).",
      "error: more.html links to 'cat.png', and there is no cat.png [DeadLink]\n"
        + "  fix: correct the link, or the id that it names"
    ),
  ])
  func saysWhatIsWrong(markdown: String, said: String) throws {
    let found = try findings(adding: markdown)
    #expect(found == [said])
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

  @Test(arguments: [
    (ExampleRun.Outcome.finished, "example 'refused' is marked 'fails' and ran without a fault"),
    (.timedOut(seconds: 10), "example 'refused' was still running after 10 s"),
    (.failed("a band was missed"), "example 'refused' failed: a band was missed"),
  ])
  func doesNotPublishAFailingExample(outcome: ExampleRun.Outcome, summary: String) throws {
    var runs = sampleRuns
    runs["steps/refused"]?.outcome = outcome
    let site = try sampleSite(runs: runs)
    #expect(site.ledger.description == "2 run, 0 cached, 0 skipped, 1 failed")
    #expect(site.diagnostics.map(\.summary) == [summary])
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
    #expect(
      site.diagnostics.map(\.id) == ["BrokenTemplate", "MissingTemplate"]
        && site.diagnostics.last?.summary == "the theme has no templates/quiz.mustache")
  }

  @Test func findsWhatThePolicyWouldBlock() throws {
    var theme = try shippedTheme()
    theme.templates["notfound"] = "<main id=\"main\" style=\"color:red\"></main><script>1</script>"
    let site = renderSite(readCourse(sampleFiles).0, runs: sampleRuns, theme: theme)
    #expect(
      site.diagnostics.map(\.summary) == [
        "404.html: a script written into the page",
        "404.html: a style attribute in <main id=\"main\" style=\"color:red\">",
      ])
  }

  private func findings(adding markdown: String) throws -> [String] {
    var files = sampleFiles
    files["Lessons/more.md", default: ""] += "\n\(markdown)\n"
    let (course, _) = readCourse(files)
    return renderSite(course, runs: sampleRuns, theme: try shippedTheme()).diagnostics.map(oneLine)
  }
}

private func page(_ path: String, of files: [SiteFile]) throws -> String {
  try #require(files.first { $0.path == path }).text
}
