import GradusGrading
import GradusLessons
import GradusTestSupport
import Testing

private let lessonText = """
  ---
  title: T
  summary: S
  minutes: 1
  goals: [g]
  ---
  # T

  Write it.

  ```swift exercise f points=2
  /// One.
  func f() -> Int {
    #if SOLUTION
    let secret = 1
    return secret
    #else
    0
    #endif
  }
  ```

  > [!HINT]
  > Not two.

  ```swift check f
  check("one") { _ in expectSame { f() } }
  ```

  ```swift check f hidden
  check("quiet") { _ in expectSame { f() } }
  ```

  Some words.

  ```swift wrong f two
  func f() -> Int { 2 }
  ```

  """

private let files = [
  "Lessons/course.md": "---\ntitle: Course\nsummary: S\n---\n## Part\n\n1. [T](t.md)\n",
  "Lessons/t.md": lessonText, "Lessons/draft.md": "a draft",
]

@Suite struct ReleaseTests {
  @Test func aLessonKeepsAllButWhatTellsTheAnswer() {
    let (course, _) = readCourse(files)
    #expect(
      releasedLesson(lessonText, course.lessons[0]) == """
        ---
        title: T
        summary: S
        minutes: 1
        goals: [g]
        ---
        # T

        Write it.

        ```swift exercise f points=2
        /// One.
        func f() -> Int {
          0
        }
        ```

        > [!HINT]
        > Not two.

        ```swift check f
        check("one") { _ in expectSame { f() } }
        ```

        Some words.

        """)
  }

  @Test func aReleaseIsACourseWithStartersAndAnswers() {
    let (course, _) = readCourse(files)
    let name = ExerciseName(lesson: "t", exercise: "f")
    let released = releasedCourse(
      course, files: files, answers: [name: "00 01\n"], gradus: "school/gradus")
    #expect(
      Set(released.map(\.path)) == [
        "Lessons/course.md", "Lessons/t.md", "workspace/t/f.swift", "Answers/t/f.txt",
        "README.md", ".github/workflows/check.yml", ".gitignore",
      ])
    for file in released {
      for secret in ["secret", "quiet", "{ 2 }", "draft", "SOLUTION"] {
        #expect(!file.text.contains(secret), "\(file.path) holds \(secret)")
      }
    }
    let workflow = released.first { $0.path.hasSuffix("check.yml") }?.text ?? ""
    #expect(workflow.contains("repository: school/gradus") && !workflow.contains("secrets"))
  }

  @Test func studentsReadWhereToBegin() throws {
    let (course, _) = readCourse(files)
    for (name, gradus) in [("with", "school/gradus"), ("without", nil)] {
      for file in releasedCourse(course, files: files, answers: [:], gradus: gradus)
      where ["README.md", ".github/workflows/check.yml"].contains(file.path) {
        let kind = file.path == "README.md" ? "readme" : "workflow"
        #expect(try differenceFromGolden(file.text, "\(kind)-\(name)-gradus.txt") == "")
      }
    }
  }

  /// Only digits get into the program that stands in for the solution.
  @Test func recordedAnswersCannotBecomeCode() {
    let file = recordedFile("00ff 01\n\"\"\"); evil()\n\\(evil())\n0a 0b\n")
    #expect(file.text.contains("00ff 01\n") && file.text.contains("0a 0b\n"))
    #expect(!file.text.contains("evil"))
  }
}
