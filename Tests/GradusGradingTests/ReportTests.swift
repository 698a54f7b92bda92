import GradusDiagnostics
import GradusGrading
import GradusLessons
import GradusRunner
import GradusTestSupport
import Testing

let grading = Grading(
  course: "Numbers", courseHash: String(repeating: "a", count: 64),
  coreHash: String(repeating: "b", count: 64), toolchain: "Swift 6.3.1",
  confinement: ConfinementReport(level: .confined, words: "confined"), seed: 7,
  gradedAt: "2026-11-21T09:00:00Z", shard: nil, gradus: "0.1.0")

/// An exercise worth 2 points; its checks do not matter here, the verdicts are made by hand.
let asked: (exercise: Exercise, lesson: Lesson) = {
  let text = """
    ---
    title: T
    summary: S
    minutes: 1
    goals: [g]
    ---
    # T

    ```swift exercise f points=2
    func f() -> Int {
      #if SOLUTION
      1
      #else
      0
      #endif
    }
    ```

    ```swift check f
    check("one") { _ in expectSame { f() } }
    ```
    """
  let map = "---\ntitle: T\nsummary: S\n---\n## Part\n\n1. [T](t.md)\n"
  let (course, _) = readCourse(["Lessons/course.md": map, "Lessons/t.md": text])
  guard let first = course.exercises.first else { preconditionFailure("the fixture is a lesson") }
  return (first.exercise, first.lesson)
}()

func checkResult(
  _ outcome: CheckResult.Outcome, hidden: Bool = false,
  disclosure: CheckBlock.Disclosure = .full
) -> CheckResult {
  CheckResult(
    index: 0, name: "one", isHidden: hidden, disclosure: disclosure, trials: 1, outcome: outcome)
}

func grade(
  _ status: Verdict.Status, _ checks: [CheckResult] = [], message: String? = nil,
  output: String = ""
) -> ExerciseGrade {
  ExerciseGrade(
    Verdict(
      exercise: asked.exercise.name, status: status, checks: checks, message: message,
      output: output, confinement: .confined, seed: 7, seconds: 3, toolchain: "Swift 6.3.1",
      wasCached: true),
    of: asked.exercise, fileHash: String(repeating: "c", count: 64))
}

let wrongAnswer = CheckResult.Outcome.failed(
  Failure(
    message: "The answer is wrong.", mistake: .init(id: "squared", message: "This squares."),
    call: "f(3)", expected: "6", got: "9", worst: "[0]", trial: 1))

@Suite struct ReportTests {
  @Test func sharesAddUpExactly() {
    #expect(Points(2).shared(among: 3).map(\.description) == ["0.66", "0.67", "0.67"])
    for whole in 0...7 {
      for parts in 1...9 { #expect(Points(whole).shared(among: parts).sum() == Points(whole)) }
    }
    #expect(Points(hundredths: 150).description == "1.5")
    #expect(Points(hundredths: -5).description == "-0.05")
  }

  @Test func eachCheckCarriesItsShare() {
    let result = grade(
      .failed, [checkResult(.passed), checkResult(wrongAnswer), checkResult(.passed)])
    #expect(result.points == Points(hundredths: 133))
    #expect(result.checks.map(\.points.description) == ["0.66", "0", "0.67"])
    #expect(result.checks[1].message == "This squares.")
    #expect(result.checks[1].trial == 2)
  }

  @Test func whatDoesNotCompileIsNotGradable() {
    let result = grade(.compileError, message: "Why.")
    #expect(!result.gradable)
    #expect(result.status.words == "not gradable: does not compile")
    #expect(result.message == "Why.")
  }

  /// Every check was answered, and then the program left through another door.
  @Test func anEndThatIsNoneEarnsNothing() {
    #expect(grade(.endedEarly, [checkResult(.passed), checkResult(.passed)]).points == .zero)
    let lost = CheckResult.Outcome.endedEarly(status: 0, call: "f()")
    #expect(grade(.endedEarly, [checkResult(.passed), checkResult(lost)]).points == Points(1))
  }

  @Test func theStudentReadsWhatIsDisclosed() {
    let submission = SubmissionGrade(
      student: "alice", hash: "",
      exercises: [
        grade(
          .failed,
          [checkResult(wrongAnswer), checkResult(wrongAnswer, hidden: true)], output: "x = 17")
      ])
    let checks = submission.forTheStudent().exercises[0].checks
    #expect(checks[0].expected == "6")
    #expect(checks[1].name == "hidden check 1")
    #expect(checks[1].message == "The answer is not the expected one.")
    #expect(checks[1].call == nil && checks[1].expected == nil && checks[1].got == nil)
    #expect(checks[1].points == submission.exercises[0].checks[1].points)
    #expect(submission.forTheStudent().exercises[0].output == "")
    #expect(submission.forTheStudent().points == submission.points)
  }

  /// What a report says of every way to end, to the instructor and of a hidden check to the student.
  @Test func everyEndHasItsWords() throws {
    let outcomes: [CheckResult.Outcome] = [
      .passed, wrongAnswer, .trapped(Trap(reason: "a division by zero", call: "f(3)")),
      .timedOut(seconds: 0.5, call: "f(3)"), .endedEarly(status: 3, call: "f(3)"),
      .outputLimit(bytes: 1 << 20), .memoryLimit(bytes: 512 << 20),
      .broken("The check's own code went wrong at Lessons/t.md:17: a division by zero."),
      .notRun("It was not run, because 2 checks before it ran out of time."),
    ]
    let checks = outcomes.map {
      CheckGrade(checkResult($0, hidden: true), worth: Points(1), counts: true)
    }
    var said = ["Checks: what the instructor reads, and the student of a hidden one"]
    for check in checks {
      let told = check.forTheStudent(hiddenNumber: 1).message ?? "(nothing)"
      said.append("\(check.outcome)\n  \(check.message ?? "(nothing)")\n  \(told)")
    }
    said.append("Exercises")
    said += ExerciseGrade.Status.allCases.map { "\($0)\n  \($0.words)" }
    said.append("What changed a grade")
    said += GradeDifference.Cause.allCases.map { "\($0)\n  \($0.words)" }
    said.append("Without a file\n  \(ExerciseGrade.missing(asked.exercise).message ?? "")")
    #expect(try differenceFromGolden(said.joined(separator: "\n") + "\n", "words.txt") == "")
  }

  @Test func aReportComesBackAsItWas() throws {
    let report = sampleReport()
    #expect(try readGrades(gradeJSON(report)) == report)
    #expect(gradeJSON(try readGrades(gradeJSON(report))) == gradeJSON(report))
  }

  @Test func nothingInAReportDependsOnTheMachine() {
    let text = gradeJSON(sampleReport())
    #expect(!text.contains("seconds") && !text.contains("wasCached"))
  }

  @Test func anotherVersionIsNotGuessedAt() {
    #expect(throws: ReportProblem.otherVersion("gradus-grade/2")) {
      try readGrades(#"{"schema":"gradus-grade/2"}"#)
    }
    #expect(throws: ReportProblem.damaged("it has no 'schema'")) { try readGrades("{}") }
    #expect(throws: ReportProblem.self) { try readGrades("") }
    #expect(
      ReportProblem.otherVersion("x").description
        == "it was written by another version (x; this one reads gradus-grade/1)")
    #expect(
      ReportProblem.damaged("it has no 'schema'").description
        == "it is no report of gradus grade (it has no 'schema')")
  }

  @Test func theTableIsALineForEachStudent() {
    #expect(
      gradeTable(sampleReport(), style: .plain) == """
        alice             2 of 2  1 of 1 passed
        bob               0 of 2  0 of 1 passed; t/f not gradable: does not compile
        carol             1 of 2  0 of 1 passed

        confined, seed 7, Swift 6.3.1, graded 2026-11-21T09:00:00Z
        course aaaaaaaaaaaa, core bbbbbbbbbbbb
        """)
  }

  @Test func aNameCannotMoveTheCursor() {
    var report = sampleReport()
    report.submissions[0].student = "a\u{1B}[2Jb\nc"
    #expect(gradeTable(report, style: .plain).hasPrefix("ab c  "))
  }
}

func sampleReport(shard: Shard? = nil) -> GradeReport {
  var grading = grading
  grading.shard = shard
  let students = [
    ("carol", grade(.failed, [checkResult(.passed), checkResult(wrongAnswer)])),
    ("alice", grade(.passed, [checkResult(.passed)])),
    ("bob", grade(.compileError)),
  ].filter { shard?.contains($0.0) ?? true }
  return GradeReport(
    grading: grading, exercises: [ExerciseAsked(asked.exercise, in: asked.lesson)],
    submissions: students.map { name, grade in
      SubmissionGrade(
        student: name, hash: hash(of: [name]),
        handedIn: HandedIn(submittedAt: "2026-11-20T20:00:00Z", attempt: 2), exercises: [grade])
    })
}
