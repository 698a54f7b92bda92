import Foundation
import GradusDiagnostics
import GradusGrading
import GradusLessons
import GradusRunner
import Testing

private let exercise = ExerciseName(lesson: "bce", exercise: "loss")

private func taken(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) -> Submission {
  submission(
    of: "alice", archive: bytes, shown: "alice.zip", exercises: [exercise], limits: limits)
}

private func text(_ submission: Submission) -> String? {
  guard case .taken(let file)? = submission.files[exercise] else { return nil }
  return file.text
}

/// An archive that Python's own modules wrote; other programs than ours made it.
private func fixture(_ base64: String) throws -> [UInt8] {
  Array(try #require(Data(base64Encoded: base64)))
}

@Suite struct ArchiveTests {
  @Test(arguments: ArchiveFixtures.good) func readsWhatOthersWrote(_ name: String, _ data: String)
    throws
  {
    let submission = taken(try fixture(data))
    #expect(submission.problem == nil, "\(name)")
    #expect(text(submission) == ArchiveFixtures.text, "\(name)")
  }

  @Test(arguments: ArchiveFixtures.refused)
  func refusesWhatIsHostile(_ name: String, _ data: String, _ words: String) throws {
    let submission = taken(try fixture(data))
    #expect(submission.problem?.summary == words, "\(name)")
    #expect(submission.files.isEmpty)
  }

  @Test(arguments: ArchiveFixtures.refusedFiles)
  func aStrangeEntryIsNotTaken(_ name: String, _ data: String, _ words: String) throws {
    let submission = taken(try fixture(data))
    guard case .refused(let finding)? = submission.files[exercise] else {
      Issue.record("\(name) was taken")
      return
    }
    #expect(finding.summary == words, "\(name)")
  }

  /// Every prefix, and every archive with one byte changed, is taken or refused and never a crash.
  @Test(arguments: ArchiveFixtures.good) func damageIsNeverACrash(_ name: String, _ data: String)
    throws
  {
    let bytes = try fixture(data)
    for end in stride(from: 0, to: min(bytes.count, 2000), by: 3) {
      _ = taken(Array(bytes[..<end]))
    }
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      var changed = bytes
      for _ in 0..<3 {
        changed[Int.random(in: 0..<changed.count, using: &generator)] = UInt8.random(in: 0...255)
      }
      _ = taken(changed)
    }
  }

  @Test func limitsAreLimits() throws {
    let data = try fixture(ArchiveFixtures.good[0].1)
    var limits = ArchiveLimits()
    limits.archive = 10
    #expect(taken(data, limits: limits).problem?.summary == "alice.zip is larger than 0 MB")
    limits = ArchiveLimits()
    limits.entries = 1
    #expect(taken(data, limits: limits).problem?.summary == "alice.zip holds more than 1 files")
    limits = ArchiveLimits()
    limits.file = 3
    guard case .refused(let finding)? = taken(data, limits: limits).files[exercise] else {
      Issue.record("a large file was taken")
      return
    }
    #expect(finding.id == "LargeFile")
  }

  @Test func theHighestWorkspaceCounts() {
    let exercises: Set = ["bce/loss.swift"]
    #expect(submissionRoot(of: ["bce/loss.swift"], exercises: exercises) == .found(""))
    #expect(
      submissionRoot(
        of: ["./work/bce/loss.swift", "work/old/bce/loss.swift"], exercises: exercises)
        == .found("work/"))
    #expect(
      submissionRoot(
        of: ["a/bce/loss.swift", "__MACOSX/bce/loss.swift", ".git/bce/loss.swift"],
        exercises: exercises) == .found("a/"))
    #expect(
      submissionRoot(of: ["a/bce/loss.swift", "b/bce/loss.swift"], exercises: exercises)
        == .several(["a/", "b/"]))
    #expect(submissionRoot(of: ["bce/other.swift"], exercises: exercises) == .none)
    #expect(
      Diagnostic.severalRoots("alice", ["a/", "b/"]).summary
        == "alice holds exercise files in 'a/' and 'b/'")
  }

  @Test func aPathNamesItsStudent() {
    for path in ["class/alice", "alice.zip", "/x/alice.tar.gz", "alice.tgz", "alice.tar"] {
      #expect(student(ofPath: path) == "alice")
    }
    #expect(student(ofPath: ".zip") == ".zip")
  }

  @Test func everyStudentHasAFileOfTheirOwn() {
    #expect(keptGradePath("alice") == "submissions/alice.json")
    #expect(keptGradePath("../x") == "submissions/%2e%2e%2fx.json")
    #expect(keptGradePath("Ann") != keptGradePath("ann"))
    #expect(keptGradePath(String(repeating: "é", count: 300)).utf8.count < 255)
  }

  @Test func aClassListIsPassedThrough() throws {
    let list = try readClassList(
      #"{"alice": {"submittedAt": "2026-11-20", "attempt": 2, "late": "1 h", "group": 3}}"#)
    #expect(
      list["alice"]
        == HandedIn(submittedAt: "2026-11-20", attempt: 2, late: "1 h", more: ["group": "3"]))
    #expect(throws: ReportProblem.self) { try readClassList("[]") }
  }
}
