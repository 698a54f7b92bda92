import Foundation

/// What surrounds the program, read once at the start and passed on as a value.
struct Environment: Hashable, Sendable {
  var variables: [String: String]
  var folder: String
  var executable: String

  static func current() -> Environment {
    Environment(
      variables: ProcessInfo.processInfo.environment,
      folder: FileManager.default.currentDirectoryPath,
      executable: Bundle.main.executablePath ?? CommandLine.arguments[0])
  }

  /// How the learner called us, so that a suggestion can be typed as it stands.
  var call: String {
    guard let typed = variables["GRADUS_CALL"], !typed.isEmpty else { return "gradus" }
    return typed
  }

  /// The folder Gradus was cloned into: told by the launcher, else found above the executable.
  var home: String? {
    if let home = variables["GRADUS_HOME"], !home.isEmpty { return home }
    return ancestor(of: executable, with: "Lessons/course.md")
  }
}

/// The nearest folder, from this one upwards, that contains something.
func ancestor(of path: String, with entry: String) -> String? {
  var parts = path.split(separator: "/", omittingEmptySubsequences: true)
  while true {
    let folder = "/" + parts.joined(separator: "/")
    let candidate = folder == "/" ? "/\(entry)" : "\(folder)/\(entry)"
    if FileManager.default.fileExists(atPath: candidate) { return folder }
    guard !parts.isEmpty else { return nil }
    parts.removeLast()
  }
}

/// A time that sorts as text and is legal in file names everywhere: `2026-11-21T043847.123Z`.
func backupTime(_ date: Date = Date()) -> String {
  let format = DateFormatter()
  format.locale = Locale(identifier: "en_US_POSIX")
  format.timeZone = TimeZone(secondsFromGMT: 0)
  format.dateFormat = "yyyy-MM-dd'T'HHmmss.SSS'Z'"
  return format.string(from: date)
}
