package import GradusDiagnostics
package import GradusMarkdown

/// One Markdown file of the course, with the parts of its code by role.
package struct Lesson: Sendable {
  /// The file's name without its ending; stable, part of every exercise's name and of the URL.
  package var slug: String
  package var path: String
  package var title: String
  package var summary: String
  package var minutes: Int
  /// Slugs of the lessons to read before.
  package var needs: [String]
  package var goals: [String]
  package var limits: Limits
  package var document: Document
  /// The whole lesson in reading order; prose as it is, code by its role.
  package var blocks: [LessonBlock]
  package var examples: [Example]
  package var exercises: [Exercise]
  package var quizzes: [Quiz]
}

/// What a learner's program may use up; nil means the default of the runner.
package struct Limits: Hashable, Codable, Sendable {
  /// Wall-clock seconds for one check or example.
  package var seconds: Double?
  /// Megabytes of address space.
  package var memory: Int?
  /// Kilobytes of captured output.
  package var output: Int?

  package init(seconds: Double? = nil, memory: Int? = nil, output: Int? = nil) {
    self.seconds = seconds
    self.memory = memory
    self.output = output
  }
}

/// One block of a lesson, as a page or a terminal shows it.
package enum LessonBlock: Sendable {
  case prose(Block)
  case shared(CodeBlock)
  /// The example with this id; its expected output stands in the value itself.
  case example(Example)
  case exercise(Exercise)
  /// A visible check of the exercise with this id.
  case check(CheckBlock, exercise: String)
  case probe(CodeBlock, exercise: String)
  case wrong(WrongAnswer, exercise: String)
  case hint([Block], exercise: String, number: Int)
  case quiz(Quiz)
  /// Pseudo code: shown, never run.
  case sketch(CodeBlock)
  /// A code block in another language.
  case listing(CodeFence)
}

/// Swift from a lesson, with the place where it stands.
package struct CodeBlock: Hashable, Sendable {
  package var text: String
  package var file: String
  /// Line of the file in which the text begins.
  package var firstLine: Int
  /// How many columns the code stands to the right in the file.
  package var indentation: Int
  package var span: SourceSpan

  package init(text: String, file: String, firstLine: Int, indentation: Int, span: SourceSpan) {
    self.text = text
    self.file = file
    self.firstLine = firstLine
    self.indentation = indentation
    self.span = span
  }
}

/// A question with a task list of answers, each with its reason.
package struct Quiz: Hashable, Sendable {
  package struct Option: Hashable, Sendable {
    package var isRight: Bool
    package var text: [Inline]
    package var reason: [Inline]
    package var span: SourceSpan
  }

  package var id: String
  package var question: [Block]
  package var options: [Option]
  package var span: SourceSpan
  /// The example whose outcome the page covers until the reader has answered.
  package var predicts: String? = nil
}
