package import GradusDiagnostics
package import GradusLessons

/// What was found about one exercise: a value that terminals, JSON and pages are written from.
package struct Verdict: Hashable, Codable, Sendable {
  package enum Status: String, Hashable, Codable, Sendable, CaseIterable {
    case passed, failed, compileError, trapped, timedOut, endedEarly, outputLimit, memoryLimit
    case compileTimedOut, compilerCrashed
    /// The file was not taken in, or uses what a lesson does not allow.
    case refused
    /// The fault is the lesson's or ours, never the learner's.
    case broken
  }

  /// Raised when a reader of an older version would misunderstand a newer one.
  package static let currentVersion = 1

  package var version = Verdict.currentVersion
  package var exercise: ExerciseName
  package var status: Status
  package var checks: [CheckResult]
  /// What the compiler found in the learner's file, at its own lines.
  package var diagnostics: [Diagnostic]
  /// The lines of the learner's file that findings and traps are about, by number.
  package var quotedLines: [Int: String] = [:]
  /// A sentence about the whole, where the status has one.
  package var message: String?
  /// Whether it is the machine that cannot, such as a full disk, and nobody's code.
  package var isMachineAtFault: Bool?
  /// What the learner's program printed: capped, without control characters, unprefixed.
  package var output: String
  package var isOutputCut: Bool
  package var confinement: Confinement
  /// What the inputs were drawn from; with it they can be drawn again.
  package var seed: UInt64
  package var seconds: Double
  /// Such as "Swift 6.3.1".
  package var toolchain: String
  /// Whether it was taken from the cache instead of being run again.
  package var wasCached: Bool

  package init(
    exercise: ExerciseName, status: Status, checks: [CheckResult] = [],
    diagnostics: [Diagnostic] = [], message: String? = nil, output: String = "",
    isOutputCut: Bool = false, confinement: Confinement, seed: UInt64, seconds: Double = 0,
    toolchain: String = "", wasCached: Bool = false
  ) {
    self.exercise = exercise
    self.status = status
    self.checks = checks
    self.diagnostics = diagnostics
    self.message = message
    self.output = output
    self.isOutputCut = isOutputCut
    self.confinement = confinement
    self.seed = seed
    self.seconds = seconds
    self.toolchain = toolchain
    self.wasCached = wasCached
  }

  package var hasPassed: Bool { status == .passed }

  package var passedCount: Int { checks.filter { $0.outcome == .passed }.count }
}

/// What became of one check.
package struct CheckResult: Hashable, Codable, Sendable {
  package enum Outcome: Hashable, Codable, Sendable {
    case passed
    case failed(Failure)
    case trapped(Trap)
    case timedOut(seconds: Double, call: String?)
    case endedEarly(status: Int, call: String?)
    case outputLimit(bytes: Int)
    case memoryLimit(bytes: Int)
    /// The check's own code went wrong.
    case broken(String)
    case notRun(String)
  }

  package var index: Int
  package var name: String
  package var isHidden: Bool
  package var disclosure: CheckBlock.Disclosure
  /// How many times it was tried with new inputs.
  package var trials: Int
  package var outcome: Outcome

  package init(
    index: Int, name: String, isHidden: Bool, disclosure: CheckBlock.Disclosure, trials: Int,
    outcome: Outcome
  ) {
    self.index = index
    self.name = name
    self.isHidden = isHidden
    self.disclosure = disclosure
    self.trials = trials
    self.outcome = outcome
  }
}

/// How an answer was wrong.
package struct Failure: Hashable, Codable, Sendable {
  package struct Mistake: Hashable, Codable, Sendable {
    package var id: String
    package var message: String

    package init(id: String, message: String) {
      self.id = id
      self.message = message
    }
  }

  package var message: String
  /// A known mistake that gives exactly this answer.
  package var mistake: Mistake?
  package var call: String?
  package var expected: String?
  package var got: String?
  /// Where the answer differs most: `[2]`, `.loss`.
  package var worst: String?
  package var tolerance: Float?
  /// Why this tolerance.
  package var reason: String?
  /// Counted from 0.
  package var trial: Int

  package init(
    message: String, mistake: Mistake? = nil, call: String? = nil, expected: String? = nil,
    got: String? = nil, worst: String? = nil, tolerance: Float? = nil, reason: String? = nil,
    trial: Int = 0
  ) {
    self.message = message
    self.mistake = mistake
    self.call = call
    self.expected = expected
    self.got = got
    self.worst = worst
    self.tolerance = tolerance
    self.reason = reason
    self.trial = trial
  }
}

/// Why and where a program stopped itself.
package struct Trap: Hashable, Codable, Sendable {
  /// A sentence for the learner, without a full stop.
  package var reason: String
  /// In the learner's file, or in the lesson for an example.
  package var span: SourceSpan?
  /// The call during which it happened.
  package var call: String?

  package init(reason: String, span: SourceSpan? = nil, call: String? = nil) {
    self.reason = reason
    self.span = span
    self.call = call
  }
}
