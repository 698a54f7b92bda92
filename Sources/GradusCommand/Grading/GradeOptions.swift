import ArgumentParser
import GradusGrading

/// What `grade` and `regrade` are asked.
struct GradeOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Each a folder, a git work tree, or a zip, tar or tar.gz; named for its student.",
      valueName: "submission"), completion: .file())
  var submissions: [String]

  @Option(
    help: ArgumentHelp(
      "Folder for the report; an interrupted run goes on there.", valueName: "dir"),
    completion: .directory)
  var out: String

  @Option(help: "What inputs are drawn from; a fresh one if you name none.") var seed: UInt64?

  @Option(help: ArgumentHelp("Only part i of n of the class.", valueName: "i/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "JSON with submittedAt, attempt and late of each student, passed through.",
      valueName: "file"), completion: .file())
  var list: String?

  @Option(
    help: ArgumentHelp("The time that the report names, instead of the clock's.", valueName: "time")
  )
  var gradedAt: String?

  @Flag(help: "Compile and run again what has not changed.") var noCache = false

  @Flag(
    help:
      "Grade although submissions can read, write or reach more of this machine than they should."
  )
  var letSubmissionsTouchThisMachine = false

  func parsedShard() throws(WrongUse) -> Shard? {
    guard let shard else { return nil }
    guard let parsed = Shard(shard) else {
      throw WrongUse(
        message: "'\(shard)' is no shard", fix: "write part and number of parts, such as 2/8")
    }
    return parsed
  }

  func checkedSeed() throws(WrongUse) -> UInt64? {
    // What JSON's readers keep whole.
    guard let seed, seed >= 1 << 53 else { return seed }
    throw WrongUse(message: "the seed \(seed) is too large", fix: "take one below 2^53")
  }

  func checkedTime() throws(WrongUse) -> String? {
    guard let gradedAt else { return nil }
    let form = /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z/
    guard gradedAt.wholeMatch(of: form) != nil else {
      throw WrongUse(
        message: "'\(gradedAt)' is no time", fix: "write it in UTC, such as 2026-11-21T09:30:00Z")
    }
    return gradedAt
  }
}
