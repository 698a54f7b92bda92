import GradusCommand
import GradusDiagnostics
import GradusLessons
import GradusTestSupport
import GradusWorkspace
import Testing

@Suite struct CommandLineTests {
  @Test func anExerciseIsFoundByAnyOfItsNames() throws {
    #expect(try choose("rnn/step", among: allTasks) == [stepTask])
    #expect(try choose("loss", among: allTasks) == [lossTask])
    #expect(try choose("rnn", among: allTasks) == [stepTask, unrollTask])
    #expect(try choose("workspace/rnn/step.swift", among: allTasks) == [stepTask])
    #expect(try choose("rnn/", among: allTasks) == [stepTask, unrollTask])
  }

  @Test func aTypingErrorGetsANearMiss() {
    #expect {
      try choose("rnn/stpe", among: allTasks)
    } throws: { error in
      error as? WrongUse
        == WrongUse(
          message: "'rnn/stpe' names no exercise or lesson; did you mean 'rnn/step'?",
          fix: "gradus list shows all names")
    }
  }

  @Test func aStrangeNameIsToldWhatTheLessonHas() {
    #expect {
      try choose("rnn/attention", among: allTasks)
    } throws: { error in
      error as? WrongUse
        == WrongUse(
          message: "'rnn/attention' names no exercise or lesson",
          fix: "rnn has: rnn/step, rnn/unroll")
    }
  }

  @Test func aLessonIsNotOneExercise() {
    #expect {
      try chooseOne("rnn", among: allTasks)
    } throws: { error in
      error as? WrongUse
        == WrongUse(
          message: "'rnn' is a lesson, and this takes one exercise",
          fix: "name one: rnn/step, rnn/unroll")
    }
  }

  @Test func anExerciseOfSeveralLessonsIsNamedWithItsLesson() {
    let other = ExerciseTask(
      name: ExerciseName(lesson: "lstm", exercise: "step"), points: 1, starter: "", key: "4")
    #expect {
      try choose("step", among: allTasks + [other])
    } throws: { error in
      error as? WrongUse
        == WrongUse(
          message: "'step' is in several lessons", fix: "name one of them: rnn/step or lstm/step")
    }
  }

  @Test func aLessonWithoutExamplesIsRead() {
    let plain = readLesson(lessonText.replacing("swift example echo", with: "swift sketch"))
    #expect(exampleList(plain) == "A recurrent cell has no examples.\nnext: gradus read rnn")
  }

  @Test func ofALessonTheFirstOpenExerciseIsMeant() throws {
    var progress = LearnerProgress()
    #expect(try chooseOpen("rnn", among: allTasks, progress) == stepTask)
    progress.record(stepTask, passed: true, file: "x")
    #expect(try chooseOpen("rnn", among: allTasks, progress) == unrollTask)
    progress.record(unrollTask, passed: true, file: "x")
    #expect(try chooseOpen("rnn", among: allTasks, progress) == stepTask)
    #expect(try chooseOpen("loss", among: allTasks, progress) == lossTask)
  }

  @Test func aMistypedCommandGetsANearMiss() {
    #expect {
      try refuseUnknownCommand(["chek"])
    } throws: { error in
      (error as? WrongUse)?.message
        == "'chek' is not a command, an exercise or a lesson; did you mean 'check'?"
    }
    #expect {
      try refuseUnknownCommand(["rn"]) { ["rnn", "step"] }
    } throws: { error in
      (error as? WrongUse)?.message
        == "'rn' is not a command, an exercise or a lesson; did you mean 'rnn'?"
    }
    #expect(throws: Never.self) { try refuseUnknownCommand(["rnn"]) { ["rnn", "step"] } }
    #expect(throws: Never.self) { try refuseUnknownCommand(["step.swift"]) }
    #expect(throws: Never.self) { try refuseUnknownCommand(["check", "rnn/step"]) }
    #expect(throws: Never.self) { try refuseUnknownCommand(["rnn/step"]) }
    #expect(throws: Never.self) { try refuseUnknownCommand([]) }
  }

  @Test func commonOptionsMayStandBeforeTheCommand() {
    #expect(
      commandFirst(["--plain", "--workspace", "w", "list", "--open"])
        == ["list", "--plain", "--workspace", "w", "--open"])
    #expect(commandFirst(["--plain"]) == ["--plain"])
    #expect(commandFirst(["rnn/step"]) == ["rnn/step"])
  }

  @Test func ubuntuCountsAsDebian() {
    #expect(platform(osRelease: "NAME=Mint\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n") == .debian)
    #expect(platform(osRelease: "ID=fedora\n") == .fedora)
    #expect(platform(osRelease: "ID=manjaro\nID_LIKE=arch\n") == .arch)
    #expect(platform(osRelease: "") == .other)
  }

  @Test func everyPlatformHasAdvice() throws {
    let said = Platform.allCases.map { platform in
      "\(platform)\n  \(platform.swiftFix)\n  \(platform.cmarkFix)\n  \(platform.linkFix)\n"
    }
    #expect(try differenceFromGolden(said.joined(separator: "\n"), "platforms.txt") == "")
  }

  @Test func aLessonNameFitsAFileAndAnAddress() {
    #expect(throws: Never.self) { try checkSlug("mode-collapse2") }
    for bad in ["", "Mode", "a b", "-a", "../a", "course", "glossary"] {
      #expect(throws: WrongUse.self) { try checkSlug(bad) }
    }
    #expect(title(from: "mode-collapse") == "Mode collapse")
  }

  @Test func aNewLessonStandsLastInTheCourse() {
    let course =
      "# C\n\n## A\n\n1. [One](one.md)\n\n## B\n\n2. [Two](two.md)\n   and more\n\nThe end.\n"
    #expect(
      listing("the-third", in: course)
        == course.replacing("   and more\n", with: "   and more\n3. [The third](the-third.md)\n"))
    #expect(listing("b", in: "## A\n\n- [A](a.md)") == "## A\n\n- [A](a.md)\n- [B](b.md)")
    #expect(listing("a", in: "# C\n") == "# C\n\n## Lessons\n\n1. [A](a.md)\n")
    #expect(
      newLessonWords("a")
        == "Lessons/a.md is there, and stands last in Lessons/course.md; move it to its place.\n"
        + "next: gradus verify a")
  }

  @Test func theTemplateOfALessonBreaksNoRule() {
    let course = "---\ntitle: T\nsummary: S\n---\n\n## Part\n\n1. [Mean value](mean-value.md)\n"
    let (_, findings) = readCourse([
      "Lessons/course.md": course,
      "Lessons/mean-value.md": lessonTemplate(title: "Mean value"),
    ])
    #expect(findings.map(\.summary) == [])
  }

  @Test func theManualNamesEveryCommand() throws {
    let page = try #require(manualPage())
    for name in commandNames() { #expect(page.contains(".SS gradus \(name)")) }
    for name in ["merge", "show"] { #expect(page.contains(".SS gradus report \(name)")) }
    #expect(page.contains("\\fB\\-\\-spoil\\fR"))
    #expect(page.ranges(of: "\\fB\\-\\-workspace dir\\fR").count == 1)
    #expect(try differenceFromGolden(page, "manual.1") == "")
  }
}
