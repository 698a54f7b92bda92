package import GradusDiagnostics
package import GradusLessons
package import GradusRunner

/// What one student handed in: the exercise files and nothing else of it.
package struct Submission: Hashable, Sendable {
  package var student: String
  /// Which of its folders holds the exercise files, such as "" or "workspace/"; nil in an archive.
  package var workspace: String?
  /// By the exercise's name; an exercise without a file is not in it.
  package var files: [ExerciseName: Intake]
  /// Why nothing could be taken.
  package var problem: Diagnostic?

  package init(
    student: String, workspace: String? = nil, files: [ExerciseName: Intake],
    problem: Diagnostic? = nil
  ) {
    self.student = student
    self.workspace = workspace
    self.files = files
    self.problem = problem
  }

  /// SHA-256 of all that was taken.
  package var hash: String {
    var texts: [String] = []
    for (name, intake) in files.sorted(by: { $0.key < $1.key }) {
      texts.append(name.description)
      switch intake {
      case .taken(let file): texts.append(file.text)
      case .refused(let finding): texts.append("\u{0}\(finding.id)")
      }
    }
    if let problem { texts.append(problem.summary) }
    return GradusGrading.hash(of: texts)
  }
}

/// "alice" of `class/alice`, `alice.zip` or `alice.tar.gz`: whose submission a path holds.
package func student(ofPath path: String) -> String {
  var name = path.split(separator: "/").last.map(String.init) ?? path
  for ending in archiveEndings where name.hasSuffix(ending) && name.count > ending.count {
    name.removeLast(ending.count)
    break
  }
  return name
}

package let archiveEndings = [".tar.gz", ".tgz", ".tar", ".zip"]

/// Which folder of a submission holds the exercise files, as a prefix such as "" or "work/".
///
/// The one that lies highest; a copy in a folder whose name begins with a dot (an editor's, git's) or
/// in `__MACOSX` does not count.
package enum SubmissionRoot: Hashable {
  case found(String)
  /// No exercise file is anywhere.
  case none
  case several([String])
}

package func submissionRoot(of paths: some Sequence<String>, exercises: Set<String>)
  -> SubmissionRoot
{
  var depths: [String: Int] = [:]
  for path in paths {
    let parts = plainPath(path).split(separator: "/")
    guard parts.count >= 2, exercises.contains(parts.suffix(2).joined(separator: "/")) else {
      continue
    }
    let above = parts.dropLast(2)
    if above.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" }) { continue }
    depths[above.map { $0 + "/" }.joined()] = above.count
  }
  guard let highest = depths.values.min() else { return .none }
  let roots = depths.filter { $0.value == highest }.keys.sorted()
  return roots.count == 1 ? .found(roots[0]) : .several(roots)
}

/// Without the "./" that tar puts before its paths, and the "/" behind a folder's.
func plainPath(_ path: String) -> String {
  var path = Substring(path)
  while path.hasPrefix("./") { path = path.dropFirst(2) }
  return String(path.hasSuffix("/") ? path.dropLast() : path)
}

extension Diagnostic {
  /// An empty folder, an archive in an archive, files without their folders.
  package static func noExerciseFiles(_ shown: String, _ exercises: [ExerciseName]) -> Diagnostic {
    let wanted = exercises.first.map { "\($0.lesson)/\($0.exercise).swift" }
    return Diagnostic(
      id: "NoExerciseFiles", at: nil, "\(shown) holds none of the exercise files",
      fixes: ["hand in the workspace, with " + (wanted.map { "\($0) in it" } ?? "its folders")])
  }

  /// Two folders hold exercise files, and which one counts is not for us to guess.
  package static func severalRoots(_ shown: String, _ roots: [String]) -> Diagnostic {
    let names = roots.prefix(3).map { $0.isEmpty ? "its top" : "'\(printable($0))'" }
    return Diagnostic(
      id: "SeveralWorkspaces", at: nil,
      "\(shown) holds exercise files in \(names.joined(separator: " and "))",
      fixes: ["hand in only one workspace"])
  }
}

/// Takes the exercise files out of an archive.
package func submission(
  of student: String, archive bytes: [UInt8], shown: String, exercises: [ExerciseName],
  limits: ArchiveLimits = ArchiveLimits()
) -> Submission {
  let wanted = Set(exercises.map { "\($0.lesson)/\($0.exercise).swift" })
  let entries: [ArchiveEntry]
  do throws(ArchiveRefusal) {
    entries = try readArchive(bytes, shown: shown, limits: limits) { path in
      let parts = path.split(separator: "/")
      return parts.count >= 2 && wanted.contains(parts.suffix(2).joined(separator: "/"))
    }
  } catch {
    return Submission(student: student, files: [:], problem: error.finding(shown))
  }
  switch submissionRoot(of: entries.map(\.path), exercises: wanted) {
  case .none:
    return Submission(student: student, files: [:], problem: .noExerciseFiles(shown, exercises))
  case .several(let roots):
    return Submission(student: student, files: [:], problem: .severalRoots(shown, roots))
  case .found(let root):
    var files: [ExerciseName: Intake] = [:]
    for name in exercises {
      let path = "\(name.lesson)/\(name.exercise).swift"
      let found = entries.filter { plainPath($0.path) == root + path }
      if found.isEmpty { continue }
      files[name] = intake(found, path)
    }
    return Submission(student: student, files: files)
  }
}

private func intake(_ found: [ArchiveEntry], _ path: String) -> Intake {
  guard let entry = found.first, found.count == 1 else {
    return .refused(
      Diagnostic(
        id: "TwiceInArchive", at: nil, "\(path) is in the archive twice",
        fixes: ["pack the folder again: zip -r work.zip workspace"]))
  }
  switch entry.kind {
  case .file: return takeIn(entry.bytes, shown: path)
  case .large:
    return .refused(
      Diagnostic(
        id: "LargeFile", at: nil, "\(path) is larger than \(largestFile >> 10) kB",
        fixes: ["leave only what the exercise asks for"]))
  case .link:
    return .refused(
      Diagnostic(
        id: "LinkInArchive", at: nil, "\(path) is a link in the archive",
        fixes: ["put the file itself there"]))
  case .folder, .special:
    return .refused(
      Diagnostic(
        id: "NoPlainFile", at: nil, "\(path) is no plain file", fixes: ["put a text file there"]))
  }
}
