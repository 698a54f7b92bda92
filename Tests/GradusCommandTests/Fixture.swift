import GradusDiagnostics
import GradusLessons
import GradusRunner
import GradusWorkspace

let stepTask = ExerciseTask(
  name: ExerciseName(lesson: "rnn", exercise: "step"), points: 2, starter: "step\n", key: "1")
let unrollTask = ExerciseTask(
  name: ExerciseName(lesson: "rnn", exercise: "unroll"), points: 1, starter: "unroll\n", key: "2")
let lossTask = ExerciseTask(
  name: ExerciseName(lesson: "bce", exercise: "loss"), points: 1, starter: "loss\n", key: "3")
let allTasks = [stepTask, unrollTask, lossTask]

func verdict(
  _ status: Verdict.Status, checks: [CheckResult] = [], diagnostics: [Diagnostic] = []
) -> Verdict {
  Verdict(
    exercise: stepTask.name, status: status, checks: checks, diagnostics: diagnostics,
    confinement: .confined, seed: 1)
}

func checkResult(_ outcome: CheckResult.Outcome) -> CheckResult {
  CheckResult(
    index: 0, name: "feeds the state back in", isHidden: false, disclosure: .full, trials: 1,
    outcome: outcome)
}

/// A lesson with one example and one exercise; the line numbers in the tests are those of this text.
let lessonText = """
  ---
  title: A recurrent cell
  summary: One step.
  minutes: 5
  goals: [take a step]
  ---
  # A recurrent cell

  ```swift example echo
  print("loss 1.00")
  ```

  ```output echo
  loss 1.00
  ok
  ```

  ```swift exercise step points=2
  func step(_ x: Float) -> Float {
    #if SOLUTION
    return x + 1
    #else
    return x
    #endif
  }
  ```

  ```swift check step
  check("feeds the state back in") { _ in expectSame { step(1) } }
  ```

  ```swift wrong step no-bias
  func step(_ x: Float) -> Float { x }
  ```
  """

func readLesson(_ text: String = lessonText) -> Lesson {
  let map = "---\ntitle: T\nsummary: S\n---\n## Part\n\n1. [A recurrent cell](rnn.md)\n"
  let (course, _) = readCourse(["Lessons/course.md": map, "Lessons/rnn.md": text])
  guard let lesson = course.lessons.first else { preconditionFailure("the fixture is a lesson") }
  return lesson
}

let stepExercise = readLesson().exercises[0]
let echo = readLesson().examples[0]
let echoThatFails = readLesson(
  lessonText.replacing("example echo", with: "example echo fails")
).examples[0]
