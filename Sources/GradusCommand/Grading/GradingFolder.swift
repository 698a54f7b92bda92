import GradusDiagnostics
import GradusGrading
import GradusWorkspace

/// The output folder of a grading: its settings, a file for each finished submission, the report.
///
/// Every file is written beside its place, flushed, and moved there in one step. So whatever ends the
/// program, a file is whole or not there, and the next run goes on with what is.
struct GradingFolder: Sendable {
  private let folder: Folder
  private let lock: FolderLock

  static let settings = "grading.json"
  static let report = "report.json"

  init(_ path: String) throws(GradusError) {
    folder = Folder(path)
    try folder.makeParents(of: GradingFolder.settings)
    guard let lock = try FolderLock(trying: folder.absolute("lock")) else {
      throw GradusError(
        .unwritable, subject: path, underlying: "another grading run is writing into it",
        fix: "wait for it, or take another folder with --out")
    }
    self.lock = lock
  }

  func release() { lock.release() }

  var path: String { folder.path }

  /// Goes on with the grading that was begun here, or begins this one.
  ///
  /// - Parameters:
  ///   - seed: the one that was asked for
  ///   - gradedAt: the time that was asked for
  /// - Returns: with the seed and the time with which it was begun
  func begin(_ grading: Grading, seed: UInt64?, gradedAt: String?) throws -> Grading {
    if let text = try folder.read(GradingFolder.settings) {
      let begun: Grading
      do throws(ReportProblem) { begun = try decoded(text) } catch {
        throw GradusError(
          .unreadable, subject: folder.absolute(GradingFolder.settings),
          underlying: error.description, fix: "take another folder with --out")
      }
      let differences = [
        ("course", begun.courseHash == grading.courseHash),
        ("core", begun.coreHash == grading.coreHash),
        ("toolchain", begun.toolchain == grading.toolchain),
        ("confinement", begun.confinement == grading.confinement),
        ("shard", begun.shard == grading.shard),
        ("version of Gradus", begun.gradus == grading.gradus),
        ("seed", seed == nil || begun.seed == seed),
        ("time", gradedAt == nil || begun.gradedAt == gradedAt),
      ].filter { !$0.1 }.map(\.0)
      guard differences.isEmpty else {
        throw WrongUse(
          message: """
            '\(folder.path)' holds a grading with another \(differences.joined(separator: ", "))
            """,
          fix: "take another folder with --out; gradus regrade --diff compares the two")
      }
      return begun
    }
    try folder.replace(GradingFolder.settings, encoded(grading, pretty: true) + "\n")
    return grading
  }

  /// The grade that was kept under this key; a damaged file counts as none.
  func grade(of student: String, key: String) -> SubmissionGrade? {
    guard let text = (try? folder.read(keptGradePath(student))) ?? nil,
      let kept: KeptGrade = try? decoded(text), kept.schema == KeptGrade.currentSchema,
      kept.key == key, kept.grade.student == student
    else { return nil }
    return kept.grade
  }

  func keep(_ grade: SubmissionGrade, key: String) throws(GradusError) {
    try folder.replace(
      keptGradePath(grade.student), encoded(KeptGrade(key: key, grade: grade)) + "\n")
  }

  func write(_ report: GradeReport, _ also: ReportsOption) throws(GradusError) {
    let files = also.places.repository
    for file in also.report.flatMap({ reportFiles(report, as: $0, files: files) }) {
      try folder.replace(file.path, file.text)
    }
  }

  func write(_ text: String, to name: String) throws(GradusError) {
    try folder.replace(name, text)
  }
}
