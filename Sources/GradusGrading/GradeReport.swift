/// What came of grading a class: the one value that every report is written from.
///
/// Nothing in it depends on how busy the machine was, on the order in which submissions were judged
/// or on which of several machines did it: no durations, no host names, no paths. So two runs with one
/// seed give the same bytes, and shards merge into what one machine would have written.
package struct GradeReport: Hashable, Codable, Sendable {
  /// Raised when a reader of an older version would misunderstand a newer one.
  package static let currentSchema = "gradus-grade/1"

  package var schema = GradeReport.currentSchema
  package var grading: Grading
  /// What was asked, in course order.
  package var exercises: [ExerciseAsked]
  /// In the order of the students' names, byte by byte.
  package var submissions: [SubmissionGrade]

  package init(
    grading: Grading, exercises: [ExerciseAsked], submissions: [SubmissionGrade]
  ) {
    self.grading = grading
    self.exercises = exercises
    self.submissions = submissions.sorted {
      $0.student.utf8.lexicographicallyPrecedes($1.student.utf8)
    }
  }

  package var maxPoints: Points { exercises.map(\.points).sum() }
}

/// Under what a class was graded: everything that can change a verdict, and when it was.
package struct Grading: Hashable, Codable, Sendable {
  package var course: String
  /// SHA-256 of every file of the course.
  package var courseHash: String
  /// SHA-256 of the neural-net core that programs were linked with.
  package var coreHash: String
  /// Such as "Swift 6.3.1".
  package var toolchain: String
  package var confinement: ConfinementReport
  /// What all inputs were drawn from; below 2^53, so that every reader of JSON keeps it whole.
  package var seed: UInt64
  /// When grading began, in UTC: "2026-11-21T09:30:00Z".
  ///
  /// Submission times are the submissions' own.
  package var gradedAt: String
  /// Which part of the class this is; nil for all of it.
  package var shard: Shard?
  /// Such as "0.1.0".
  package var gradus: String

  package init(
    course: String, courseHash: String, coreHash: String, toolchain: String,
    confinement: ConfinementReport, seed: UInt64, gradedAt: String, shard: Shard?, gradus: String
  ) {
    self.course = course
    self.courseHash = courseHash
    self.coreHash = coreHash
    self.toolchain = toolchain
    self.confinement = confinement
    self.seed = seed
    self.gradedAt = gradedAt
    self.shard = shard
    self.gradus = gradus
  }
}

/// How far submissions were kept away from the machine.
package struct ConfinementReport: Hashable, Codable, Sendable {
  package enum Level: String, Hashable, Codable, Sendable, CaseIterable {
    case confined, partly, unconfined
  }

  package var level: Level
  /// As a sentence says it: "confined", "partly confined (no Landlock)".
  package var words: String

  package init(level: Level, words: String) {
    self.level = level
    self.words = words
  }
}

/// An exercise of the course as it was asked.
package struct ExerciseAsked: Hashable, Codable, Sendable {
  package var name: ExerciseTitle
  package var points: Points
  /// SHA-256 of all that judges it: starter, solution, checks, probes, shared code, limits.
  package var hash: String
  /// What students see of its checks; hidden ones are not among them.
  package var checks: [CheckAsked]?

  package init(name: ExerciseTitle, points: Points, hash: String, checks: [CheckAsked]? = nil) {
    self.name = name
    self.points = points
    self.hash = hash
    self.checks = checks
  }
}

/// A check as the lesson writes it.
package struct CheckAsked: Hashable, Codable, Sendable {
  /// Nil where the lesson computes it.
  package var name: String?
  package var code: String

  package init(name: String?, code: String) {
    self.name = name
    self.code = code
  }
}

/// An exercise's name as one word: "bce/bceWithLogits".
package typealias ExerciseTitle = String
