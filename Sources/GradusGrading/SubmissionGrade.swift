package import GradusDiagnostics
package import GradusLessons

/// What one student gets for one submission.
package struct SubmissionGrade: Hashable, Codable, Sendable {
  package var student: String
  /// SHA-256 of the exercise files that were taken; the same files have the same hash.
  package var hash: String
  /// Which folder of the submission holds the exercise files, such as "" or "workspace/"; nil in an
  /// archive, whose files no repository has.
  package var workspace: String?
  /// When it was handed in, how often, how late: as the class's own list says it, passed through.
  package var handedIn: HandedIn
  /// Why nothing could be taken from it, such as a damaged archive.
  package var problem: Diagnostic?
  /// Every exercise of the course, in course order.
  package var exercises: [ExerciseGrade]
  package var points: Points
  package var maxPoints: Points

  package init(
    student: String, hash: String, workspace: String? = nil, handedIn: HandedIn = HandedIn(),
    problem: Diagnostic? = nil, exercises: [ExerciseGrade]
  ) {
    self.student = student
    self.hash = hash
    self.workspace = workspace
    self.handedIn = handedIn
    self.problem = problem
    self.exercises = exercises
    points = exercises.map(\.points).sum()
    maxPoints = exercises.map(\.maxPoints).sum()
  }

  /// Whether the lesson or this machine was at fault somewhere: then it has to be graded again.
  package var isBroken: Bool { exercises.contains { $0.status == .broken } }
}

/// What the class's own list says about a submission; Gradus passes it through and judges nothing by it.
package struct HandedIn: Hashable, Codable, Sendable {
  /// In the list's own words, ISO 8601 where it has a choice.
  package var submittedAt: String?
  package var attempt: Int?
  package var late: String?
  /// Everything else that the list says.
  package var more: [String: String]?

  package init(
    submittedAt: String? = nil, attempt: Int? = nil, late: String? = nil,
    more: [String: String]? = nil
  ) {
    self.submittedAt = submittedAt
    self.attempt = attempt
    self.late = late
    self.more = more
  }
}

/// What one exercise of one submission is worth, and why.
package struct ExerciseGrade: Hashable, Codable, Sendable {
  package enum Status: String, Hashable, Codable, Sendable, CaseIterable {
    case passed, failed, trapped, timedOut, endedEarly, outputLimit, memoryLimit
    /// Not gradable: there was nothing to run.
    case compileError, compileTimedOut, compilerCrashed, refused, missing
    /// The lesson or this machine is at fault, never the student.
    case broken
  }

  package var name: ExerciseTitle
  package var status: Status
  /// False when there was nothing to run: then `points` is 0 because nothing could be judged.
  package var gradable: Bool
  package var points: Points
  package var maxPoints: Points
  /// SHA-256 of the student's file; nil when it is missing.
  package var fileHash: String?
  /// A sentence about the whole, where the status has one.
  package var message: String?
  /// In the order of the lesson; empty when it is not gradable.
  package var checks: [CheckGrade]
  /// What the compiler or the intake found in the student's file, at its own lines.
  package var diagnostics: [Diagnostic]
  /// The lines that findings and traps are about, by number.
  package var quotedLines: [Int: String]
  /// What the program printed: capped, without control characters.
  ///
  /// It is for the instructor: students get it only where nothing is hidden from them.
  package var output: String
  package var isOutputCut: Bool

  package init(
    name: ExerciseTitle, status: Status, points: Points, maxPoints: Points,
    fileHash: String? = nil, message: String? = nil, checks: [CheckGrade] = [],
    diagnostics: [Diagnostic] = [], quotedLines: [Int: String] = [:], output: String = "",
    isOutputCut: Bool = false
  ) {
    self.name = name
    self.status = status
    gradable = status.isGradable
    self.points = points
    self.maxPoints = maxPoints
    self.fileHash = fileHash
    self.message = message
    self.checks = checks
    self.diagnostics = diagnostics
    self.quotedLines = quotedLines
    self.output = output
    self.isOutputCut = isOutputCut
  }
}

extension ExerciseGrade.Status {
  package var isGradable: Bool {
    switch self {
    case .passed, .failed, .trapped, .timedOut, .endedEarly, .outputLimit, .memoryLimit: true
    case .compileError, .compileTimedOut, .compilerCrashed, .refused, .missing, .broken: false
    }
  }

  /// As a table or a sentence says it.
  package var words: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .trapped: "stopped itself"
    case .timedOut: "too slow"
    case .endedEarly: "ended early"
    case .outputLimit: "printed too much"
    case .memoryLimit: "too much memory"
    case .compileError: "not gradable: does not compile"
    case .compileTimedOut: "not gradable: the compiler was stopped"
    case .compilerCrashed: "not gradable: the compiler crashed"
    case .refused: "not gradable: not taken"
    case .missing: "not gradable: missing"
    case .broken: "not graded: the lesson or this machine is at fault"
    }
  }
}

/// What became of one check, and what it was worth.
package struct CheckGrade: Hashable, Codable, Sendable {
  package enum Outcome: String, Hashable, Codable, Sendable, CaseIterable {
    case passed, failed, trapped, timedOut, endedEarly, outputLimit, memoryLimit, broken, notRun
  }

  package var name: String
  /// Students do not have it: reports for them must be written from ``SubmissionGrade/forTheStudent()``.
  package var hidden: Bool
  package var disclosure: CheckBlock.Disclosure
  package var outcome: Outcome
  package var points: Points
  package var maxPoints: Points
  /// Why it did not pass.
  package var message: String?
  /// The name of a mistake that gives exactly this answer; its sentence is the message.
  package var mistake: String?
  package var call: String?
  package var expected: String?
  package var got: String?
  /// Where the answer differs most: `[2]`, `.loss`.
  package var worst: String?
  package var tolerance: Float?
  /// Why this tolerance.
  package var reason: String?
  /// Which try it was, counted from 1, and of how many.
  package var trial: Int?
  package var trials: Int
  /// Where the program stopped itself, in the student's file.
  package var place: SourceSpan?

  package init(
    name: String, hidden: Bool, disclosure: CheckBlock.Disclosure, outcome: Outcome,
    points: Points, maxPoints: Points, trials: Int
  ) {
    self.name = name
    self.hidden = hidden
    self.disclosure = disclosure
    self.outcome = outcome
    self.points = points
    self.maxPoints = maxPoints
    self.trials = trials
  }
}
