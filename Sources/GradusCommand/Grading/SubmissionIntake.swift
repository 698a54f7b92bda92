import GradusDiagnostics
import GradusGrading
import GradusLessons
import GradusRunner
import GradusWorkspace

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A submission that is named on the command line.
struct NamedSubmission: Hashable, Sendable {
  var student: String
  var path: String
}

/// Whose submissions these are, in the order of the names; each student has one.
func nameSubmissions(_ paths: [String], in folder: String) throws(WrongUse) -> [NamedSubmission] {
  var named: [String: NamedSubmission] = [:]
  for typed in paths {
    let path = absolutePath(typed, in: folder)
    let name = student(ofPath: path)
    if let other = named[name], other.path != path {
      throw WrongUse(
        message: "'\(other.path)' and '\(path)' are both submissions of '\(name)'",
        fix: "name one of them")
    }
    // A link that leads nowhere is there: it is one bad submission, and the others are graded.
    guard kind(of: path) != nil else {
      throw WrongUse(
        message: "there is no submission '\(typed)'", fix: "name a folder, a zip, a tar or a tar.gz"
      )
    }
    named[name] = NamedSubmission(student: name, path: path)
  }
  return named.values.sorted { $0.student.utf8.lexicographicallyPrecedes($1.student.utf8) }
}

/// Reads the exercise files of a submission; of everything else in it not a byte.
func readSubmission(
  _ named: NamedSubmission, exercises: [ExerciseName], limits: ArchiveLimits = ArchiveLimits()
) -> Submission {
  var status = stat()
  guard stat(named.path, &status) == 0 else { return unreadable(named, "cannot be reached") }
  if status.st_mode & S_IFMT == S_IFDIR { return readFolder(named, exercises) }
  guard status.st_mode & S_IFMT == S_IFREG else { return unreadable(named, "is no folder or file") }
  let shown = named.path.split(separator: "/").last.map(String.init) ?? named.path
  guard let bytes = firstBytes(of: named.path, limits.archive + 1) else {
    return unreadable(named, "cannot be read")
  }
  return submission(
    of: named.student, archive: bytes, shown: shown, exercises: exercises, limits: limits)
}

private func unreadable(_ named: NamedSubmission, _ why: String) -> Submission {
  Submission(
    student: named.student, files: [:],
    problem: Diagnostic(
      id: "UnreadableSubmission", at: nil, "\(named.student) \(why)",
      fixes: ["hand it in as a folder, a zip or a tar"]))
}

private func readFolder(_ named: NamedSubmission, _ exercises: [ExerciseName]) -> Submission {
  let candidates = exerciseFiles(below: Folder(named.path), exercises)
  switch submissionRoot(of: candidates, exercises: Set(exercises.map(\.filePath))) {
  case .none:
    return Submission(
      student: named.student, files: [:], problem: .noExerciseFiles(named.student, exercises))
  case .several(let roots):
    return Submission(
      student: named.student, files: [:], problem: .severalRoots(named.student, roots))
  case .found(let root):
    var files: [ExerciseName: Intake] = [:]
    for name in exercises {
      let path = name.filePath
      let intake = takeIn(root + path, in: named.path, shown: path)
      if case .refused(let finding) = intake, finding.id == "MissingFile" { continue }
      files[name] = intake
    }
    return Submission(student: named.student, workspace: root, files: files)
  }
}

/// How many folders deep a workspace may lie in a submission.
private let deepestRoot = 3
/// How many folders are looked into for it.
private let mostFolders = 2000

/// The paths at which exercise files seem to be; what they are is asked when they are opened.
private func exerciseFiles(below folder: Folder, _ exercises: [ExerciseName]) -> [String] {
  var level = [""]
  var looked = 0
  for _ in 0...deepestRoot {
    var found: [String] = []
    var next: [String] = []
    for prefix in level {
      looked += 1
      guard looked <= mostFolders else { return found }
      let names = folder.names(in: prefix.isEmpty ? "." : prefix)
      let here = Set(names)
      found += exercises.filter { here.contains($0.lesson) }.map { prefix + $0.filePath }
        .filter { kind(of: folder.absolute($0)) != nil }
      // Links are not followed: they would lead out, or round in circles.
      next += names.filter {
        !$0.hasPrefix(".") && kind(of: folder.absolute(prefix + $0)) == S_IFDIR
      }
      .map { prefix + $0 + "/" }
    }
    if !found.isEmpty { return found }
    level = next
  }
  return []
}

private func kind(of path: String) -> mode_t? {
  var status = stat()
  return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
}

private func firstBytes(of path: String, _ most: Int) -> [UInt8]? {
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while bytes.count < most {
    let count = read(file, &chunk, min(chunk.count, most - bytes.count))
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { return nil }
    if count == 0 { break }
    bytes += chunk[..<count]
  }
  return bytes
}
