import Foundation
package import GradusDiagnostics
import GradusLessons

/// A learner's folder: one Swift file per exercise, and what Gradus remembers in `.gradus/`.
package struct Workspace: Sendable {
  package var folder: Folder

  package init(_ path: String) {
    folder = Folder(path)
  }

  static let progressPath = ".gradus/progress.json"

  package var exists: Bool { folder.stamp(Workspace.progressPath) != nil }

  /// What is remembered; fresh when nothing is, or when it could not be understood.
  package func progress() throws(GradusError) -> LearnerProgress {
    guard let text = try folder.read(Workspace.progressPath) else { return LearnerProgress() }
    switch decodeProgress(text) {
    case .known(let progress): return progress
    case .newer: throw .newerProgress(folder.absolute(Workspace.progressPath))
    case .damaged: return LearnerProgress()
    }
  }

  /// Brings the folder up to the course and says what was done.
  package func prepare(
    _ tasks: [ExerciseTask], given: [(path: String, text: String)], course: String, time: String
  ) throws(GradusError) -> Plan {
    try setAsideDamagedProgress(time)
    var onDisk: [String: String] = [:]
    for path in tasks.map(\.path) + given.map(\.path) { onDisk[path] = try folder.read(path) }
    let before = try progress()
    var plan = plan(tasks, given: given, progress: before, onDisk: onDisk)
    plan.progress.course = course
    for file in plan.files {
      switch file.rule {
      case .createOnly: _ = try folder.create(file.path, file.text)
      case .replace: try folder.replace(file.path, file.text)
      }
    }
    if plan.progress != before || !exists {
      let planned = plan.progress
      try update { progress in
        progress.course = planned.course
        progress.given = planned.given
        for task in tasks { progress[task.name].starter = planned[task.name].starter }
      }
    }
    return plan
  }

  /// Changes what is remembered.
  ///
  /// Two watchers may do so at once: each reads, changes and writes under one lock, so neither loses
  /// what the other learned.
  @discardableResult
  package func update(_ change: (inout LearnerProgress) -> Void) throws(GradusError)
    -> LearnerProgress
  {
    try folder.makeParents(of: Workspace.progressPath)
    let lock = try FolderLock(folder.absolute(".gradus/lock"))
    defer { lock.release() }
    var progress = try progress()
    let before = progress
    change(&progress)
    if progress != before || !exists {
      try folder.replace(Workspace.progressPath, encodeProgress(progress))
    }
    return progress
  }

  /// Puts the starter back; what was there goes to a backup.
  ///
  /// - Returns: the path of the backup, or nil when there was no file to keep.
  package func reset(_ task: ExerciseTask, time: String) throws(GradusError) -> String? {
    let backup = try backUp(task, time: time)
    try folder.replace(task.path, task.starter)
    try update { progress in
      progress[task.name].starter = contentKey([task.starter])
      progress[task.name].passed = nil
      progress[task.name].points = 0
    }
    return backup
  }

  /// Puts the newest backup back; what was there becomes a backup in its turn.
  ///
  /// - Returns: the path of the backup that is back in place, or nil when there is none.
  package func undoReset(_ task: ExerciseTask, time: String) throws(GradusError) -> String? {
    let files = folder.names(in: backupFolder(for: task.name))
    guard let newest = newestBackup(of: task.name, among: files),
      let text = try folder.read(newest)
    else { return nil }
    _ = try backUp(task, time: time)
    try folder.replace(task.path, text)
    return newest
  }

  private func backUp(_ task: ExerciseTask, time: String) throws(GradusError) -> String? {
    guard let text = try folder.read(task.path) else { return nil }
    let backup = backupPath(for: task.name, at: time)
    // Two resets in one millisecond would meet here; the first backup stays.
    _ = try folder.create(backup, text)
    return backup
  }

  private func setAsideDamagedProgress(_ time: String) throws(GradusError) {
    guard let text = try folder.read(Workspace.progressPath), case .damaged = decodeProgress(text)
    else { return }
    _ = try folder.create(".gradus/backups/progress-\(time).json", text)
    folder.remove(Workspace.progressPath)
  }

  /// When each exercise file was last saved.
  package func stamps(of tasks: [ExerciseTask]) -> [String: FileStamp] {
    var stamps: [String: FileStamp] = [:]
    for task in tasks { stamps[task.path] = folder.stamp(task.path) }
    return stamps
  }
}

enum DecodedProgress {
  case known(LearnerProgress)
  case newer
  case damaged
}

func decodeProgress(_ text: String) -> DecodedProgress {
  struct Version: Decodable { var version: Int }
  let data = Data(text.utf8)
  guard let found = try? JSONDecoder().decode(Version.self, from: data) else { return .damaged }
  if found.version > LearnerProgress.currentVersion { return .newer }
  guard let progress = try? JSONDecoder().decode(LearnerProgress.self, from: data) else {
    return .damaged
  }
  return .known(progress)
}

func encodeProgress(_ progress: LearnerProgress) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  guard let data = try? encoder.encode(progress) else {
    preconditionFailure("progress is made of numbers and text, which JSON can always hold")
  }
  return String(decoding: data, as: UTF8.self) + "\n"
}

extension GradusError {
  static func newerProgress(_ path: String) -> GradusError {
    GradusError(
      .unreadable, subject: path, underlying: "a newer Gradus wrote it",
      fix: "update this Gradus (git pull), or start a second workspace: gradus init ~/gradus")
  }
}
