import Foundation
import GradusDiagnostics
import GradusLessons
import GradusRunner
import Testing

/// The real compiler, core and jail, with a cache that all tests share.
enum Bench {
  static let runner: Result<Runner, GradusError> = Result { () throws(GradusError) in
    let paths = try RuntimePaths.beside(executable: runningExecutable())
    let chosen = ProcessInfo.processInfo.environment["GRADUS_CACHE"] ?? ""
    let cache = chosen.isEmpty ? builtFolder(of: paths) + "/gradus-test-cache" : chosen
    var runner = try Runner(
      toolchain: Toolchain.find(cache: cache), paths: paths, cache: cache)
    runner.usesResults = false
    return runner
  }

  /// A runner with a cache of its own, without the lint.
  static func runner(cache: String, seconds: Double) throws -> Runner {
    let paths = try RuntimePaths.beside(executable: runningExecutable())
    var runner = try Runner(
      toolchain: Toolchain.find(cache: cache), paths: paths, cache: cache)
    runner.usesLint = false
    runner.usesResults = false
    runner.limits.seconds = seconds
    return runner
  }

  private static func builtFolder(of paths: RuntimePaths) -> String {
    String(paths.jail.dropLast("/gradus-jail".count))
  }
}

extension Result where Failure == GradusError {
  fileprivate init(_ body: () throws(GradusError) -> Success) {
    do throws(GradusError) { self = .success(try body()) } catch { self = .failure(error) }
  }
}

/// A small lesson with one shared function and an exercise.
func lesson(
  shared: String = "", solution: String, starter: String = "", probe: String = "", checks: String,
  hidden: String = "", more: [(info: String, code: String)] = [], frontMatter: String = ""
) -> (Lesson, Exercise) {
  var text = """
    ---
    title: Test
    summary: A lesson for a test.
    minutes: 1
    goals: [test]
    \(frontMatter)
    ---

    # Test


    """
  func fence(_ info: String, _ code: String) {
    if !code.isEmpty { text += "```\(info)\n\(code)\n```\n\n" }
  }
  fence("swift shared", shared)
  let branches =
    starter.isEmpty ? solution : "#if SOLUTION\n\(solution)\n#else\n\(starter)\n#endif"
  fence("swift exercise f", branches)
  fence("swift probe f", probe)
  fence("swift check f", checks)
  fence("swift check f hidden", hidden)
  for block in more { fence(block.info, block.code) }
  let (course, _) = readCourse([
    "Lessons/course.md": """
    ---
    title: Tests
    summary: Tests.
    ---

    ## Part

    1. [Test](test.md)
    """, "Lessons/test.md": text,
  ])
  guard let lesson = course.lessons.first, let exercise = lesson.exercises.first else {
    preconditionFailure("the test's lesson cannot be read:\n\(text)")
  }
  return (lesson, exercise)
}

/// The exercise of most tests: the sum of some numbers.
let sums = lesson(
  shared: "func double(_ x: Float) -> Float { 2 * x }",
  solution: """
    func total(xs: [Float]) -> Float {
      var sum: Float = 0
      for x in xs { sum += x }
      return sum
    }
    """,
  checks: """
    check("adds two numbers") { _ in
      expectSame { total(xs: [1, 2]) }
        .mistake("product", "You multiplied. Add instead.", gives: 2 as Float)
    }

    check("adds any numbers", trials: 3) { draw in
      let xs = draw.floats(4, in: 1...2)
      expectSame { total(xs: xs) }
    }
    """,
  hidden: """
    check("nothing adds up to nothing") { _ in
      expect(total(xs: []) == 0, "The sum of no numbers is 0.")
    }
    """)

func judge(
  _ code: String, _ exercise: (Lesson, Exercise) = sums, seed: UInt64 = 1,
  change: (inout Runner) -> Void = { _ in }
) async throws -> Verdict {
  var runner = try Bench.runner.get()
  change(&runner)
  return await runner.judge(
    exercise.1, in: exercise.0,
    file: LearnerFile(path: "workspace/test/f.swift", text: "import GradusNN\n\n" + code),
    seed: seed, includingHidden: true)
}
