/// Where the repository that a report is about has the submissions.
///
/// A report itself holds no paths: it is the same on every machine.
package struct RepositoryFiles: Hashable, Sendable {
  /// "class/*": a folder for each student; "." or "course": one submission, which is that folder.
  package var pattern: String

  package init(_ pattern: String) {
    self.pattern = pattern
  }

  /// The path of a submission's exercise file; nil when it came in an archive, or nobody knows where
  /// it lay.
  ///
  /// - Parameter file: such as "bce/loss.swift"
  package func path(of file: String, in submission: SubmissionGrade) -> String? {
    guard let workspace = submission.workspace else { return nil }
    var parts = pattern.split(separator: "/").map(String.init).filter { $0 != "." }
    if parts.last?.contains("*") == true {
      parts[parts.count - 1] = submission.student
    }
    let root = pattern.hasPrefix("/") ? "/" : ""
    return root + (parts + [workspace + file]).joined(separator: "/")
  }
}
