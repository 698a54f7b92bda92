import GradusLessons
import GradusMarkdown
import Testing

struct LessonModelTests {
  let lesson: Lesson
  let exercise: Exercise

  init() throws {
    lesson = try #require(readCourse(CourseFixture.files()).0.lesson("first"))
    exercise = try #require(lesson.exercises.first)
  }

  @Test func knowsItsExercise() {
    #expect(exercise.name.description == "first/double")
    #expect(exercise.points == 2)
    #expect(exercise.hints.count == 3)
    #expect(exercise.checks.map(\.isHidden) == [false, true])
    #expect(exercise.wrongs.map(\.mistake) == ["unchanged"])
    #expect(exercise.shared.map(\.text) == ["let two: Float = 2\n"])
  }

  @Test func hidesSetUpLinesFromThePage() throws {
    let example = try #require(lesson.examples.first)
    #expect(example.visibleText == "print(two)\n")
    #expect(example.hiddenLineCount == 1)
    #expect(example.expectedOutput?.text == "2.0\n")
  }

  @Test func splitsQuizOptionsAtTheDash() throws {
    let quiz = try #require(lesson.quizzes.first)
    #expect(quiz.options.map { plainText($0.text) } == ["6", "9"])
    #expect(quiz.options.map { plainText($0.reason) } == ["as 3 + 3.", "that is its square."])
    #expect(quiz.options.map(\.isRight) == [true, false])
  }

  @Test func starterHoldsNoSolution() {
    #expect(
      starterFile(exercise, in: lesson) == """
        // First: double
        //
        // Write the function that doubles.
        //
        // Check it:    ./gradus check first/double
        // A hint:      ./gradus hint first/double
        // The lesson:  ./gradus read first

        import GradusNN

        /// Twice the number.
        func double(_ x: Float) -> Float {
          x
        }

        """)
  }

  @Test func solutionKeepsItsLines() {
    #expect(
      exercise.solution == """
        /// Twice the number.
        func double(_ x: Float) -> Float {

          two * x



        }

        """)
  }

  @Test func judgeWithoutHiddenChecksDoesNotKnowThem() {
    let visible = judgeFiles(exercise, in: lesson, includingHidden: false).map(\.text).joined()
    let all = judgeFiles(exercise, in: lesson, includingHidden: true).map(\.text).joined()
    #expect(!visible.contains("zero stays"))
    #expect(all.contains("zero stays"))
  }

  @Test func submissionHoldsNeitherSolutionNorChecks() {
    let text = answererFiles(exercise, in: lesson).map(\.text).joined()
    #expect(!text.contains("two * x"))
    #expect(!text.contains("doubles"))
  }

  @Test func placesEveryBlockInTheLesson() throws {
    let glue = try #require(answererFiles(exercise, in: lesson).last)
    #expect(
      glue.text == """
        import GradusNN
        import GradusProbe

        #sourceLocation(file: "Lessons/first.md", line: 35)
        func _gradus0(_ a0: Float) -> Float { double(a0) }
        #sourceLocation()

        @main enum _GradusMain {
          static func main() {
            GradusProbe.serve([
              (name: "double(_:)", call: { a in try GradusProbe.wire(_gradus0(try Float(wire: GradusProbe.argument(a, 0)))) }),
            ])
          }
        }

        """)
  }
}

/// What a learner has to write is what the starter declares, not the author's own way to it.
struct ProcedureTests {
  private func signatures(_ block: String) throws -> [String] {
    let files = CourseFixture.files(
      replacing: """
        func double(_ x: Float) -> Float {
          #if SOLUTION
          two * x
          #else
          x
          #endif
        }
        """, with: block)
    let exercise = try #require(readCourse(files).0.lesson("first")?.exercises.first)
    return exercise.signatures.map(\.name)
  }

  @Test func asksForNoHelperOfTheSolution() throws {
    #expect(
      try signatures(
        """
        #if SOLUTION
        func inner(_ x: Float) -> Float { x }
        func double(_ x: Float) -> Float { 2 * inner(x) }
        #else
        func double(_ x: Float) -> Float { x }
        #endif
        """) == ["double"])
  }

  @Test func asksForAllWhereTheStarterIsEmpty() throws {
    #expect(
      try signatures(
        """
        #if SOLUTION
        func double(_ x: Float) -> Float { 2 * x }
        func halve(_ x: Float) -> Float { x / 2 }
        #else
        // Your turn.
        #endif
        """) == ["double", "halve"])
  }
}

struct SignatureTests {
  private func read(_ source: String) -> FunctionSignature? {
    functionSignatures(in: source, wireTypes: ["Cell"]).first
  }

  @Test func readsLabelsTypesAndDefaults() throws {
    let signature = try #require(
      read(
        """
        /// A comment with func nothing() in it.
        @discardableResult
        public func step(_ x: [Float], at rate: Float = 0.1, of cell: Cell?) -> (first: Float, [Tensor]) {
          "func inside() { }"
        }
        """))
    #expect(signature.name == "step")
    #expect(signature.parameters.map(\.label) == [nil, "at", "of"])
    #expect(signature.parameters.map(\.type) == ["[Float]", "Float", "Cell?"])
    #expect(signature.parameters.map(\.defaultValue) == [nil, "0.1", nil])
    #expect(signature.result == "(first: Float, [Tensor])")
    #expect(signature.isWireable)
    #expect(signature.line == 2)
  }

  @Test(arguments: [
    ("func f<T>(_ x: T) -> T { x }", "it is generic"),
    ("func f(_ x: Float) throws -> Float { x }", "it is declared 'throws'"),
    (
      "func f(_ g: (Float) -> Float) -> Float { g(1) }",
      "its parameter '_' is of type '(Float) -> Float'"
    ),
    ("func f(model: Linear) -> Float { 1 }", "its parameter 'model' is of type 'Linear'"),
    ("func f(_ x: inout [Float]) { }", "its parameter '_' is of type 'inout [Float]'"),
    ("func f() -> some Layer { g() }", "its result is of type 'some Layer'"),
  ])
  func saysWhatCannotBeSent(source: String, obstacle: String) throws {
    #expect(try #require(read(source)).obstacle == obstacle)
  }

  @Test func leavesFunctionsThatNoOtherFileSees() throws {
    #expect(try #require(read("private func f() { }")).obstacle == "it is declared 'private'")
    #expect(try #require(read("@inline(never) public func f() { }")).isWireable)
  }

  @Test func seesOnlyTheTopLevel() {
    let names = functionSignatures(
      in: "struct A { func no() {} }\nfunc yes() { func neither() {} }\n/* func nor() {} */"
    ).map(\.name)
    #expect(names == ["yes"])
  }
}

struct PrintedNumberTests {
  @Test(arguments: [
    ("0.305", 0.305, 0.0005), ("17", 17, 0.5), ("2.1e-3", 0.0021, 0.00005),
    ("96.7 %", 0.967, 0.0005),
    ("−1.50", -1.5, 0.005), ("1,433", 1433, 0.5),
  ])
  func knowsItsLastDigit(text: String, value: Double, half: Double) throws {
    let number = try #require(printedNumber(text))
    #expect(abs(number.value - value) < 1e-12)
    #expect(abs(number.tolerance - half) < half * 1e-3)
  }

  @Test(arguments: ["about 3", "nan", "inf", "1e999999999"]) func refusesWords(text: String) {
    #expect(printedNumber(text) == nil)
  }
}
