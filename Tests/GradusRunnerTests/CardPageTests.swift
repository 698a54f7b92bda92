import Foundation
import GradusDiagnostics
import GradusLessons
import GradusRunner
import GradusTestSupport
import Testing

private func verdict(
  _ status: Verdict.Status, _ outcomes: [CheckResult.Outcome], output: String = "",
  message: String? = nil
) -> Verdict {
  Verdict(
    exercise: ExerciseName(lesson: "test", exercise: "f"), status: status,
    checks: outcomes.enumerated().map { index, outcome in
      CheckResult(
        index: index, name: "check \(index + 1)", isHidden: index == 1, disclosure: .full,
        trials: 1, outcome: outcome)
    }, message: message, output: output, confinement: .confined, seed: 7)
}

@Suite struct GradusRunnerCardPageTests {
  @Test func pageSaysWhatTheTerminalSays() {
    let failure = Failure(
      message: "The answer is not right.", call: "f(1)", expected: "2", got: "3", worst: "[0]",
      tolerance: 1e-5, reason: "rounding")
    #expect(
      cardHTML(verdict(.failed, [.failed(failure), .passed])) == """
        <section class="verdict open">
        <p class="headline"><strong class="bad">not yet</strong> <code>test/f</code> 1 of 2 checks passed</p>
        <ul class="checks">
        <li><span class="bad">no</span> check 1</li>
        <li><span class="good">ok</span> check 2 (hidden)</li>
        </ul>
        <p><strong>check 1</strong></p>
        <p>The answer is not right.</p>
        <table>
        <tr><th scope="row">call</th><td><code>f(1)</code></td></tr>
        <tr><th scope="row">expected</th><td><code>2</code></td></tr>
        <tr><th scope="row">got</th><td><code>3</code></td></tr>
        <tr><th scope="row">differs</th><td><code>most at [0]</code></td></tr>
        <tr><th scope="row">tolerance</th><td><code>1e-05 × max(1, |expected|): rounding</code></td></tr>
        </table>
        <p class="again">Again: <code>gradus check test/f --seed 7</code></p>
        <p class="conditions">seed 7, confined</p>
        </section>

        """)
  }

  @Test func passedIsShort() {
    #expect(
      cardHTML(verdict(.passed, [.passed])) == """
        <section class="verdict passed">
        <p class="headline"><strong class="good">passed</strong> <code>test/f</code> its check passed</p>
        <p class="conditions">seed 7, confined</p>
        </section>

        """)
  }

  @Test func whatALearnerPrintsIsInertOnAPage() {
    let evil = "</pre></script><img src=x onerror=alert(1)>\"'&"
    let trap = Trap(reason: evil, call: evil)
    let page = cardHTML(
      verdict(.trapped, [.trapped(trap), .broken(evil)], output: evil, message: evil))
    #expect(!page.contains("<img") && !page.contains("</script"))
    #expect(
      page.contains(
        """
        <pre class="printed">| &lt;/pre&gt;&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;</pre>
        """))
    #expect(page.components(separatedBy: "<").count == page.components(separatedBy: ">").count)
  }

  /// A build server trims a line before it looks for `::`, and finds `##[` anywhere in it.
  @Test func nothingOfALearnersIsACommandOfABuildServer() {
    let long = String(repeating: "x", count: 70)
    let failure = Failure(
      message: "\(long) ::error::passed\n::stop-commands::x", call: "f(\"##[group]\")",
      got: "1\n  ::set-output name=x::y")
    let text = card(
      verdict(.failed, [.failed(failure)], output: "::error::x\n##[error]y"), style: .plain)
    for line in text.split(separator: "\n") {
      #expect(!line.drop { $0 == " " }.hasPrefix("::"), "\(line)")
      #expect(!line.contains("##["), "\(line)")
    }
  }

  /// Each outcome as a check that shows all, one that keeps the expected back, and one that tells nothing.
  @Test func wordsOfEveryOutcome() throws {
    let failure = Failure(
      message: "The answer's [1] is off the most.", call: "f(xs: [4.0, 5.0])",
      expected: "[4.0, 5.0]", got: "[4.0, 9.0]", worst: "[1]", tolerance: 1e-5,
      reason: "sums may be rounded", trial: 1)
    var known = failure
    known.mistake = .init(id: "product", message: "You multiplied. Add instead.")
    let outcomes: [CheckResult.Outcome] = [
      .failed(failure), .failed(known),
      .trapped(Trap(reason: "a division by zero", call: "f(xs: [])")),
      .timedOut(seconds: 0.5, call: "f(xs: [])"), .endedEarly(status: 3, call: "f(xs: [])"),
      .outputLimit(bytes: 1 << 20), .memoryLimit(bytes: 512 << 20),
      .broken("The check's own code went wrong at Lessons/a.md:3: a division by zero."),
      .notRun("It was not run, because 2 checks before it ran out of time."),
    ]
    var said: [String] = []
    for outcome in outcomes {
      for disclosure in [CheckBlock.Disclosure.full, .actual, .none] {
        let check = CheckResult(
          index: 0, name: "shows \(disclosure.rawValue)", isHidden: false, disclosure: disclosure,
          trials: 3, outcome: outcome)
        var told = verdict(.failed, [])
        told.checks = [check.disclosed]
        let parts = card(told, style: .plain).components(separatedBy: "\n\n")
        said.append(parts.dropFirst(2).dropLast().joined(separator: "\n\n"))
      }
    }
    #expect(
      try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "outcomes.txt") == "")
  }

  @Test(arguments: [
    (Verdict.Status.compileError, "does not compile  test/f"),
    (.compileTimedOut, "compiler stopped  test/f"),
    (.compilerCrashed, "compiler crashed  test/f"),
    (.refused, "not taken  test/f"),
    (.broken, "broken  test/f  the lesson is at fault, not your code"),
    (.endedEarly, "ended early  test/f"),
    (.failed, "not yet  test/f  0 of 0 checks passed"),
  ])
  func headlineOfEveryStatus(_ status: Verdict.Status, _ headline: String) {
    #expect(card(verdict(status, []), style: .plain).hasPrefix(headline + "\n\n"))
  }

  @Test func aMachineThatCannotIsNobodysFault() {
    var broken = verdict(.broken, [], message: "cannot write /x\n  fix: make the folder writable")
    broken.isMachineAtFault = true
    broken.wasCached = true
    #expect(
      card(broken, style: .plain) == """
        broken  test/f  this machine cannot, and your code is not at fault

          cannot write /x
            fix: make the folder writable

        Again: gradus check test/f --seed 7
        seed 7, confined, unchanged since it was judged
        """)
  }
}
