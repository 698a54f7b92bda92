package import GradusDiagnostics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A folder on disk and the few things done in it; paths are relative to it and use `/`.
package struct Folder: Hashable, Sendable {
  package var path: String

  package init(_ path: String) {
    self.path = path
  }

  package func absolute(_ relative: String) -> String { "\(path)/\(relative)" }

  /// The text of a file, or nil when there is none.
  ///
  /// Bytes that are not UTF-8 become U+FFFD, so that the compiler, and not this reader, says what is
  /// wrong with them.
  package func read(_ relative: String) throws(GradusError) -> String? {
    let name = absolute(relative)
    // Without O_NONBLOCK a named pipe in place of the file would be waited for forever.
    let file = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .unreadable(name, errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(name, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(name) }
    guard status.st_size <= Folder.largestFile else { throw .tooLarge(name) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glue.read(file, &buffer, buffer.count)
      guard count >= 0 else { throw .unreadable(name, errno) }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  /// Larger than any lesson or exercise; a guard against reading a disk image by mistake.
  static let largestFile = 16 << 20

  /// Writes a file that must not be there yet.
  ///
  /// - Returns: false, with nothing changed, when something of that name exists.
  package func create(_ relative: String, _ text: String) throws(GradusError) -> Bool {
    let name = absolute(relative)
    try makeParents(of: relative)
    let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      if errno == EEXIST { return false }
      throw .unwritable(name, errno)
    }
    guard let failure = fill(file, text) else { return true }
    unlink(name)
    throw .unwritable(name, failure)
  }

  /// Writes a file whole or not at all: readers see the old text or the new one, never a part.
  package func replace(_ relative: String, _ text: String) throws(GradusError) {
    let name = absolute(relative)
    try makeParents(of: relative)
    let draft = "\(name).\(getpid()).new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .unwritable(name, errno) }
    if let failure = fill(file, text) {
      unlink(draft)
      throw .unwritable(name, failure)
    }
    guard rename(draft, name) == 0 else {
      let failure = errno
      unlink(draft)
      throw .unwritable(name, failure)
    }
  }

  /// Writes, flushes and closes; the error number when that failed.
  private func fill(_ file: Int32, _ text: String) -> Int32? {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glue.write(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        let failure = errno
        close(file)
        return failure
      }
      written += count
    }
    // A full disk or a quota may speak up only here.
    let flushed = fsync(file) == 0 || errno == EINVAL ? nil : errno
    let closed = close(file) == 0 ? nil : errno
    return flushed ?? closed
  }

  package func makeParents(of relative: String) throws(GradusError) {
    let parts = absolute(relative).split(separator: "/").dropLast()
    var parent = ""
    for part in parts {
      parent += "/\(part)"
      // A folder that exists may report EEXIST, EISDIR or, on a read-only disk, EROFS.
      guard mkdir(parent, 0o755) != 0 else { continue }
      let failure = errno
      var status = stat()
      guard stat(parent, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw .unwritable(parent, failure)
      }
    }
  }

  package func stamp(_ relative: String) -> FileStamp? {
    var status = stat()
    guard stat(absolute(relative), &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return FileStamp(
      seconds: time.tv_sec, nanoseconds: time.tv_nsec, size: Int(status.st_size),
      inode: UInt64(status.st_ino))
  }

  /// The names in a folder, sorted; none when it is not there.
  package func names(in relative: String) -> [String] {
    guard let folder = opendir(absolute(relative)) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  package func remove(_ relative: String) {
    unlink(absolute(relative))
  }
}

/// The C functions whose names our own methods hide.
private enum Glue {
  static func read(_ file: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
    buffer.withUnsafeMutableBytes { bytes in
      #if canImport(Darwin)
        Darwin.read(file, bytes.baseAddress, count)
      #else
        Glibc.read(file, bytes.baseAddress, count)
      #endif
    }
  }

  static func write(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Darwin)
      Darwin.write(file, bytes, count)
    #else
      Glibc.write(file, bytes, count)
    #endif
  }
}

extension GradusError {
  package static func unreadable(_ path: String, _ number: Int32) -> GradusError {
    GradusError(
      .unreadable, subject: path, underlying: String(cString: strerror(number)),
      fix: "make the file readable: chmod u+r '\(path)'")
  }

  static func notAFile(_ path: String) -> GradusError {
    GradusError(
      .unreadable, subject: path, underlying: "it is not a file",
      fix: "move it away, then type the same again")
  }

  static func tooLarge(_ path: String) -> GradusError {
    GradusError(
      .unreadable, subject: path, underlying: "it is larger than 16 MB",
      fix: "move it away, then type the same again")
  }

  package static func unwritable(_ path: String, _ number: Int32) -> GradusError {
    let fix =
      switch number {
      case ENOSPC, EDQUOT: "free some space on the disk and try again; nothing was lost"
      case EEXIST, ENOTDIR: "move away what has this name, or take another folder"
      case EROFS: "take a folder that can be written; for a workspace: gradus init ~/gradus"
      default: "make the folder writable, or take another; for a workspace: gradus init ~/gradus"
      }
    return GradusError(
      .unwritable, subject: path, underlying: String(cString: strerror(number)), fix: fix)
  }
}
