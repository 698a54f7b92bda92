import GradusGrading
import GradusRunner
import Testing

@Suite struct MergeTests {
  @Test func aShardIsAStablePartOfTheClass() throws {
    let students = (0..<500).map { "student\($0)" }
    let shards = try (1...8).map { try #require(Shard("\($0)/8")) }
    for student in students { #expect(shards.count { $0.contains(student) } == 1) }
    for shard in shards { #expect(students.count(where: shard.contains) > 30) }
    // Pinned: another version must not move a student to another machine.
    #expect(shards.firstIndex { $0.contains("alice") } == 5)
    for bad in ["", "0/8", "9/8", "1", "1/0", "-1/2", "1/2/3", "a/b"] { #expect(Shard(bad) == nil) }
  }

  @Test func shardsMergeIntoTheBytesOfOneMachine() throws {
    let parts = (1...3).map { sampleReport(shard: Shard("\($0)/3")) }
    #expect(gradeJSON(try merged(parts.reversed())) == gradeJSON(sampleReport()))
  }

  @Test func whatDoesNotBelongTogetherIsNotMerged() throws {
    var other = sampleReport()
    other.grading.seed = 8
    #expect(throws: MergeProblem.differs("seed")) { try merged([sampleReport(), other]) }
    #expect(throws: MergeProblem.twice("alice")) { try merged([sampleReport(), sampleReport()]) }
    #expect(throws: MergeProblem.nothing) { try merged([]) }
    let second = sampleReport(shard: Shard("2/3"))
    #expect(throws: MergeProblem.missing([1, 3], of: 3)) { try merged([second]) }
  }

  @Test func whatIsNotMergedSaysWhatToDo() {
    let problems = [
      MergeProblem.missing([1, 3], of: 3), .differs("seed"), .twice("alice"), .nothing,
    ]
    #expect(
      problems.map { "\($0): \($0.fix)" } == [
        "of 3 shards, these are missing: 1, 3: grade these shards too, and name their reports",
        "the reports were graded under another seed: grade all shards under the same seed",
        "two reports have a submission of 'alice': leave one of the two out",
        "there is no report to merge: name the reports, or the folders they are in",
      ])
  }
}

@Suite struct DifferenceTests {
  @Test func nothingNewIsNoChange() {
    let change = difference(from: sampleReport(), to: sampleReport())
    #expect(change.students.isEmpty && change.causes.isEmpty && change.unchanged == 3)
    #expect(differenceText(change) == "0 changed, 3 unchanged.")
  }

  @Test func everyCauseIsNamed() {
    let old = sampleReport()
    var new = sampleReport()
    new.submissions[2].exercises[0] = grade(.passed, [checkResult(.passed)])
    #expect(difference(from: old, to: new).students.first?.exercises.first?.causes == [.unsteady])
    new.submissions[2].exercises[0].fileHash = "d"
    #expect(difference(from: old, to: new).students.first?.exercises.first?.causes == [.submission])
    new.grading.seed = 8
    new.grading.toolchain = "Swift 7"
    new.grading.coreHash = "e"
    new.exercises[0].hash = "f"
    #expect(
      difference(from: old, to: new).students.first?.exercises.first?.causes
        == [.lesson, .core, .toolchain, .seed, .submission])
  }

  @Test func theDifferenceReadsLikeThis() {
    let old = sampleReport()
    var new = sampleReport()
    new.grading.toolchain = "Swift 7"
    new.submissions[1] = SubmissionGrade(
      student: "bob", hash: "",
      exercises: [grade(.failed, [checkResult(.passed), checkResult(wrongAnswer)])])
    new.submissions.remove(at: 0)
    #expect(
      differenceText(difference(from: old, to: new)) == """
        bob  0 → 1 points
          t/f  not gradable: does not compile → failed, 0 → 1
            because of: another compiler
            one: new → passed
            one: new → failed
        1 no longer there
        1 changed, 1 unchanged.
        """)
  }
}
