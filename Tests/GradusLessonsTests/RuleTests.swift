import GradusDiagnostics
import GradusLessons
import GradusTestSupport
import Testing

/// One way to break the good course.
struct Breakage: Sendable, CustomTestStringConvertible {
  let old: String
  let new: String
  /// The text of the broken lesson at which the finding must stand.
  let place: String
  let message: String

  init(replacing old: String, with new: String, at place: String, says message: String) {
    self.old = old
    self.new = new
    self.place = place
    self.message = message
  }

  var testDescription: String { message }
}

private func position(of text: String, in whole: String) -> SourcePosition? {
  guard let range = whole.firstRange(of: text) else { return nil }
  let before = whole[..<range.lowerBound]
  let column = before.utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
  return SourcePosition(
    line: before.utf8.count { $0 == UInt8(ascii: "\n") } + 1, column: column)
}

/// Breaks the good course in one place after the other and holds the exact words.
struct RuleTests {
  @Test func findNothingInAGoodCourse() {
    #expect(readCourse(CourseFixture.files()).1.map { oneLine($0) } == [])
  }

  /// What is replaced, by what, and the first line of what must be said.
  static let breakages: [Breakage] = [
    Breakage(
      replacing: "```swift example show",
      with: "```swift exmaple show",
      at: "exmaple show",
      says: "'exmaple' is no role of a Swift block; did you mean 'example'? [UnknownRole]"),
    Breakage(
      replacing: "```swift shared",
      with: "```swift",
      at: "swift\nlet two",
      says: "a Swift block has no role, so nothing would prove that it works [MissingRole]"),
    Breakage(
      replacing: "```swift exercise double points=2",
      with: "```swift exercise double point=2",
      at: "point=2",
      says: "'point' means nothing here; did you mean 'points'? [UnknownOption]"),
    Breakage(
      replacing: "```swift exercise double points=2",
      with: "```swift exercise",
      at: "swift exercise\n",
      says: "'exercise' does not say which exercise it is about [MissingID]"),
    Breakage(
      replacing: "points=2",
      with: "points=none",
      at: "points=none",
      says: "'points' wants a whole number from 1 to 100 [WrongValue]"),
    Breakage(
      replacing: "minutes: 10",
      with: "minuets: 10",
      at: "minuets",
      says: "'minuets' is no key here; did you mean 'minutes'? [UnknownKey]"),
    Breakage(
      replacing: "minutes: 10\n",
      with: "",
      at: "---",
      says: "the front matter has no 'minutes' [MissingKey]"),
    Breakage(
      replacing: "minutes: 10",
      with: "minutes: soon",
      at: "soon",
      says: "'minutes' wants a whole number above 0 [WrongValue]"),
    Breakage(
      replacing: "```output show",
      with: "```output shaw",
      at: "output shaw",
      says: "'shaw' names no example in this lesson; did you mean 'show'? [UnknownExample]"),
    Breakage(
      replacing: "```swift check double\n",
      with: "```swift check duoble\n",
      at: "swift exercise double",
      says: "exercise 'double' has no visible check [MissingChecks]"),
    Breakage(
      replacing: "```swift wrong double unchanged",
      with: "```swift wrong dbl unchanged",
      at: "swift wrong dbl",
      says: "'dbl' names no exercise in this lesson [UnknownExercise]"),
    Breakage(
      replacing: "```swift wrong double unchanged",
      with: "```swift wrong double",
      at: "swift wrong double\n",
      says: "a wrong answer does not say which mistake it makes [MissingMistake]"),
    Breakage(
      replacing: "```swift check double\n",
      with: """
        ```swift probe double
        func double(_ x: Int) -> Int { 2 * x }
        ```

        ```swift check double

        """,
      at: "func double(_ x: Int)",
      says: "checks of 'double' can call two functions 'double(_:)', "
        + "told apart by nothing but types [SameFunctionTwice]"),
    Breakage(
      replacing: "> [!HINT]\n> Multiply.\n\n",
      with: "",
      at: "swift exercise double",
      says: "exercise 'double' has 2 hints, and it should have three [WrongNumberOfHints]"),
    Breakage(
      replacing: "> [!HINT]\n> Multiply.\n",
      with: "> [!HINT]\n",
      at: "[!HINT]\n\n",
      says: "the hint says nothing [EmptyHint]"),
    Breakage(
      replacing: "  #if SOLUTION\n",
      with: "",
      at: "swift exercise double",
      says: "the exercise has no '#if SOLUTION … #else … #endif' [MissingSolution]"),
    Breakage(
      replacing: "  #else\n  x\n",
      with: "",
      at: "#if SOLUTION",
      says:
        "'#if SOLUTION' has no '#else', so nothing says what the learner starts from [SolutionWithoutStarter]"
    ),
    Breakage(
      replacing: "  x\n  #endif\n",
      with: "  x\n",
      at: "#if SOLUTION",
      says: "'#if SOLUTION' is never closed [OpenSolution]"),
    Breakage(
      replacing: "  #else\n  x\n",
      with: "  #else\n  two * x\n",
      at: "swift exercise double",
      says: "the starter of exercise 'double' is its solution [NothingToDo]"),
    Breakage(
      replacing: "func double(_ x: Float) -> Float {\n  #if",
      with: "func double(_ x: some Layer) -> Float {\n  #if",
      at: "swift exercise double",
      says: "no check can call anything in exercise 'double' [NothingToCall]"),
    Breakage(
      replacing: "[](#eq:twice)",
      with: "[](#eq:twcie)",
      at: "[](#eq:twcie)",
      says: "'#eq:twcie' leads nowhere; did you mean 'eq:twice'? [UnknownAnchor]"),
    Breakage(
      replacing: "[@knuth1984]",
      with: "[@knuth1985]",
      at: "[@knuth1985]",
      says: "'knuth1985' is no source in references.yml; did you mean 'knuth1984'? [UnknownSource]"),
    Breakage(
      replacing: "(#run:show/two)",
      with: "(#run:shaw/two)",
      at: "[2.0](#run:shaw",
      says: "'shaw' names no example in this lesson; did you mean 'show'? [UnknownExample]"),
    Breakage(
      replacing: "[2.0](#run",
      with: "[two](#run",
      at: "[two]",
      says: "'two' is no number, so no run can confirm it [BoundTextIsNoNumber]"),
    Breakage(
      replacing: "- [x] 6 — as 3 + 3.",
      with: "- [x] 6",
      at: "- [x] 6\n",
      says: "an answer of the quiz gives no reason [OptionWithoutReason]"),
    Breakage(
      replacing: "- [x] 6",
      with: "- [ ] 6",
      at: "[!QUIZ]",
      says: "no answer of the quiz is marked as right [QuizWithoutAnswer]"),
    Breakage(
      replacing: "> - [x] 6 — as 3 + 3.\n",
      with: "",
      at: "[!QUIZ]",
      says: "a quiz needs at least two answers to choose from [QuizWithoutOptions]"),
    Breakage(
      replacing: "> [!QUIZ] twice\n",
      with: "> [!QUIZ] twice predicts=shaw\n",
      at: "> [!QUIZ]",
      says: "'shaw' names no example in this lesson; did you mean 'show'? [UnknownExample]"),
    Breakage(
      replacing: "> [!QUIZ] twice\n",
      with: "> [!QUIZ] twice predicts=show\n",
      at: "> [!QUIZ]",
      says: "the example 'show' stands above the question, so what came out of it has been read "
        + "[PredictedTooLate]"),
    Breakage(
      replacing: "> [!QUIZ] twice\n",
      with: "> [!QUIZ]\n",
      at: "[!QUIZ]\n",
      says: "'[!QUIZ]' does not say which quiz it is about [MissingID]"),
    Breakage(
      replacing: "Write the function",
      with: "Write the <b>function</b>",
      at: "<b>",
      says: "HTML is not allowed in a lesson [RawHTML]"),
    Breakage(
      replacing: "Write the function that doubles.",
      with: "### Too deep",
      at: "### Too",
      says: "a level-3 heading stands below a level-1 one [HeadingLevel]"),
    Breakage(
      replacing: "Write the function that doubles.",
      with: "![A picture](x.png)",
      at: "![A",
      says: "a lesson shows figures that its own code drew, not image files [ImageFile]"),
    Breakage(
      replacing: "Write the function that doubles.",
      with: "See [x](thrid.md).",
      at: "[x](thrid",
      says: "'thrid.md' is no lesson of this course [DeadLink]"),
    Breakage(
      replacing: "let two: Float = 2\n",
      with: "let two: Float = 2  //\(String(repeating: ".", count: 70))\n",
      at: "let two",
      says: "the line is 92 columns wide, and the page shows 80 [LongLine]"),
    Breakage(
      replacing: "```swift exercise double points=2",
      with: "```swift exercise double points=1e300",
      at: "points=1e300",
      says: "'points' wants a whole number from 1 to 100 [WrongValue]"),
    Breakage(
      replacing: "minutes: 10\n",
      with: "minutes: 10\nlimits: {memory: 1e300}\n",
      at: "1e300",
      says: "'memory' wants a number above 0 [WrongValue]"),
    Breakage(
      replacing: "```swift wrong double unchanged",
      with: "```swift wrong double unchagned",
      at: "swift wrong double",
      says:
        "no check of 'double' recognises the mistake 'unchagned'; did you mean 'unchanged'? [UnknownMistake]"
    ),
    Breakage(
      replacing: "check(\"zero stays\") { _ in expectSame { double(0) } }",
      with: "expectSame { double(0) }",
      at: "swift check double hidden",
      says: "the block calls no 'check', so it judges nothing [EmptyCheck]"),
    Breakage(
      replacing: "> Multiply `x` by `two`.",
      with: "> ```swift\n> two * x\n> ```",
      at: "swift\n> two",
      says: "code inside a list, quote or footnote is never run [NestedCode]"),
    Breakage(
      replacing: "Write the function that doubles.",
      with: "- See:\n\n  > [!HINT]\n  > No.",
      at: "[!HINT]\n  > No.",
      says:
        "'[!HINT]' stands inside a list, quote or footnote, where nobody asks for it [NestedCallout]"
    ),
    Breakage(
      replacing: "> [!HINT]\n> Multiply.",
      with: "> [!HNIT]\n> Multiply.",
      at: "[!HNIT]",
      says: "'[!HNIT]' is no kind of callout; did you mean 'HINT'? [UnknownCallout]"),
    Breakage(
      replacing: "> [!HINT]\n> Multiply.",
      with: "> [!HINT] Think.\n> Multiply.",
      at: "[!HINT] Think",
      says: "the text beside '[!HINT]' would be lost [TextBesideMarker]"),
    Breakage(
      replacing: "$$ {#eq:twice}",
      with: "$$ {#double}",
      at: "swift exercise double",
      says: "'double' is used twice in this lesson [DuplicateID]"),
    Breakage(
      replacing: "Write the function that doubles.",
      with: "Write the $f$ that doubles. {#write}",
      at: "{#write}",
      says: "a label here names nothing and would be printed as it stands [StrayLabel]"),
    Breakage(
      replacing: "Write the function that doubles.",
      with: "See [](second.md).",
      at: "[](second",
      says: "the link has no words, so nobody can follow it [LinkWithoutText]"),
    Breakage(
      replacing: "(#run:show/two)",
      with: "(#run:show)",
      at: "[2.0](#run",
      says:
        "'#run:show' does not say which number of the example it means [BoundNumberWithoutName]"),
    Breakage(
      replacing: "> [!QUIZ] twice",
      with: "> [!QUIZ] twice three",
      at: "[!QUIZ]",
      says: "'twice three' cannot be an id [BadID]"),
    Breakage(
      replacing: "goals:\n  - double",
      with: "goals: double",
      at: "double\n---",
      says: "'goals' wants a list [WrongValue]"),
    Breakage(
      replacing: "```swift example show",
      with: "```swift example show fials",
      at: "fials",
      says: "'fials' means nothing here; did you mean 'fails'? [UnknownOption]"),
    Breakage(
      replacing: "```swift example show",
      with: "```swift example sh.ow",
      at: "sh.ow",
      says: "'sh.ow' cannot be an id [BadID]"),
    Breakage(
      replacing: "```swift check double hidden",
      with: "```swift check double hidden seconds=-1",
      at: "seconds=-1",
      says: "'seconds' wants a number above 0 [WrongValue]"),
    Breakage(
      replacing: "```swift check double hidden",
      with: "```swift check double hidden disclose=all",
      at: "disclose=all",
      says: "'disclose' wants 'full', 'actual' or 'none' [WrongValue]"),
    Breakage(
      replacing: "points=2",
      with: "uses=halve",
      at: "swift exercise double uses",
      says: "'halve' names no exercise in this lesson [UnknownExercise]"),
    Breakage(
      replacing: "```output show\n2.0\n```",
      with: "```output show\n2.0\n```\n\n```output show\n2.0\n```\n",
      at: "output show\n2.0\n```\n\n\n",
      says: "the example 'show' has two expected outputs [DuplicateOutput]"),
    Breakage(
      replacing: "> [!QUIZ] twice\n> Twice 3?\n>\n",
      with: "> [!QUIZ] twice\n",
      at: "[!QUIZ]",
      says: "the quiz asks nothing [QuizWithoutQuestion]"),
    Breakage(
      replacing: "> - [ ] 9 —",
      with: "> - 9 —",
      at: "- 9",
      says: "an answer of the quiz has no box [QuizItemWithoutBox]"),
    Breakage(
      replacing: "  #if SOLUTION\n",
      with: "  #if SOLUTION\n  #if SOLUTION\n",
      at: "#if SOLUTION\n  two",
      says: "'#if SOLUTION' stands inside another one [NestedSolution]"),
    Breakage(
      replacing: "# First {#top}",
      with: "## First {#top}",
      at: "## First",
      says: "the first heading of a lesson is its title [HeadingLevel]"),
    Breakage(
      replacing: "Write the function that doubles.",
      with: "# Again",
      at: "# Again",
      says: "a lesson has one title, and this is a second [HeadingLevel]"),
  ]

  @Test(arguments: breakages) func sayWhatIsWrongAndWhere(_ breakage: Breakage) throws {
    let files = CourseFixture.files(replacing: breakage.old, with: breakage.new)
    let problems = readCourse(files).1.map { oneLine($0) }
    let firstLines = problems.map { $0.split(separator: "\n").first.map(String.init) ?? "" }
    let place = try #require(position(of: breakage.place, in: files["Lessons/first.md"] ?? ""))
    let expected =
      "Lessons/first.md:\(place.line):\(place.column): error: \(breakage.message)"
    #expect(firstLines.contains(expected), "said: \(firstLines.joined(separator: "\n"))")
    #expect(problems.allSatisfy { $0.contains("\n  fix: ") }, "every finding says what to do")
  }

  /// The reasons and what to do too, word for word.
  @Test func sayTheWholeOfIt() throws {
    let said = Self.breakages.flatMap { breakage in
      readCourse(CourseFixture.files(replacing: breakage.old, with: breakage.new)).1
        .map { oneLine($0) }.filter { $0.contains(breakage.message) }
    }
    let text = said.joined(separator: "\n\n") + "\n"
    #expect(try differenceFromGolden(text, "findings.txt") == "")
  }

  @Test func aBadLessonHidesNoOther() {
    var files = CourseFixture.files()
    files["Lessons/first.md"] = "---\ntitle: [\n"
    let (course, diagnostics) = readCourse(files)
    #expect(course.lessons.map(\.slug) == ["first", "second"])
    #expect(course.lesson("second")?.title == "Second")
    #expect(!diagnostics.isEmpty)
  }
}

struct ReferencesTests {
  @Test func sayWhatASourceLacks() {
    var files = CourseFixture.files()
    files["Lessons/references.yml"] = CourseFixture.references
      .replacing("  year: 1984\n", with: "  yaer: 1984\n")
    #expect(
      readCourse(files).1.map { oneLine($0) } == [
        """
        Lessons/references.yml:1:1: error: the source 'knuth1984' has no 'year' [IncompleteReference]
          fix: add 'year: …' below it
        """,
        """
        Lessons/references.yml:5:3: error: 'yaer' is no key here; did you mean 'year'? [UnknownKey]
          fix: use one of: authors, title, venue, year, doi, url
        """,
      ])
  }
}

struct ReadingListTests {
  @Test func refusesNamesThatCannotBeAPage() {
    var files = CourseFixture.files()
    files["Lessons/My Lesson.md"] = CourseFixture.second
    #expect(
      readCourse(files).1.map { oneLine($0) }.contains(
        """
        Lessons/My Lesson.md:1:1: error: a lesson cannot be called 'My Lesson' [BadFileName]
          why: its file's name becomes a folder, a page and part of every exercise's name
          fix: use small letters, digits and '-'; 'index', '404' and 'assets' are taken
        """))
  }

  /// What is wrong with the map of a course, and with a lesson on account of it.
  @Test func saysWhatIsWrongWithTheMap() throws {
    let map = CourseFixture.course
    let list = "1. [First](first.md)\n2. [Second](second.md)"
    let broken = [
      ("a link to no lesson", map.replacing("# Small\n", with: "# Small\n\nSee [x](frist.md).\n")),
      ("a lesson that is not there", map.replacing("first.md", with: "frist.md")),
      (
        "a lesson before what it needs",
        map.replacing(list, with: "1. [S](second.md)\n2. [F](first.md)")
      ),
      ("a lesson twice", map + "3. [Again](first.md)\n"),
      ("no lessons", map.replacing(list, with: "")),
    ]
    var said: [String] = []
    for (name, text) in broken {
      var files = CourseFixture.files()
      files["Lessons/course.md"] = text
      said.append(([name] + readCourse(files).1.map { oneLine($0) }).joined(separator: "\n"))
    }
    #expect(try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "course.txt") == "")
  }
}
