package import GradusLessons

/// Where a file goes before a reset replaces it: `.gradus/backups/bce/step-2026-11-21T043847Z.swift`.
package func backupPath(for name: ExerciseName, at time: String) -> String {
  "\(backupFolder(for: name))/\(name.exercise)-\(time).swift"
}

package func backupFolder(for name: ExerciseName) -> String { ".gradus/backups/\(name.lesson)" }

/// The newest backup of an exercise among the file names of its backup folder.
package func newestBackup(of name: ExerciseName, among files: [String]) -> String? {
  // A time like 2026-11-21T043847Z sorts as text; the length keeps `step-…` and `stepBack-…` apart.
  files.filter {
    $0.hasPrefix("\(name.exercise)-") && $0.hasSuffix(".swift")
      && $0.utf8.count == name.exercise.utf8.count + 1 + backupTimeLength + 6
  }.max().map { "\(backupFolder(for: name))/\($0)" }
}

/// The length of `2026-11-21T043847Z`, and of its form with milliseconds.
let backupTimeLength = "2026-11-21T043847.123Z".utf8.count
