import GradusDiagnostics
import GradusLessons
import GradusRunner

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A lesson of ordinary size, and a runner without a memory.
struct Subject {
  let lesson: Lesson
  let exercise: Exercise
  let runner: Runner
  let folder: String
  /// A runner that has compiled nothing yet, as a single `gradus check` has one.
  let newRunner: @Sendable () throws -> Runner

  struct NotReadable: Error { var findings: [String] }
  struct Unexpected: Error { var verdict: Verdict }

  init() throws {
    let (course, findings) = readCourse([
      "Lessons/course.md":
        "---\ntitle: T\nsummary: T\n---\n\n## Part\n\n1. [Test](test.md)\n",
      "Lessons/test.md": lessonText,
    ])
    guard let lesson = course.lessons.first, let exercise = lesson.exercises.first else {
      throw NotReadable(findings: findings.map(oneLine))
    }
    self.lesson = lesson
    self.exercise = exercise
    let paths = try RuntimePaths.beside(executable: runningExecutable())
    var template = Array("/tmp/gradus-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw NotReadable(findings: ["/tmp is not writable"]) }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let cache = folder + "/cache"
    newRunner = {
      var runner = try Runner(
        toolchain: Toolchain.find(cache: cache), paths: paths, cache: cache)
      runner.usesResults = false
      return runner
    }
    runner = try newRunner()
  }

  func cleanUp() { run(["/bin/rm", "-rf", folder], in: "/") }

  private func verdict(
    _ text: String, _ expected: Verdict.Status, by other: Runner? = nil
  ) async throws {
    let verdict = await (other ?? runner).judge(
      exercise, in: lesson, file: LearnerFile(path: "softmax.swift", text: text), seed: 1,
      includingHidden: true)
    guard verdict.status == expected else {
      throw Unexpected(verdict: verdict)
    }
  }

  /// Correct, wrong, not compiling and trapping answers, each beside its floor.
  ///
  /// Returns the milliseconds of a correct answer.
  func verdicts(_ rounds: Int) async throws -> Double {
    let right = try runner.bareCommands(
      exercise, in: lesson, text: rightAnswer, folder: folder + "/bare")
    let unfit = try runner.bareCommands(
      exercise, in: lesson, text: badAnswer, folder: folder + "/unfit")
    func floor() {
      for command in [right.compile, right.link, right.run] { run(command, in: folder + "/bare") }
    }
    // Judge and reference are built once in a course's life, and so is the compiler's module cache.
    try await verdict(rightAnswer, .passed)
    floor()
    var samples: [String: [Double]] = [:]
    for _ in 0..<rounds {
      let bare = milliseconds { floor() }
      let check = milliseconds { run(unfit.typecheck, in: folder + "/unfit") }
      let fresh = try newRunner()
      let first = try await milliseconds { try await verdict(rightAnswer, .passed, by: fresh) }
      let passed = try await milliseconds { try await verdict(rightAnswer, .passed) }
      let failed = try await milliseconds { try await verdict(wrongAnswer, .failed) }
      let broken = try await milliseconds { try await verdict(badAnswer, .compileError) }
      let trapped = try await milliseconds { try await verdict(trappingAnswer, .trapped) }
      for (name, value) in [
        ("floor", bare), ("typecheck", check), ("passed", passed), ("failed", failed),
        ("broken", broken), ("trapped", trapped), ("passed/", passed / bare),
        ("first", first), ("first/", first / bare), ("failed/", failed / bare),
        ("broken/", broken / check), ("trapped/", trapped / bare),
      ] { samples[name, default: []].append(value) }
    }
    func middle(_ name: String) -> String { shown(median(samples[name] ?? [])) }
    func ratio(_ name: String) -> String { shown(median(samples[name] ?? []), digits: 2) }
    row("floor: frontend -c + ld.lld + run", middle("floor"))
    row("floor: frontend -typecheck", middle("typecheck"))
    row("correct answer, verdict", middle("passed"))
    row("  ÷ compile + link + run", ratio("passed/"), "at most 1.15")
    row("correct answer, the first verdict of a process", middle("first"))
    row("  ÷ compile + link + run", ratio("first/"))
    row("wrong answer, verdict", middle("failed"))
    row("  ÷ compile + link + run", ratio("failed/"), "at most 1.15")
    row("compile error, verdict", middle("broken"))
    row("  ÷ type-check", ratio("broken/"), "at most 1.15")
    row("trap with its line, verdict", middle("trapped"))
    row("  ÷ compile + link + run", ratio("trapped/"), "at most 1.5")
    return median(samples["passed"] ?? [])
  }

  /// The same small program with the jail and without.
  func jail(_ rounds: Int) throws {
    let commands = try runner.bareCommands(
      exercise, in: lesson, text: rightAnswer, folder: folder + "/bare")
    var costs: [Double] = []
    for _ in 0..<rounds {
      let bare = milliseconds { run(commands.run, in: "/") }
      let jailed = milliseconds { run(commands.jailedRun, in: "/") }
      costs.append(jailed - bare)
    }
    row("jail, per run", shown(median(costs), digits: 2), "at most 3")
  }

  /// Forty different untrusted files, two at a time.
  func manyExercises() async throws {
    let commands = try runner.bareCommands(
      exercise, in: lesson, text: rightAnswer, folder: folder + "/bare")
    func floor() {
      for command in [commands.compile, commands.link, commands.run] {
        run(command, in: folder + "/bare")
      }
    }
    var used: [Double] = []
    let one = median(
      (0..<7).map { _ in
        let before = processorMilliseconds()
        defer { used.append(processorMilliseconds() - before) }
        return milliseconds { floor() }
      })
    let count = 40
    let before = processorMilliseconds()
    let all = try await milliseconds {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<count {
          if index >= 2 { try await group.next() }
          group.addTask {
            try await verdict(rightAnswer + "\n// learner \(index)\n", .passed)
          }
        }
        try await group.waitForAll()
      }
    }
    let usedByAll = processorMilliseconds() - before
    row("40 exercises on 2 cores", shown(all))
    row("  ÷ 40 floors / 2", shown(all / (Double(count) * one / 2), digits: 2), "at most 1.2")
    // The clock on the wall means little while other programs use the cores as well.
    row(
      "  processor time ÷ that of 40 floors",
      shown(usedByAll / (Double(count) * median(used)), digits: 2))
  }

  /// Ten exercises that were judged before.
  func unchanged() async throws {
    var remembering = runner
    remembering.usesResults = true
    func all() async {
      for index in 0..<10 {
        _ = await remembering.judge(
          exercise, in: lesson,
          file: LearnerFile(path: "softmax.swift", text: rightAnswer + "\n// \(index)\n"), seed: 1,
          includingHidden: true)
      }
    }
    await all()
    let before = processorMilliseconds()
    await all()
    row("10 unchanged exercises again, CPU", shown(processorMilliseconds() - before), "below 50")
  }
}
