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
              (name: "double", call: { a in try GradusProbe.wire(_gradus0(try Float(wire: GradusProbe.argument(a, 0)))) }),
            ])
          }
        }

        """)
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

  @Test func refusesWords() { #expect(printedNumber("about 3") == nil) }
}
