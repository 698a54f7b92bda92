import Foundation
import GradusDiagnostics
import GradusLessons
import GradusRunner
import Testing

#if os(Linux)
  /// The living processes whose command line names this folder.
  private func processes(in folder: String) -> [String] {
    let files = FileManager.default
    return ((try? files.contentsOfDirectory(atPath: "/proc")) ?? []).filter { Int($0) != nil }
      .compactMap { id in
        files.contents(atPath: "/proc/\(id)/cmdline").map { String(decoding: $0, as: UTF8.self) }
      }
      .filter { $0.contains(folder) }
  }

  @Suite(.serialized) struct GradusRunnerLeavingNothingTests {
    /// Everything that was started from the cache: judge, reference, and the learner's program with
    /// whatever it tried to leave behind.
    @Test(arguments: [
      "_ = session(); if copy() == 0 { _ = session(); if copy() == 0 { while true {} } }",
      "_ = copy(); while true {}",
      "for number in 1...64 { _ = handle(Int32(number), OpaquePointer(bitPattern: 1)) }; while true {}",
      "Task.detached { while true { await Task.yield() } }; while true {}",
      "leave(0)",
    ])
    func nothingSurvivesTheRun(_ statements: String) async throws {
      let cache = FileManager.default.temporaryDirectory.path + "/gradus-survivors-\(UUID())"
      defer { try? FileManager.default.removeItem(atPath: cache) }
      let runner = try Bench.runner(cache: cache, seconds: 0.5)
      let before =
        c("session() -> Int32", "setsid") + c("copy() -> Int32", "fork")
        + c("handle(_: Int32, _: OpaquePointer?) -> OpaquePointer?", "signal")
        + c("leave(_: Int32) -> Never", "_exit")
      let code = "import GradusNN\n\n" + only(statements + "; return 0", before: before)
      let verdict = await runner.judge(
        sums.1, in: sums.0, file: LearnerFile(path: "f.swift", text: code), seed: 1,
        includingHidden: true)
      #expect(!verdict.hasPassed)
      #expect(verdict.status != .compileError && verdict.status != .broken, "\(verdict)")
      #expect(processes(in: cache) == [])
      let left = try FileManager.default.contentsOfDirectory(atPath: cache + "/work")
      #expect(left == [])
    }
  }
#endif

@Suite(.serialized) struct GradusRunnerCacheTests {
  private func remembering(_ cache: String) throws -> Runner {
    var runner = try Bench.runner(cache: cache, seconds: 5)
    runner.usesLint = true
    runner.usesResults = true
    return runner
  }

  private func verdict(_ runner: Runner, _ code: String) async -> Verdict {
    await runner.judge(
      sums.1, in: sums.0, file: LearnerFile(path: "f.swift", text: code), seed: 1,
      includingHidden: true)
  }

  private let right = "func total(xs: [Float]) -> Float { xs.reduce(0, +) }"
  private let wrong = "func total(xs: [Float]) -> Float { xs.reduce(0, -) }"

  /// Two runs find nothing, build the same programs and write the same files at the same time.
  @Test func twoAtOnceAgree() async throws {
    let cache = FileManager.default.temporaryDirectory.path + "/gradus-two-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: cache) }
    let (one, other) = (try remembering(cache), try remembering(cache))
    async let first = verdict(one, right)
    async let second = verdict(other, right)
    async let third = verdict(one, wrong)
    for (verdict, status) in [
      (await first, Verdict.Status.passed), (await second, .passed), (await third, .failed),
    ] { #expect(verdict.status == status, "\(verdict)") }
    #expect(await verdict(one, right).wasCached)
    #expect(await verdict(other, wrong).status == .failed)
  }

  /// What a crash, a full disk or a neighbour may leave where a verdict should be.
  @Test func damagedVerdictIsJudgedAgain() async throws {
    let cache = FileManager.default.temporaryDirectory.path + "/gradus-torn-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: cache) }
    let runner = try remembering(cache)
    #expect(await verdict(runner, wrong).status == .failed)
    let folder = cache + "/verdicts"
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    let path = folder + "/" + name
    let whole = try Data(contentsOf: URL(filePath: path))
    for damage in [Data(), whole.prefix(whole.count / 2), Data("{}".utf8), Data([0xFF, 0, 7])] {
      try damage.write(to: URL(filePath: path))
      let again = await verdict(runner, wrong)
      #expect(again.status == .failed && !again.wasCached)
      #expect(await verdict(runner, wrong).wasCached)
    }
    try FileManager.default.removeItem(atPath: path)
    mkfifo(path, 0o600)
    #expect(await verdict(runner, wrong).status == .failed)
  }

  /// A run that was killed leaves a half-written file beside the place, and its working folder.
  @Test func leftoversOfKilledRunsAreSwept() async throws {
    let cache = FileManager.default.temporaryDirectory.path + "/gradus-swept-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: cache) }
    let files = FileManager.default
    let work = cache + "/work"
    // No process has such a number; the second folder's does live, and the third is too young.
    let (dead, living, young) = ("gradus-4194303-abcdef", "gradus-1-abcdef", "gradus-4194303-new")
    for name in [dead, living, young] {
      try files.createDirectory(
        atPath: "\(work)/\(name)/learner", withIntermediateDirectories: true)
    }
    for name in [dead, living] {
      try files.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: "\(work)/\(name)")
    }
    try files.createDirectory(atPath: cache + "/verdicts", withIntermediateDirectories: true)
    try Data("{\"version\":".utf8).write(to: URL(filePath: cache + "/verdicts/0123.77.1"))
    let runner = try remembering(cache)
    #expect(try files.contentsOfDirectory(atPath: work).sorted() == [living, young].sorted())
    #expect(await verdict(runner, right).status == .passed)
  }
}
