import Foundation
import GradusDiagnostics
import GradusGrading
import GradusLessons
import GradusRunner
import GradusSite
import GradusWorkspace

/// One run of the program: which course, which workspace, and how to speak.
struct Session: Sendable {
  var environment: Environment
  var console: Console
  var courseFolder: Folder
  var course: Course
  /// What is wrong with the lessons, where an author asked for it; learners do not see it.
  var findings: [Diagnostic]
  var tasks: [ExerciseTask]
  var workspace: Workspace

  init(
    _ options: CommonOptions, environment: Environment = .current(), forAuthor: Bool = false
  ) throws {
    let console = Console(environment: environment, plain: options.plain)
    let workspacePath = options.workspace.map { absolutePath($0, in: environment.folder) }
    let found =
      workspacePath ?? ancestor(of: environment.folder, with: ".gradus/progress.json")
    let remembered = found.flatMap { (try? Workspace($0).progress())?.course }
    let courseFolder = try findCourse(
      asked: options.course, remembered: remembered, environment: environment)
    let files = try readCourseFiles(courseFolder)
    let (course, findings) = try releasedAnswers(
      courseFolder, readCourse(files, holdingRules: forAuthor))
    self.environment = environment
    self.console = console
    self.courseFolder = courseFolder
    self.course = course
    self.findings = forAuthor ? (findings + formulaFindings(course)).inReadingOrder() : findings
    tasks = GradusWorkspace.tasks(of: course)
    workspace = Workspace(found ?? courseFolder.absolute("workspace"))
  }

  /// How the workspace is called in suggestions: relative when it lies below the current folder.
  var workspaceShown: String { shownPath(workspace.folder.path, from: environment.folder) }

  func shown(_ task: ExerciseTask) -> String {
    shownPath(workspace.folder.absolute(task.path), from: environment.folder)
  }

  /// Brings the workspace up to the course; cheap when nothing changed.
  @discardableResult
  func prepareWorkspace() throws(GradusError) -> Plan {
    let modules = try RuntimePaths.beside(executable: environment.executable).modules
    return try workspace.prepare(
      tasks, given: editorFiles(for: course, modules: modules), course: courseFolder.path,
      time: backupTime())
  }

  func runner() throws(GradusError) -> Runner {
    try Runner(
      toolchain: try Toolchain.find(),
      paths: try RuntimePaths.beside(executable: environment.executable))
  }
}

/// Brings the workspace up to the course; where that cannot be done, what is there can still be used.
@discardableResult
func prepareOrExplain(_ session: Session) throws -> Plan {
  do {
    return try session.prepareWorkspace()
  } catch {
    guard session.workspace.exists else { throw error }
    session.console.note("gradus: \(error)".called(session.environment.call))
    return Plan(progress: try session.workspace.progress())
  }
}

/// Where the course is: asked for, around us, remembered by the workspace, or where Gradus lives.
func findCourse(
  asked: String?, remembered: String?, environment: Environment
) throws(GradusError) -> Folder {
  let map = "Lessons/course.md"
  if let asked {
    let folder = Folder(absolutePath(asked, in: environment.folder))
    guard folder.stamp(map) != nil else {
      throw GradusError(
        .notACourse, subject: folder.path, fix: "name the folder that holds Lessons/course.md")
    }
    return folder
  }
  if let around = ancestor(of: environment.folder, with: map) { return Folder(around) }
  for candidate in [remembered, environment.home].compactMap({ $0 }) {
    let folder = Folder(candidate)
    if folder.stamp(map) != nil { return folder }
  }
  throw GradusError(
    .notACourse, subject: environment.folder, underlying: "nor has any folder above it",
    fix: "go to the folder of the course, or name it: gradus --course DIR")
}

/// With the recorded answers that a released course holds in place of its solutions.
func releasedAnswers(
  _ folder: Folder, _ read: (Course, [Diagnostic])
) throws(GradusError) -> (Course, [Diagnostic]) {
  var (course, findings) = read
  guard !folder.names(in: "Answers").isEmpty else { return read }
  for lesson in course.lessons.indices {
    for exercise in course.lessons[lesson].exercises.indices {
      let path = answersPath(course.lessons[lesson].exercises[exercise].name)
      course.lessons[lesson].exercises[exercise].answers = try folder.read(path)
    }
  }
  // That the starter is all there is, is what a release is.
  findings.removeAll { ["MissingSolution", "NothingToDo"].contains($0.id) }
  return (course, findings)
}

/// Every text a course is made of, by its path within the course.
func readCourseFiles(_ folder: Folder) throws(GradusError) -> [String: String] {
  var files: [String: String] = [:]
  for name in folder.names(in: "Lessons") where name.hasSuffix(".md") || name == "references.yml" {
    let path = "Lessons/\(name)"
    files[path] = try folder.read(path)
  }
  return files
}

func absolutePath(_ path: String, in folder: String) -> String {
  URL(filePath: path, relativeTo: URL(filePath: folder + "/")).standardizedFileURL.path
    .droppingTrailingSlash
}

func shownPath(_ path: String, from folder: String) -> String {
  if path == folder { return "." }
  return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
}

extension String {
  fileprivate var droppingTrailingSlash: String {
    count > 1 && hasSuffix("/") ? String(dropLast()) : self
  }
}
