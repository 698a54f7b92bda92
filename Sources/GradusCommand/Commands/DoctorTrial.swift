import GradusDiagnostics
import GradusLessons
package import GradusRunner

/// The proof that everything works together: an exercise of one line, compiled, linked, run and judged.
///
/// A compiler may be there while the C library's headers, the linker or a writable cache are not.
func trialPiece(_ runner: Runner, _ platform: Platform) async -> Piece {
  let (course, _) = readCourse(trialCourse)
  guard let lesson = course.lessons.first, let exercise = lesson.exercises.first else {
    preconditionFailure("the doctor's own lesson can be read")
  }
  var runner = runner
  // What was kept from an earlier day proves nothing about today.
  runner.usesResults = false
  // The solution says in which line of the lesson it stands, which learners may not.
  runner.usesLint = false
  let verdict = await runner.judge(
    exercise, in: lesson,
    file: LearnerFile(path: "trial.swift", text: solutionFile(exercise, in: lesson)),
    seed: Seed.local, includingHidden: true)
  return trialPiece(verdict, platform)
}

package func trialPiece(_ verdict: Verdict, _ platform: Platform) -> Piece {
  guard verdict.hasPassed else {
    let why =
      verdict.message ?? verdict.diagnostics.first?.summary ?? "it ended as '\(verdict.status)'"
    return Piece(
      name: "trial exercise", state: .missing, detail: firstLine(why), fix: platform.linkFix)
  }
  return Piece(
    name: "trial exercise", state: .fine,
    detail: "compiled, run and judged in \(tenths(verdict.seconds)) s")
}

private func tenths(_ seconds: Double) -> String {
  let tenths = Int((seconds * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}

private let trialCourse = [
  "Lessons/course.md":
    "---\ntitle: Trial\nsummary: One exercise.\n---\n\n## Part\n\n1. [Trial](trial.md)\n",
  "Lessons/trial.md": """
  ---
  title: Trial
  summary: One exercise.
  minutes: 1
  goals: [see it work]
  ---
  # Trial

  ```swift exercise sum
  func sum(_ numbers: Tensor) -> Tensor {
    #if SOLUTION
    numbers.sum()
    #else
    numbers
    #endif
  }
  ```

  ```swift check sum
  check("adds") { _ in expectSame { sum(Tensor([1, 2, 3])) } }
  ```

  """,
]
