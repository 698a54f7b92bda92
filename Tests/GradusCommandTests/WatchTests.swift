import GradusCommand
import GradusDiagnostics
import GradusLessons
import GradusRunner
import GradusTestSupport
import GradusWorkspace
import Testing

@Suite struct WatchTests {
  private func state() -> WatchState {
    var state = WatchState(tasks: allTasks, progress: LearnerProgress(), task: stepTask)
    state.titles = ["rnn": "A recurrent cell"]
    return state
  }

  // #expect cannot call a mutating method itself.
  private func press(_ key: Key, _ state: inout WatchState) -> WatchState.Action? {
    state.press(key, rows: 24)
  }

  private func press(_ key: Key, _ pages: inout Pages) -> Bool { pages.press(key, rows: 4) }

  private func body(_ state: WatchState) -> String {
    state.body(
      file: "workspace/rnn/step.swift", style: .plain,
      columns: 80, rows: 24)
  }

  @Test func everyKeyIsOneStroke() {
    var state = state()
    #expect(press(.character("h"), &state) == .hint)
    #expect(press(.character("r"), &state) == .read)
    #expect(press(.character("s"), &state) == .solution)
    #expect(press(.character("c"), &state) == .check)
    #expect(press(.enter, &state) == .check)
    #expect(press(.character("n"), &state) == .go(unrollTask.name))
    #expect(press(.character("q"), &state) == .quit)
    #expect(press(.end, &state) == .quit)
  }

  @Test func aResetWantsTheKeyTwice() {
    var state = state()
    #expect(press(.character("x"), &state) == nil)
    #expect(
      state.notice == "Press x again to put the starter back; your file is kept as a backup.")
    #expect(press(.character("x"), &state) == .reset)
    #expect(press(.character("x"), &state) == nil)
    #expect(press(.character("j"), &state) == nil)
    #expect(state.notice == "Nothing was reset.")
  }

  @Test func theListGoesToTheChosenExercise() {
    var state = state()
    _ = state.press(.character("l"), rows: 24)
    _ = state.press(.down, rows: 24)
    _ = state.press(.character("j"), rows: 24)
    _ = state.press(.down, rows: 24)
    #expect(body(state).contains("> pending  bce/loss"))
    #expect(press(.enter, &state) == .go(lossTask.name))
    #expect(state.panel == nil)
  }

  private func type(_ text: String, _ state: inout WatchState) {
    for character in text { _ = state.press(.character(character), rows: 24) }
  }

  @Test func theListIsSearchedWhileTyping() {
    var state = state()
    type("l/lo", &state)
    #expect(
      state.footer(style: .plain, columns: 80) == "search: lo_   Enter go there  Esc show all")
    #expect(
      body(state) == """
        [------------------------] 0 of 3 exercises, 0 of 4 points
        > pending  bce/loss                              1 point
        """)
    _ = state.press(.backspace, rows: 24)
    type("q", &state)
    #expect(body(state).hasSuffix("No exercises match."))
    #expect(press(.enter, &state) == nil)
    #expect(press(.escape, &state) == nil)
    #expect(body(state).contains("> pending  rnn/step"))
    type("/recurrent unr", &state)
    #expect(press(.enter, &state) == .go(unrollTask.name))
  }

  @Test func theListLeavesOutWhatIsDone() {
    var state = state()
    state.progress.record(stepTask, passed: true, file: "x")
    type("lo", &state)
    #expect(
      state.footer(style: .plain, columns: 80)
        == "j down  k up  Enter go there  / search  o done too  q back")
    #expect(!body(state).contains("rnn/step"))
    #expect(press(.enter, &state) == .go(unrollTask.name))
  }

  @Test func anErrorStaysWhileTheNextCheckRuns() {
    var state = state()
    state.verdict = verdict(.failed)
    let before = body(state)
    state.isChecking = true
    #expect(body(state) == before)
    #expect(state.footer(style: .plain, columns: 100).hasPrefix("checking…  h hint"))
  }

  @Test func theFooterNeverWraps() {
    #expect(
      state().footer(style: .plain, columns: 82)
        == "h hint  n next  l list  r read  s solution  x reset  c check  q quit  ? keys")
    #expect(
      state().footer(style: .plain, columns: 60)
        == "h hint  n next  l list  r read  q quit  ? keys")
    #expect(state().footer(style: .plain, columns: 40) == "h hint  n next  q quit  ? keys")
    #expect(state().footer(style: .plain, columns: 20) == "? keys  q quit")
    #expect(state().footer(style: .plain, columns: 5) == "? ke")
  }

  @Test func openHintsAreShownUntilThePass() {
    var state = state()
    state.verdict = verdict(.failed)
    state.hints = ["Look left."]
    state.hintCount = 3
    #expect(body(state).contains("Hint 1 of 3\nLook left."))
    #expect(body(state).hasSuffix("Change the file and save it; press h for the next hint."))
    state.hintCount = 1
    #expect(body(state).hasSuffix("Change the file and save it."))
    state.verdict = verdict(.passed)
    #expect(!body(state).contains("Look left."))
  }

  @Test func aPassSaysWhatComesNext() {
    var state = state()
    state.progress.record(stepTask, passed: true, file: "a")
    state.verdict = verdict(.passed)
    #expect(body(state).hasSuffix("Passed. Press n for the next exercise, rnn/unroll."))
    state.progress.record(unrollTask, passed: true, file: "a")
    #expect(
      body(state).hasSuffix(
        "Passed, and with it all of 'A recurrent cell'. Press n to go on with bce/loss."))
    for task in allTasks { state.progress.record(task, passed: true, file: "a") }
    #expect(
      body(state).hasSuffix(
        "Passed, and that was the last one: every exercise is done. Press q to leave."))
    #expect(press(.character("n"), &state) == nil)
    #expect(state.notice == "Every exercise is done. l lists them.")
  }

  @Test func aBrokenLessonLeadsToTheDoctor() {
    var state = state()
    state.verdict = verdict(.broken)
    #expect(
      body(state).hasSuffix(
        "Your file is not the reason; 'gradus doctor' looks for it. Press n to go on\n  meanwhile.")
    )
  }

  @Test func theLastOpenExerciseHasNoNext() {
    var state = state()
    for task in [unrollTask, lossTask] { state.progress.record(task, passed: true, file: "a") }
    #expect(press(.character("n"), &state) == nil)
    #expect(state.notice == "This is the last one that is open.")
  }

  /// The keys of every screen, as its last line says them, on wide and on narrow terminals.
  @Test func everyScreenNamesItsKeys() throws {
    var said: [String] = []
    for key in ["", "l", "?"] {
      var state = state()
      for character in key { _ = press(.character(character), &state) }
      if key == "?" { said.append(body(state)) }
      let lines = [100, 50, 30].map { state.footer(style: .plain, columns: $0) }
      said.append(lines.joined(separator: "\n"))
    }
    var text = state()
    text.panel = .text(title: "Lesson", Pages((1...50).map(String.init).joined(separator: "\n")))
    said.append([100, 30].map { text.footer(style: .plain, columns: $0) }.joined(separator: "\n"))
    #expect(try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "keys.txt") == "")
  }

  @Test func aDeletedFileIsNamedWithBothWaysBack() {
    var state = state()
    state.isMissing = true
    #expect(
      body(state).hasSuffix(
        "workspace/rnn/step.swift is not there. Save it again, or press x twice for the\n  starter."
      ))
  }

  @Test func aLongTextTurnsPagesAndClosesAtItsEnd() {
    var pages = Pages((1...10).map(String.init).joined(separator: "\n"))
    #expect(pages.visible(4) == ["1", "2", "3", "4"])
    #expect(!press(.character(" "), &pages))
    #expect(pages.visible(4) == ["5", "6", "7", "8"])
    #expect(!press(.character(" "), &pages))
    #expect(pages.visible(4) == ["7", "8", "9", "10"])
    #expect(press(.character(" "), &pages))
    #expect(!press(.character("b"), &pages))
    #expect(pages.visible(4) == ["3", "4", "5", "6"])
    #expect(press(.character("q"), &pages))
  }

  @Test func bytesOfATerminalBecomeKeys() {
    #expect(
      keys(in: Array("h\u{1b}[A\u{1b}[6~q".utf8)) == [
        .character("h"), .up, .pageDown, .character("q"),
      ])
    #expect(keys(in: [0x1b]) == [.escape])
    #expect(keys(in: [0x0d, 0x04]) == [.enter, .end])
    #expect(keys(in: Array("\u{1b}[200~".utf8)) == [])
  }
}
