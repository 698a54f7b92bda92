import Foundation
import GradusDiagnostics
import GradusGrading
import GradusLessons
import GradusRunner
import GradusTestSupport
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

private func problem(_ submission: Submission) -> String {
  submission.problem.map { oneLine($0) } ?? "taken"
}

/// Archives that others wrote, each with one thing in them that is wrong.
private func damaged() throws -> [(name: String, bytes: [UInt8])] {
  func good(_ name: String) throws -> [UInt8] {
    try fixture(try #require(ArchiveFixtures.good.first { $0.0 == name }).1)
  }
  let zip = try good("zip, deflated")
  let gzip = try good("tar.gz")
  let pax = try good("tar, pax")
  let long = try good("tar, GNU long names")
  let plain = try good("tar, ustar")
  let zeros = [UInt8](repeating: 0, count: 1 << 17)
  let directory = number(zip, at: zip.count - 6)
  return [
    ("zip, cut", Array(zip.dropLast())),
    ("zip, its directory elsewhere", zip.with([0xff], at: zip.count - 4)),
    ("zip, no directory where it should be", zip.with([0], at: directory)),
    ("zip, a file elsewhere", zip.with([0xff, 0xff, 0xff, 0x7f], at: directory + 42)),
    ("zip, a file a byte further", zip.with([1], at: directory + 42)),
    ("gzip, and a word behind it", gzip + Array("word".utf8)),
    ("gzip, another checksum", gzip.with([0, 0, 0, 0], at: gzip.count - 8)),
    ("gzip, no deflate stream", gzip.with([0xff, 0xff], at: 10)),
    ("gzip, packed otherwise", gzip.with([7], at: 2)),
    ("tar, cut", Array(plain[..<1536])),
    ("tar, a size in words", resummed(plain.with(Array("many".utf8), at: 124))),
    ("tar, another name behind the first", plain.with([0x58], at: 2048)),
    ("tar, a name of 5000", resummed(long.with(Array("00000011610".utf8), at: 124)) + zeros),
    ("tar, a pax header of 70000", resummed(pax.with(Array("00000210560".utf8), at: 124)) + zeros),
    ("tar, a pax header in words", pax.with(Array("some".utf8), at: 512)),
    ("tar, a pax file of another size", pax.with(Array("11 size=11\n\0".utf8), at: 512)),
  ]
}

/// Four bytes, little end first.
private func number(_ bytes: [UInt8], at place: Int) -> Int {
  bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
}

/// A tar with the checksum of its first header made right.
private func resummed(_ bytes: [UInt8]) -> [UInt8] {
  let blank = bytes.with([UInt8](repeating: 32, count: 8), at: 148)
  let digits = String(blank[..<512].reduce(0) { $0 + Int($1) }, radix: 8)
  let padded = String(repeating: "0", count: 6 - digits.count) + digits + "\0 "
  return blank.with(Array(padded.utf8), at: 148)
}

/// The plain tar with another name for its first file.
private func tar(_ name: String) throws -> [UInt8] {
  let good = try #require(ArchiveFixtures.good.first { $0.0 == "tar, ustar" })
  let bytes = try fixture(good.1)
  return resummed(
    bytes.with(Array(name.utf8) + [UInt8](repeating: 0, count: 100 - name.utf8.count), at: 0))
}

extension [UInt8] {
  fileprivate func with(_ bytes: [UInt8], at place: Int) -> [UInt8] {
    var changed = self
    changed.replaceSubrange(place..<place + bytes.count, with: bytes)
    return changed
  }
}

@Suite struct ArchiveTests {
  @Test(arguments: ArchiveFixtures.good) func readsWhatOthersWrote(_ name: String, _ data: String)
    throws
  {
    let submission = taken(try fixture(data))
    #expect(submission.problem == nil, "\(name)")
    #expect(text(submission) == ArchiveFixtures.text, "\(name)")
  }

  /// What a student reads whose archive, or whose file in it, is not taken.
  @Test func whatIsNotTakenIsSaid() throws {
    var said: [String] = []
    for (name, data, words) in ArchiveFixtures.refused {
      let submission = taken(try fixture(data))
      #expect(submission.problem?.summary == words, "\(name)")
      #expect(submission.files.isEmpty)
      said.append("\(name)\n\(problem(submission))")
    }
    for (name, data, words) in ArchiveFixtures.refusedFiles {
      guard case .refused(let finding)? = taken(try fixture(data)).files[exercise] else {
        Issue.record("\(name) was taken")
        continue
      }
      #expect(finding.summary == words, "\(name)")
      said.append("\(name)\n\(oneLine(finding))")
    }
    for (name, bytes) in try damaged() { said.append("\(name)\n\(problem(taken(bytes)))") }
    said += [
      "no workspace\n\(problem(taken(try tar("notes.md"))))",
      "several\n" + oneLine(.severalRoots("alice", ["", "a/", "b/"])),
    ]
    #expect(
      try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "archives.txt") == "")
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
    #expect(
      problem(taken(data, limits: limits)) == """
        error: alice.zip is larger than 0 MB [Archive]
          fix: hand in only the folder with the exercise files
        """)
    limits = ArchiveLimits()
    limits.entries = 1
    #expect(
      problem(taken(data, limits: limits)) == """
        error: alice.zip holds more than 1 files [Archive]
          fix: hand in only the folder with the exercise files
        """)
    limits = ArchiveLimits()
    limits.file = 3
    guard case .refused(let finding)? = taken(data, limits: limits).files[exercise] else {
      Issue.record("a large file was taken")
      return
    }
    #expect(
      oneLine(finding) == """
        error: bce/loss.swift is larger than 256 kB [LargeFile]
          fix: leave only what the exercise asks for
        """)
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
    #expect(throws: ReportProblem.noClassList) { try readClassList("[]") }
    #expect(
      ReportProblem.noClassList.description
        == "a class list is a JSON object with an object of texts for each student")
  }
}
