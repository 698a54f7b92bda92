import Foundation
import GradusDiagnostics
import GradusLessons
import GradusWorkspace
import Testing

/// These need a real folder: they are about what the file system does.
@Suite final class WorkspaceTests {
  private let path: String
  private let workspace: Workspace

  deinit { try? FileManager.default.removeItem(atPath: path) }

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
    workspace = Workspace(path)
  }

  private func prepare(_ task: ExerciseTask = step) throws -> Plan {
    try workspace.prepare([task], given: [], course: "/course", time: "2026-11-21T043847.000Z")
  }

  @Test func preparesAFolderAndRemembersTheCourse() throws {
    #expect(!workspace.exists)
    _ = try prepare()
    #expect(workspace.exists)
    #expect(try workspace.folder.read(step.path) == step.starter)
    #expect(try workspace.progress().course == "/course")
  }

  @Test func createRefusesToWriteOverAFile() throws {
    #expect(try workspace.folder.create("a/b.swift", "one"))
    #expect(try !workspace.folder.create("a/b.swift", "two"))
    #expect(try workspace.folder.read("a/b.swift") == "one")
  }

  @Test func resetKeepsABackupAndUndoBringsItBack() throws {
    _ = try prepare()
    try workspace.folder.replace(step.path, "mine")
    let backup = try workspace.reset(step, time: "2026-11-21T043848.000Z")
    #expect(backup == ".gradus/backups/rnn/step-2026-11-21T043848.000Z.swift")
    #expect(try workspace.folder.read(step.path) == step.starter)
    let restored = try workspace.undoReset(step, time: "2026-11-21T043849.000Z")
    #expect(restored == backup)
    #expect(try workspace.folder.read(step.path) == "mine")
  }

  @Test func damagedProgressIsSetAsideAndWorkContinues() throws {
    _ = try prepare()
    try workspace.folder.replace(".gradus/progress.json", "{ half a file")
    _ = try prepare()
    #expect(
      try workspace.folder.read(".gradus/backups/progress-2026-11-21T043847.000Z.json")
        == "{ half a file")
    #expect(try workspace.progress().exercises.count == 1)
  }

  @Test func progressOfANewerGradusIsLeftAlone() throws {
    try workspace.folder.replace(".gradus/progress.json", #"{"version": 2, "new": true}"#)
    #expect(
      error { _ = try prepare() } == """
        cannot read FOLDER/.gradus/progress.json (a newer Gradus wrote it)
          fix: update this Gradus (git pull), or start a second workspace: gradus init ~/gradus
        """)
    #expect(
      try workspace.folder.read(".gradus/progress.json") == #"{"version": 2, "new": true}"#)
  }

  @Test func twoWritersLoseNothing() async throws {
    _ = try prepare()
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          let other = Workspace(path)
          _ = try? other.update { $0.exercises["rnn/\(number)"] = .init() }
        }
      }
    }
    #expect(try workspace.progress().exercises.count == 9)
  }

  @Test func aFolderInPlaceOfAFileIsAnErrorWithAFix() throws {
    try workspace.folder.makeParents(of: "rnn/step.swift/x")
    #expect(
      error { _ = try workspace.folder.read("rnn/step.swift") } == """
        cannot read FOLDER/rnn/step.swift (it is not a file)
          fix: move it away, then type the same again
        """)
  }

  @Test func aHugeFileIsNotRead() throws {
    try workspace.folder.replace("huge", "")
    let file = try FileHandle(forWritingTo: URL(filePath: path + "/huge"))
    try file.truncate(atOffset: 17 << 20)
    try file.close()
    #expect(
      error { _ = try workspace.folder.read("huge") } == """
        cannot read FOLDER/huge (it is larger than 16 MB)
          fix: move it away, then type the same again
        """)
  }

  @Test func aFolderThatCannotBeUsedHasAWayOut() {
    #expect(
      [ENOSPC, EEXIST, EROFS, EACCES].map { GradusError.unwritable("x", $0).fix }
        + [GradusError.unreadable("x", EACCES).fix] == [
          "free some space on the disk and try again; nothing was lost",
          "move away what has this name, or take another folder",
          "take a folder that can be written; for a workspace: gradus init ~/gradus",
          "make the folder writable, or take another; for a workspace: gradus init ~/gradus",
          "make the file readable: chmod u+r 'x'",
        ])
  }

  /// What is said when something cannot be done.
  private func error(_ work: () throws -> Void) -> String {
    do { try work() } catch {
      return "\(error)".replacing(workspace.folder.path, with: "FOLDER")
    }
    return "nothing"
  }

  @Test func aSaveChangesTheStamp() throws {
    _ = try prepare()
    let before = workspace.stamps(of: [step])
    try workspace.folder.replace(step.path, "longer than before, surely")
    let changes = Changes(from: before, to: workspace.stamps(of: [step]))
    #expect(changes == Changes(saved: ["rnn/step.swift"]))
  }
}
