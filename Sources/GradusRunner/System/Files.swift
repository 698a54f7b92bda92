import GradusDiagnostics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// The few things that the runner does with files, without Foundation: loading it costs more than
// all of them together.

/// What tells one state of a file from another.
struct FileIdentity: Hashable, CustomStringConvertible {
  let path: String
  let size: Int
  let modified: Int

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.path = path
    size = Int(status.st_size)
    #if canImport(Darwin)
      modified = status.st_mtimespec.tv_sec * 1_000_000_000 + status.st_mtimespec.tv_nsec
    #else
      modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    #endif
  }

  var description: String { "\(path) \(size) \(modified)" }
}

func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

/// The path without links in it.
func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

func environmentVariable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// The bytes of a plain file; nil where there is none.
///
/// A pipe or a device in its place would never end, so neither is read.
func readFile(_ path: String) -> [UInt8]? {
  let fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard fd >= 0 else { return nil }
  defer { close(fd) }
  var status = stat()
  guard fstat(fd, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(fd, &chunk, chunk.count)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { return nil }
    if count == 0 { return bytes }
    bytes.append(contentsOf: chunk[..<count])
  }
}

func readText(_ path: String) -> String? {
  readFile(path).map { String(decoding: $0, as: UTF8.self) }
}

func writeFile(_ path: String, _ bytes: some Collection<UInt8>) throws(GradusError) {
  let fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard fd >= 0 else { throw unwritable(path) }
  let all = Array(bytes)
  var done = 0
  while done < all.count {
    let count = all.withUnsafeBytes {
      write(fd, $0.baseAddress.map { $0 + done }, all.count - done)
    }
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else {
      let error = unwritable(path)
      close(fd)
      throw error
    }
    done += count
  }
  close(fd)
}

/// Puts a file in its place in one step: readers see all of it or none.
func writeWhole(_ path: String, _ bytes: some Collection<UInt8>) throws(GradusError) {
  let near = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max))"
  try writeFile(near, bytes)
  try moveFile(near, to: path)
}

func moveFile(_ from: String, to path: String) throws(GradusError) {
  guard rename(from, path) == 0 else {
    let error = unwritable(path)
    unlink(from)
    throw error
  }
}

/// Puts a file in its place unless one is there: that one may be in use.
///
/// A jail is told a path and opens it twice; replaced in between, the file would be another one, which
/// nobody has allowed.
func placeFile(_ from: String, at path: String) throws(GradusError) {
  if link(from, path) == 0 || errno == EEXIST {
    unlink(from)
  } else {
    // Not every file system has links.
    try moveFile(from, to: path)
  }
}

/// Makes a folder and those above it.
func makeFolder(_ path: String) throws(GradusError) {
  if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
  let parent = folder(of: path)
  guard errno == ENOENT, parent != path else { throw unwritable(path) }
  try makeFolder(parent)
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw unwritable(path) }
}

func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// The names in a folder; none when there is no such folder.
func names(in folder: String) -> [String] {
  guard let listing = opendir(folder) else { return [] }
  defer { closedir(listing) }
  var names: [String] = []
  while let entry = readdir(listing) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// Removes a folder of files and folders.
func removeFolder(_ path: String) {
  for name in names(in: path) {
    let inside = path + "/" + name
    if unlink(inside) != 0 { removeFolder(inside) }
  }
  rmdir(path)
}

private func unwritable(_ path: String) -> GradusError {
  GradusError(
    .unwritable, subject: path, underlying: systemMessage(errno),
    fix: "make the folder writable, or free some space")
}
