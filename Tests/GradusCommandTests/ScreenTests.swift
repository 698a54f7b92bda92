import GradusCommand
import GradusDiagnostics
import GradusLessons
import GradusRunner
import GradusWorkspace
import Testing

/// What learners and authors read, word for word.
@Suite struct ScreenTests {
  private var progress: LearnerProgress {
    var progress = LearnerProgress()
    progress.record(stepTask, passed: true, file: "a")
    progress.record(unrollTask, passed: false, file: "a")
    progress[unrollTask.name].hints = 2
    progress.current = "rnn/unroll"
    return progress
  }

  @Test func theListShowsStateTriesHintsAndWhatIsNext() {
    let screen = listScreen(
      listRows(allTasks, progress), titles: ["rnn": "A recurrent cell", "bce": "Cross-entropy"],
      call: "./gradus", style: .plain, width: 80)
    #expect(
      screen == """
        A recurrent cell
          done     rnn/step                              2 points, 1 try
        > pending  rnn/unroll                            1 point, 1 try, 2 hints

        Cross-entropy
          pending  bce/loss                              1 point

        [########----------------] 1 of 3 exercises, 2 of 4 points
        next: ./gradus   (resumes rnn/unroll)
        """)
  }

  @Test func aChangedLessonMarksItsExerciseStale() {
    var changed = stepTask
    changed.key = "new"
    let rows = listRows([changed], progress)
    #expect(
      listScreen(rows, titles: [:], call: "gradus", style: .plain, width: 120).hasPrefix(
        "rnn\n> stale    rnn/step                              "
          + "2 points, 1 try, the lesson changed, check it again\n\n["
      ))
    // In a narrow terminal the notes stand below the name.
    #expect(
      listScreen(rows, titles: [:], call: "gradus", style: .plain, width: 40).hasPrefix(
        """
        rnn
        > stale    rnn/step
                   2 points, 1 try, the lesson
                   changed, check it again

        """))
  }

  @Test func anEmptySearchSaysSo() {
    #expect(
      listScreen([], titles: [:], call: "gradus", style: .plain, width: 80)
        == "No exercises match.\nnext: gradus list")
  }

  @Test func initSaysWhatIsThereAndWhatToType() {
    var plan = Plan(progress: LearnerProgress())
    plan.notes = [
      .created(stepTask.name), .refreshed(unrollTask.name), .kept(lossTask.name),
      .orphaned("old/one"),
    ]
    #expect(
      initScreen(plan, exercises: 3, folder: "workspace", resume: "./gradus") == """
        rnn/unroll changed in the course; you had not begun, so your file is the new one.
        bce/loss changed in the course; your file is as you left it. 'gradus reset bce/loss' takes the new starter and keeps yours as a backup.
        old/one is no longer part of the course; your file stays where it is.
        workspace is ready: 3 exercises, one Swift file each.
        next: ./gradus
        """)
  }

  @Test func resetSaysWhereTheOldFileIs() {
    #expect(
      resetWords(stepTask, backup: ".gradus/backups/rnn/step-1.swift") == """
        rnn/step is as the course gives it.
        Your file is kept as .gradus/backups/rnn/step-1.swift
        next: gradus reset rnn/step --undo   (takes it back)
        """)
    #expect(
      undoWords(stepTask, restored: nil)
        == "rnn/step has no backup, so nothing changed.\nnext: gradus check rnn/step")
  }

  @Test func hintsComeInOrderAndSayHowManyAreLeft() {
    #expect(
      hintScreen(stepTask.name, ["Look at the shapes."], of: 3, style: .plain) == """
        Hint 1 of 3
        Look at the shapes.

        next: gradus hint rnn/step   (opens hint 2 of 3)
        """)
    #expect(
      hintScreen(stepTask.name, [], of: 3, style: .plain) == """
        No hint of rnn/step is open yet.
        next: gradus hint rnn/step   (opens hint 1 of 3)
        """)
    #expect(
      hintScreen(stepTask.name, ["Look."], of: 1, style: .plain).hasSuffix(
        "That was the last hint.\nnext: gradus check rnn/step"))
    #expect(
      hintScreen(stepTask.name, [], of: 0, style: .plain)
        == "rnn/step has no hints.\nnext: gradus read rnn")
  }

  @Test func aCheckEndsWithWhatToTypeNext() {
    #expect(
      checkSummary([(stepTask.name, false)], stepTask.name) == "next: gradus hint rnn/step")
    #expect(
      checkSummary([(stepTask.name, true), (lossTask.name, true)], unrollTask.name)
        == "2 of 2 exercises passed.\nnext: gradus   (goes on with rnn/unroll)")
    #expect(
      checkSummary([(stepTask.name, true)], nil) == "Every exercise is done.\nnext: gradus list")
  }

  @Test func aClosedSolutionNamesTheWayToIt() {
    #expect(
      closedSolution(stepTask.name) == """
        The solution of rnn/step opens when you have passed.
        next: gradus hint rnn/step, or gradus solution rnn/step --spoil
        """)
  }

  @Test func lintAndVerifyCountWhatTheyRead() {
    let error = Diagnostic(id: "X", at: nil, "x")
    #expect(lintSummary([], lessons: 3) == "3 lessons read, no rule broken.\nnext: gradus verify")
    #expect(
      lintSummary([error], lessons: 1)
        == "1 lesson read, 1 error.\nnext: mend the first one and type: gradus lint")
    #expect(lessonLine("bce", proofs: 20, findings: 0) == "bce: 20 proofs, all hold")
    #expect(
      verifySummary(lessons: 1, proofs: 20, errors: 0)
        == "1 lesson, 20 proofs run, none skipped: the course holds.\nnext: gradus build")
    #expect(
      verifySummary(lessons: 2, proofs: 9, errors: 2)
        == "2 lessons, 9 proofs run, 2 errors.\nnext: mend the first one and type: gradus verify")
  }

  @Test func theDoctorNamesTheCommandThatHelps() {
    let pieces = [
      Piece(name: "Swift compiler", state: .fine, detail: "Swift 6.3.1"),
      Piece(
        name: "libcmark", state: .missing, detail: "not found", fix: Platform.fedora.cmarkFix),
    ]
    #expect(
      doctorScreen(pieces, call: "./gradus", style: .plain) == """
        ok       Swift compiler              Swift 6.3.1
        missing  libcmark                    not found
                   fix: sudo dnf install cmark-devel pkgconf-pkg-config

        1 piece missing.
        next: type what stands after 'fix', then: ./gradus doctor
        """)
  }

  @Test func theDoctorNamesWhatWorksLessWell() {
    let pieces = [
      cmarkPiece(.debian, isHere: true), cmarkPiece(.debian, isHere: false),
      editorPiece(.debian, server: nil), confinementPiece(.partly("no Landlock")),
    ]
    #expect(
      doctorScreen(pieces, call: "gradus", style: .plain) == """
        ok       libcmark                    reads the lessons
        partly   libcmark                    here, but not its header, which the next build needs
                   fix: sudo apt-get install libcmark-dev pkg-config
        partly   editor support              no sourcekit-lsp beside the compiler; editors will not complete names
                   fix: install Swift 6.2 or newer: https://www.swift.org/install
        partly   confinement                 partly confined (no Landlock)
                   fix: nothing to do for your own code; a class is best graded on Linux 5.13 or newer

        Everything Gradus needs is here.
        next: gradus
        """)
  }

  @Test func theTrialSaysWhatIsMissing() {
    var failed = verdict(.broken)
    failed.message = "The linker ended with: cannot find -lstdc++"
    #expect(
      trialPiece(failed, .debian)
        == Piece(
          name: "trial exercise", state: .missing,
          detail: "The linker ended with: cannot find -lstdc++", fix: "sudo apt-get install g++"))
    var passed = verdict(.passed)
    passed.seconds = 1.26
    #expect(
      trialPiece(passed, .debian)
        == Piece(
          name: "trial exercise", state: .fine, detail: "compiled, run and judged in 1.3 s"))
  }

  @Test func theFirstStartExplainsItselfInFiveLines() {
    let words = welcomeWords(file: "workspace/bce/loss.swift", call: "./gradus")
    #expect(words.split(separator: "\n").count == 5)
    #expect(words.contains("The first is workspace/bce/loss.swift"))
  }

  @Test func aFigureIsSavedUnderAFileNameAndToldInWords() {
    let figure = RunFigure(
      id: "fig:clamp", title: "A fake", caption: "", svg: "", description: "Line: 61 points.",
      columns: [], rows: [])
    #expect(figurePath(figure, of: echo, number: 1) == "figures/rnn-echo-clamp.svg")
    #expect(
      figureWords(figure, path: "workspace/x.svg", width: 20, isPlain: true)
        == "\nA fake. Line: 61\npoints.\nsaved as workspace/x.svg")
    let otherwise = Overrides(settings: [.init(name: "steps", literal: "5")], seed: 3)
    #expect(
      figurePath(figure, of: echo, number: 1, otherwise)
        == "figures/rnn-echo-clamp-steps-5-seed-3.svg")
  }

  @Test func aFigureIsDrawnInTheWidestWayThatFits() {
    let figure = RunFigure(
      id: "", title: "A fake", caption: "It rises.", svg: "", description: "Line: 61 points.",
      columns: [], rows: [], texts: ["⠉⠉⠉⠉⠉⠉\n", "⠉⠉⠉\n"])
    func drawn(_ width: Int) -> String {
      figureWords(figure, path: nil, width: width, isPlain: false)
    }
    #expect(drawn(80) == "\n⠉⠉⠉⠉⠉⠉\nIt rises.")
    #expect(drawn(4) == "\n⠉⠉⠉\nIt\nrises.")
    #expect(drawn(2).hasPrefix("\nA\nfake."))
  }

  @Test func aBarSaysHowFarARunIs() {
    #expect(
      progressBar(step: 75, of: 300, name: "rnn/overfit", width: 80)
        == "[######------------------] rnn/overfit, step 75 of 300")
    #expect(
      progressBar(step: 75, of: 300, name: "rnn/overfit", width: 30)
        == "rnn/overfit, step 75 of 300")
  }

  @Test func afterARunItsFirstParameterIsOffered() {
    #expect(nextWords(echo, Overrides()) == "next: gradus read rnn")
    var withSteps = echo
    withSteps.code.text = "let steps = 300\n"
    #expect(
      nextWords(withSteps, Overrides())
        == "next: gradus run rnn/echo --set steps=300   (with a value of yours)")
  }

  @Test func aSuggestionIsSpelledAsTheLearnerTypesIt() {
    #expect("next: gradus hint".called("./gradus") == "next: ./gradus hint")
    #expect("gradus: cannot".called("./gradus") == "gradus: cannot")
  }

  @Test func theExitStatusTellsWhoseFaultItIs() {
    var full = verdict(.broken)
    full.isMachineAtFault = true
    #expect(exitStatus([verdict(.passed)]) == 0)
    #expect(exitStatus([verdict(.passed), verdict(.failed)]) == 1)
    for status in Verdict.Status.allCases where status != .passed && status != .broken {
      #expect(exitStatus([verdict(status)]) == 1)
    }
    #expect(exitStatus([verdict(.failed), verdict(.broken)]) == 70)
    #expect(exitStatus([verdict(.broken), full]) == 3)
    #expect(
      checkSummary([(stepTask.name, false)], nil, isBroken: true)
        == "next: gradus doctor   (looks for what is wrong here)")
  }

  @Test func theMessageOfAKnownMistakeStandsAboveTheHints() {
    #expect(
      hintScreen(stepTask.name, ["Look."], of: 3, mistake: "The bias is missing.", style: .plain)
        == """
        About your last answer
        The bias is missing.

        Hint 1 of 3
        Look.

        next: gradus hint rnn/step   (opens hint 2 of 3)
        """)
  }

  @Test func aMistakeIsForgottenWhenTheFileIsAnother() {
    var progress = LearnerProgress()
    progress.record(
      stepTask, passed: false, file: "a", mistake: .init(id: "no-bias", message: "Missing."))
    #expect(progress[stepTask.name].mistake(in: "a")?.id == "no-bias")
    #expect(progress[stepTask.name].mistake(in: "b") == nil)
    progress.record(stepTask, passed: true, file: "a")
    #expect(progress[stepTask.name].mistake(in: "a") == nil)
  }

  @Test func aLongLineGoesOnBelowItself() {
    #expect(folded("  one two three four five", columns: 20) == "  one two three four\n    five")
    #expect(folded("short\n\nlines", columns: 20) == "short\n\nlines")
    #expect(
      folded("abcdefghijklmnopqrstuvwxyz", columns: 20) == "abcdefghijklmnopqrst\n  uvwxyz")
    // Codes for colours take no room.
    let green = TextStyle.coloured.green("one two three four")
    #expect(folded(green, columns: 20) == green)
  }
}
