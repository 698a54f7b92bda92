import Foundation
import GradusDiagnostics
import GradusGrading
import GradusLessons
import GradusRunner
import Testing

/// What a hostile student may put wherever a text of theirs is shown.
private let hostile =
  "\u{1B}[2J</failure>]]><script>alert(1)</script>\n::error::x\n##[error]y\u{0}\u{FFFE} \"'&,:%0A=1+1"

/// A class with one of everything, and texts of the worst kind.
private func hostileReport() -> GradeReport {
  let failure = CheckResult.Outcome.failed(
    Failure(
      message: hostile, mistake: nil, call: "f(\(hostile))", expected: "6", got: hostile,
      worst: nil, trial: 0))
  let refused = ExerciseGrade.refused(
    asked.exercise, Diagnostic(id: "LargeFile", at: nil, hostile, fixes: [hostile]))
  let compile = ExerciseGrade(
    name: asked.exercise.name.description, status: .compileError, points: .zero,
    maxPoints: Points(2),
    diagnostics: [
      Diagnostic(
        id: "compiler", at: SourceSpan(file: "t/f.swift", line: 3, column: 5), hostile)
    ], quotedLines: [3: hostile])
  let students: [(String, ExerciseGrade)] = [
    ("=cmd|' /C calc'!A0", grade(.passed, [checkResult(.passed)])),
    (
      "::stop-commands::x",
      grade(
        .failed,
        [
          checkResult(.passed), checkResult(failure), checkResult(failure, hidden: true),
          checkResult(.notRun("It was left out.")),
        ], output: hostile)
    ),
    ("<img src=x onerror=alert(1)>", refused), ("a.b", compile),
    ("left", grade(.endedEarly, [checkResult(.passed), checkResult(.passed)], message: hostile)),
  ]
  return GradeReport(
    grading: grading, exercises: [ExerciseAsked(asked.exercise, in: asked.lesson)],
    submissions: students.map { name, grade in
      SubmissionGrade(
        student: name, hash: "", handedIn: HandedIn(late: "-1", more: ["group": "@SUM(A1)"]),
        exercises: [grade])
    })
}

private func one(_ format: ReportFormat, _ report: GradeReport = sampleReport()) -> String {
  reportFiles(report, as: format).map(\.text).joined()
}

@Suite struct FormatTests {
  @Test func junitHasASuiteForEachStudent() {
    var report = sampleReport()
    report.submissions.removeFirst()
    #expect(
      one(.junit, report) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="Numbers" tests="3" failures="1" errors="1" skipped="0" time="0">
          <testsuite name="bob" tests="1" failures="0" errors="1" skipped="0" time="0" timestamp="2026-11-21T09:00:00">
            <properties>
              \(properties.joined(separator: "\n      "))
              <property name="points" value="0"/>
              <property name="max-points" value="2"/>
            </properties>
            <testcase classname="bob/t/f" name="it can be run" time="0">
              <error type="error" message="Not gradable: does not compile.">Not gradable: does not compile.</error>
            </testcase>
          </testsuite>
          <testsuite name="carol" tests="2" failures="1" errors="0" skipped="0" time="0" timestamp="2026-11-21T09:00:00">
            <properties>
              \(properties.joined(separator: "\n      "))
              <property name="points" value="1"/>
              <property name="max-points" value="2"/>
            </properties>
            <testcase classname="carol/t/f" name="one" time="0"/>
            <testcase classname="carol/t/f" name="one (2)" time="0">
              <failure type="failure" message="This squares.">This squares.
        call: f(3)
        expected: 6
        got: 9
        differs: most at [0]</failure>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  private let properties = [
    ("course", "Numbers"), ("course-hash", String(repeating: "a", count: 64)),
    ("core-hash", String(repeating: "b", count: 64)), ("toolchain", "Swift 6.3.1"),
    ("confinement", "confined"), ("seed", "7"), ("graded-at", "2026-11-21T09:00:00Z"),
    ("gradus", "0.1.0"),
  ].map { "<property name=\"\($0.0)\" value=\"\($0.1)\"/>" }

  @Test func annotationsAreAnErrorAWarningAndANotice() {
    #expect(
      one(.github) == """
        ::error title=bob%2C t/f::Not gradable: does not compile.
        ::warning title=carol%2C t/f::one (2)%0AThis squares.%0Acall: f(3)%0Aexpected: 6%0Agot: 9%0A\
        differs: most at [0]
        ::notice title=Graded 3::course Numbers, course-hash \(String(repeating: "a", count: 64)), \
        core-hash \(String(repeating: "b", count: 64)), toolchain Swift 6.3.1, confinement confined, \
        seed 7, graded-at 2026-11-21T09:00:00Z, gradus 0.1.0

        """)
  }

  @Test func annotationsStayWithinTheirLimits() {
    var report = sampleReport()
    report.submissions = (0..<40).flatMap { number in
      report.submissions.map {
        var one = $0
        one.student += "\(number)"
        return one
      }
    }
    let lines = one(.github, report).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("::error ") } == 10)
    #expect(lines.count { $0.hasPrefix("::warning ") } == 10)
    #expect(lines.contains("::error title=And 31 more::The report has all of them."))
    report.submissions = (0..<9000).map { number in
      var one = report.submissions[0]
      one.student = String(repeating: "&", count: 190) + "\(number)"
      return one
    }
    let summary = one(.summary, report)
    #expect(summary.utf8.count < 1 << 20 && summary.contains("| and "))
    #expect(summary.contains("confinement `confined`"))
  }

  /// Nobody's text begins a line, so nobody but us speaks to the runner.
  @Test func nobodySpeaksToTheRunner() {
    for format in [ReportFormat.github, .summary, .text] {
      for line in one(format, hostileReport()).split(separator: "\n") {
        #expect(!line.contains("##["), "\(line)")
        if format == .github {
          #expect(
            line.hasPrefix("::error ") || line.hasPrefix("::warning ")
              || line.hasPrefix("::notice "), "\(line)")
        } else {
          #expect(!line.drop { $0 == " " }.hasPrefix("::"), "\(line)")
        }
      }
    }
  }

  @Test func theSummaryIsATable() {
    #expect(
      one(.summary).hasPrefix(
        """
        ## Numbers: 3 submissions

        | student | points | of | passed | not gradable |
        |---|---:|---:|---:|---|
        | alice | 2 | 2 | 1 of 1 |  |
        | bob | 0 | 2 | 0 of 1 | t&#47;f (does not compile) |
        | carol | 1 | 2 | 0 of 1 |  |

        course `Numbers`
        """))
    #expect(!one(.summary, hostileReport()).contains("<"))
  }

  @Test func noCellIsAFormula() {
    let rows = one(.csv, hostileReport()).split(separator: "\r\n")
    #expect(
      rows[0]
        == "student,points,max,t/f,not gradable,submitted at,attempt,late,group,course,course-hash,"
        + "core-hash,toolchain,confinement,seed,graded-at,gradus")
    #expect(
      rows.contains {
        $0.hasPrefix("\"'=cmd|' /C calc'!A0\",2,2,2,,,,\"'-1\",\"'@SUM(A1)\",Numbers,")
      })
    #expect(rows.contains { $0.hasPrefix("a.b,0,2,0,t/f,,,") })
  }

  @Test func tapHasASubtestForEachStudent() {
    let text = one(.tap)
    #expect(text.hasPrefix("TAP version 13\n1..3\n# course: Numbers\n"))
    #expect(
      text.contains(
        """
        # Subtest: bob
            1..1
            not ok 1 - t/f: it can be run
              ---
              message: "Not gradable: does not compile."
              severity: error
              points: "0 of 2"
              ...
        not ok 2 - bob, 0 of 2 points
        """))
    #expect(text.contains("ok 1 - alice, 2 of 2 points"))
    for line in one(.tap, hostileReport()).split(separator: "\n") {
      let start = line.drop { $0 == " " }
      #expect(
        [
          "TAP", "1..", "# ", "ok ", "not ok ", "---", "...", "message: \"", "severity: ",
          "points: \"", "facts: \"",
        ].contains { start.hasPrefix($0) }, "\(line)")
    }
  }

  @Test func gradescopeAddsUp() {
    let files = reportFiles(sampleReport(), as: .gradescope)
    #expect(
      files.map(\.path) == [
        "gradescope/alice.json", "gradescope/bob.json", "gradescope/carol.json",
      ])
    #expect(files[2].text.contains("\"score\" : 1,\n  \"stdout_visibility\" : \"hidden\""))
    #expect(files[2].text.contains("\"output\" : \"This squares.\\ncall: f(3)\\n"))
    let hidden = reportFiles(hostileReport(), as: .gradescope).map(\.text).joined()
    #expect(hidden.contains("\"visibility\" : \"after_published\""))
    #expect(hidden.contains("The answer is not the expected one."))
  }

  @Test func anEndThatIsNoneIsACaseOfItsOwn() {
    var report = sampleReport()
    report.submissions = [
      SubmissionGrade(
        student: "alice", hash: "",
        exercises: [grade(.endedEarly, [checkResult(.passed)], message: "It left too early.")])
    ]
    #expect(
      one(.tap, report).hasSuffix(
        """
            ok 1 - t/f: one
            not ok 2 - t/f: the program ends by itself
              ---
              message: "Ended early. It left too early."
              severity: fail
              points: "0 of 0"
              ...
        not ok 1 - alice, 0 of 2 points

        """))
  }

  @Test func exercismSaysErrorOnlyWhenNothingRan() {
    let files = reportFiles(sampleReport(), as: .exercism).map(\.text)
    #expect(files[0].contains("\"status\" : \"pass\",\n  \"tests\""))
    #expect(files[1].contains("\"message\" : \"t/f: Not gradable: does not compile.\""))
    #expect(files[1].contains("\"status\" : \"error\",\n  \"tests\""))
    #expect(files[2].contains("\"status\" : \"fail\",\n  \"tests\""))
    #expect(files.allSatisfy { $0.contains("\"version\" : 3") })
  }

  /// A letter with a thousand marks above it is a thousand characters to whoever counts them.
  @Test func limitsCountWhatOthersCount() throws {
    let tower = "a" + String(repeating: "\u{301}", count: 9000)
    var report = sampleReport()
    report.submissions[2].exercises = [
      grade(
        .failed,
        [
          checkResult(
            .failed(
              Failure(
                message: tower, mistake: nil, call: tower, expected: nil, got: tower, worst: nil,
                trial: 0)))
        ],
        output: tower)
    ]
    #expect(report.submissions[2].exercises[0].output.unicodeScalars.count == 4000)
    let file = try #require(reportFiles(report, as: .exercism).last).text
    let marks = file.unicodeScalars.split { $0 != "\u{301}" }.map(\.count)
    #expect(marks.contains { (400...500).contains($0) } && file.contains("(the rest was cut off)"))
    for line in one(.github, report).split(separator: "\n") {
      #expect(line.unicodeScalars.count < 1500)
    }
  }

  @Test func exercismQuotesTheVisibleChecks() {
    let files = reportFiles(sampleReport(), as: .exercism).map(\.text)
    #expect(
      files[2].contains(
        #""test_code" : "check(\"one\") { _ in expectSame { f() } }""#), "\(files[2])")
    let hidden = reportFiles(hostileReport(), as: .exercism).map(\.text).joined()
    #expect(hidden.contains(#""name" : "t/f: hidden check 1""#))
    #expect(
      hidden.components(separatedBy: "\"test_code\"").count
        == hidden.components(separatedBy: "\"name\"").count - 1)
  }

  @Test func checksAreToldApartByTheirCode() {
    let block = """
      let given = [1, 2]  // for both
      check("one", trials: 3) { draw in
        check(0)
        expectSame { f("}") }
      }

      check("two \\(given)") { _ in expectSame { f() } }

      """
    #expect(
      checksAsked(in: block) == [
        CheckAsked(
          name: "one",
          code: """
            let given = [1, 2]  // for both
            check("one", trials: 3) { draw in
              check(0)
              expectSame { f("}") }
            }
            """),
        CheckAsked(name: nil, code: "check(\"two \\(given)\") { _ in expectSame { f() } }"),
      ])
    #expect(checksAsked(in: "each()\n") == [CheckAsked(name: nil, code: "each()")])
  }

  @Test func aFileIsNamedOnlyWhereTheRepositoryHasIt() {
    var submission = sampleReport().submissions[0]
    func path(_ pattern: String, _ workspace: String?) -> String? {
      submission.workspace = workspace
      return RepositoryFiles(pattern).path(of: "t/f.swift", in: submission)
    }
    #expect(path("class/*", "workspace/") == "class/alice/workspace/t/f.swift")
    #expect(path("./class/group-*", "") == "class/alice/t/f.swift")
    #expect(path(".", "workspace/") == "workspace/t/f.swift")
    #expect(path("course", "workspace/") == "course/workspace/t/f.swift")
    #expect(path("/data/class/*/", "") == "/data/class/alice/t/f.swift")
    #expect(path("class/*", nil) == nil)
  }

  @Test func annotationsAndJUnitPointAtTheLine() {
    var report = hostileReport()
    for index in report.submissions.indices { report.submissions[index].workspace = "" }
    let files = RepositoryFiles("class/*")
    func text(_ format: ReportFormat, _ files: RepositoryFiles?) -> String {
      reportFiles(report, as: format, files: files).map(\.text).joined()
    }
    #expect(
      text(.github, files).contains("::error file=class/a.b/t/f.swift,line=3,col=5,title=a.b"))
    #expect(text(.junit, files).contains(#" file="class/a.b/t/f.swift" line="3">"#))
    // A check that failed without a line stands above its file.
    #expect(
      text(.github, files).contains(
        "::warning file=class/%3A%3Astop-commands%3A%3Ax/t/f.swift,title="))
    #expect(text(.junit, files).contains(#" file="class/::stop-commands::x/t/f.swift">"#))
    report.submissions[0].problem = Diagnostic(id: "Archive", at: nil, "it is damaged", fixes: [])
    #expect(
      text(.github, files).contains(
        "::error title=%3A%3Astop-commands%3A%3Ax::Not gradable: it is damaged."))
    #expect(!text(.github, nil).contains("file="))
    #expect(!text(.junit, nil).contains("file="))
  }

  @Test func aFeedbackPageHoldsNoMarkupOfTheirs() {
    for file in reportFiles(hostileReport(), as: .html) {
      #expect(!file.text.contains("<script") && !file.text.contains("<img"), "\(file.path)")
      #expect(file.text.contains("default-src 'none'; style-src 'sha256-"))
      #expect(!file.text.contains("\u{1B}") && !file.text.contains("\u{0}"))
      #expect(file.text.contains("<dt>seed</dt><dd>7</dd>"))
    }
    let carol = reportFiles(sampleReport(), as: .html)[2].text
    #expect(carol.contains("<p>Numbers: <strong>1 of 2 points</strong></p>"))
    #expect(carol.contains("<tr><th scope=\"row\">got</th><td><code>9</code></td></tr>"))
  }

  /// What is hidden from students is in no report that they may read.
  @Test(arguments: ReportFormat.allCases)
  func whatIsHiddenStaysHidden(_ format: ReportFormat) {
    let secret = CheckResult.Outcome.failed(
      Failure(
        message: "hush-message", mistake: .init(id: "hush-id", message: "hush-mistake"),
        call: "hush-call", expected: "hush-expected", got: "hush-got", worst: "hush-worst",
        trial: 1))
    var report = sampleReport()
    report.submissions[0].exercises = [
      grade(
        .failed, [checkResult(.passed), checkResult(secret, hidden: true)], output: "hush-output")
    ]
    let says = one(format, report).contains("hush-")
    #expect(says == (format == .json))
  }

  /// Every report says under what it was graded.
  @Test(arguments: ReportFormat.allCases)
  func everyReportSaysItsConditions(_ format: ReportFormat) {
    for file in reportFiles(sampleReport(), as: format) {
      for fact in ["aaaaaaaaaaaa", "bbbbbbbbbbbb", "Swift 6.3.1", "confined", "7"] {
        #expect(file.text.contains(fact), "\(file.path) does not say \(fact)")
      }
    }
  }
}
