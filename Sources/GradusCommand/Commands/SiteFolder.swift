import Foundation
import GradusDiagnostics
import GradusLessons
import GradusSite
import GradusWorkspace

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Puts a folder of pages in the place of the old one: readers find the old site or the new one.
///
/// A file that holds the same bytes already is taken over, and a folder of only such files stays.
func replaceFolder(_ path: String, with files: [SiteFile]) throws(GradusError) {
  let manager = FileManager.default
  let same = inParallel(files.count) { files[$0].isWritten(in: path) }
  let there = manager.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
  let folders = Set(files.flatMap { foldersAbove($0.path) })
  if !same.contains(false), Set(there) == folders.union(files.map(\.path)) { return }
  let draft = Folder("\(path).\(ProcessInfo.processInfo.processIdentifier).new")
  let old = "\(path).\(ProcessInfo.processInfo.processIdentifier).old"
  do {
    for (file, isSame) in zip(files, same) {
      try draft.makeParents(of: file.path)
      if isSame, link("\(path)/\(file.path)", draft.absolute(file.path)) == 0 { continue }
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

extension SiteFile {
  /// Whether a folder holds this file with exactly these bytes, and not through a link to elsewhere.
  fileprivate func isWritten(in folder: String) -> Bool {
    let place = "\(folder)/\(path)"
    var status = stat()
    guard lstat(place, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) == contents.count
    else { return false }
    return FileManager.default.contents(atPath: place) == Data(contents)
  }
}

/// "assets/live/x.js" stands in "assets" and "assets/live".
private func foldersAbove(_ path: String) -> [String] {
  let parts = path.split(separator: "/").dropLast()
  return parts.indices.map { parts[...$0].joined(separator: "/") }
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
