/// A submission's grade as it lies in the output folder until all are there.
package struct KeptGrade: Codable, Sendable {
  package static let currentSchema = "gradus-submission/2"

  package var schema = KeptGrade.currentSchema
  /// What the grade depends on; a grade with another key is made again.
  package var key: String
  package var grade: SubmissionGrade

  package init(key: String, grade: SubmissionGrade) {
    self.key = key
    self.grade = grade
  }

  package static func key(
    _ submission: Submission, under grading: Grading, exercises: [ExerciseAsked]
  ) -> String {
    hash(
      of: [
        currentSchema, submission.student, submission.hash, grading.coreHash, grading.toolchain,
        grading.confinement.words, "\(grading.seed)", grading.gradus,
      ] + exercises.flatMap { [$0.name, $0.points.description, $0.hash] })
  }
}

/// The file of a student's grade.
package func keptGradePath(_ student: String) -> String {
  "submissions/\(safeFileName(student)).json"
}

/// A student's name as part of a file's: what a file system could take for something else is escaped.
func safeFileName(_ student: String) -> String {
  var name = ""
  for byte in student.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "@"):
      name.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      // Capitals too: some disks do not tell "Ann" from "ann".
      let digits = String(byte, radix: 16)
      name += "%" + (digits.count < 2 ? "0" : "") + digits
    }
  }
  if name.utf8.count > 200 { name = String(name.prefix(100)) + "-" + hash(of: [student]) }
  return name
}
