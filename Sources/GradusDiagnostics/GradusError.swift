/// Something this machine could not do.
package struct GradusError: Error, Hashable, Codable, Sendable {
  package enum Code: String, Codable, Sendable {
    case toolchainMissing, runtimeMissing, cmarkMissing, sandboxUnavailable
    case notACourse, notAWorkspace, unreadable, unwritable
    /// The lesson cannot be used as it is; nothing is wrong with this machine.
    case lessonAtFault
    case internalFault
  }

  package var code: Code
  /// The file, folder or program that it is about.
  package var subject: String
  /// What the system said, in its own words.
  package var underlying: String?
  /// What to type or to do; never empty.
  package var fix: String

  package init(_ code: Code, subject: String, underlying: String? = nil, fix: String) {
    precondition(!fix.isEmpty, "an error of this machine must say what to do about it")
    self.code = code
    self.subject = subject
    self.underlying = underlying
    self.fix = fix
  }
}

extension GradusError: CustomStringConvertible {
  package var description: String {
    let reason = underlying.map { " (\($0))" } ?? ""
    return "\(headline)\(reason)\n  fix: \(fix)"
  }

  private var headline: String {
    switch code {
    case .toolchainMissing: "cannot find \(subject), which compiles the exercises"
    case .runtimeMissing: "cannot find \(subject), which every exercise is linked with"
    case .cmarkMissing: "cannot find \(subject), which reads the lessons"
    case .sandboxUnavailable: "cannot confine programs here: \(subject)"
    case .notACourse: "'\(subject)' is not a course: it has no Lessons/course.md"
    case .notAWorkspace: "'\(subject)' is not a workspace"
    case .unreadable: "cannot read \(subject)"
    case .unwritable: "cannot write \(subject)"
    case .lessonAtFault: "the lesson is at fault: \(subject)"
    case .internalFault: "a fault of Gradus itself: \(subject)"
    }
  }
}
