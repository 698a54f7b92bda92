package import GradusDiagnostics
package import GradusMarkdown

/// How an exercise is called everywhere: `bce/bceWithLogits`.
package struct ExerciseName: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  package var lesson: String
  package var exercise: String

  package init(lesson: String, exercise: String) {
    self.lesson = lesson
    self.exercise = exercise
  }

  /// Reads "lesson/exercise"; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.init(lesson: String(parts[0]), exercise: String(parts[1]))
  }

  package var description: String { "\(lesson)/\(exercise)" }

  package static func < (left: ExerciseName, right: ExerciseName) -> Bool {
    (left.lesson, left.exercise) < (right.lesson, right.exercise)
  }
}

/// Something the learner writes, and how it is judged.
package struct Exercise: Hashable, Sendable {
  package var name: ExerciseName
  package var points: Int
  /// The block as the author wrote it, both branches of `#if SOLUTION` included.
  package var code: CodeBlock
  /// What the learner starts from.
  package var starter: String
  /// The author's answer, line for line where it stands in the block (other lines are empty).
  package var solution: String
  /// Earlier exercises of the lesson whose solutions are compiled beside it.
  package var uses: [Exercise]
  /// The prose between the last heading and the block.
  package var task: [Block]
  /// Shared code above it, in order.
  package var shared: [CodeBlock]
  package var probes: [CodeBlock]
  package var checks: [CheckBlock]
  package var wrongs: [WrongAnswer]
  /// One list of blocks a hint, in the order in which they are given.
  package var hints: [[Block]]
  /// For each hint the mistake that it answers, where its marker names one: `> [!HINT] no-bias`.
  package var hintTargets: [HintTarget?] = []
  /// What the solution answers to each call of the visible checks, in a course released without it.
  ///
  /// The solution is then what the learner starts from.
  package var answers: String? = nil
}

/// The mistake that a hint answers, and where the lesson names it.
package struct HintTarget: Hashable, Sendable {
  package var mistake: String
  package var span: SourceSpan

  package init(mistake: String, span: SourceSpan) {
    self.mistake = mistake
    self.span = span
  }
}

extension Exercise {
  /// The hint to open next; nil when all are open.
  ///
  /// One that answers the mistake just recognised comes first, one that answers another mistake last.
  package func nextHint(opened: [Int], mistake: String?) -> Int? {
    let closed = hints.indices.filter { !opened.contains($0) }
    func target(_ index: Int) -> String? {
      hintTargets.indices.contains(index) ? hintTargets[index]?.mistake : nil
    }
    return closed.first { mistake != nil && target($0) == mistake }
      ?? closed.first { target($0) == nil } ?? closed.first
  }
}

/// The judge's code for an exercise.
package struct CheckBlock: Hashable, Sendable {
  package enum Disclosure: String, Hashable, Sendable, Codable, CaseIterable {
    /// Input, expected and got are shown.
    case full
    /// What was expected stays hidden.
    case actual
    /// Only whether it passed.
    case none
  }

  package var code: CodeBlock
  package var isHidden: Bool
  /// Wall-clock seconds for each check in the block; nil means the lesson's limit.
  package var seconds: Double?
  package var disclosure: Disclosure
}

/// A tempting wrong answer, of which the build proves that it fails with its own message.
package struct WrongAnswer: Hashable, Sendable {
  package var code: CodeBlock
  /// The id of the mistake that has to be recognised, or "trap", "timeout" or "compile-error".
  package var mistake: String
}

/// A small program that runs when the course is verified; its output is shown below it.
package struct Example: Hashable, Sendable {
  package var lesson: String
  package var id: String
  /// The whole program, hidden lines included.
  package var code: CodeBlock
  /// Whether it must not compile, or must trap.
  package var fails: Bool
  package var expectedOutput: CodeBlock?
  /// Shared code above it, in order.
  package var shared: [CodeBlock]
  /// What the page shows.
  package var visibleText: String
  package var hiddenLineCount: Int
  /// Whether a reader can run it in the page: then it is compiled for that, too.
  package var isLive = false

  /// "bce/prices": the key of its run.
  package var key: String { "\(lesson)/\(id)" }
}
