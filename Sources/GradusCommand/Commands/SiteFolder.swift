import Foundation
import GradusDiagnostics
import GradusSite
import GradusWorkspace

/// Puts a folder of pages in the place of the old one: readers find the old site or the new one.
func replaceFolder(_ path: String, with files: [SiteFile]) throws(GradusError) {
  let manager = FileManager.default
  let draft = Folder("\(path).\(ProcessInfo.processInfo.processIdentifier).new")
  let old = "\(path).\(ProcessInfo.processInfo.processIdentifier).old"
  do {
    for file in files {
      try draft.makeParents(of: file.path)
      try Data(file.contents).write(to: URL(filePath: draft.absolute(file.path)))
    }
    if manager.fileExists(atPath: path) { try manager.moveItem(atPath: path, toPath: old) }
    try manager.moveItem(atPath: draft.path, toPath: path)
    try? manager.removeItem(atPath: old)
  } catch {
    try? manager.removeItem(atPath: draft.path)
    if !manager.fileExists(atPath: path) { try? manager.moveItem(atPath: old, toPath: path) }
    throw GradusError(
      .unwritable, subject: path, underlying: error.localizedDescription,
      fix: "free some space or make the folder writable; the old site is still in place")
  }
}

/// The theme is files of the project, so that it can be changed without a compiler.
func readTheme(_ session: Session) throws(GradusError) -> Theme {
  let folder = "\(session.environment.home ?? session.courseFolder.path)/site"
  var files: [SiteFile] = []
  let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
  for path in names.sorted() {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder),
      !isFolder.boolValue, let data = FileManager.default.contents(atPath: "\(folder)/\(path)")
    else { continue }
    files.append(SiteFile(path: path, contents: Array(data)))
  }
  guard !files.isEmpty else {
    throw GradusError(
      .unreadable, subject: folder, underlying: "the theme is not there", fix: "git checkout site")
  }
  return Theme(folder: files)
}
