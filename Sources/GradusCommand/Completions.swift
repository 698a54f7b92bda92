import ArgumentParser
import GradusLessons
import GradusWorkspace

/// What the Tab key offers for names that only the course knows; asked for when it is pressed.
extension CompletionKind {
  static var exercises: CompletionKind { names { $0.tasks.map(\.name.description) } }

  static var exercisesAndLessons: CompletionKind {
    names { $0.course.lessons.map(\.slug) + $0.tasks.map(\.name.description) }
  }

  static var lessons: CompletionKind { names { $0.course.lessons.map(\.slug) } }

  static var examples: CompletionKind {
    names { $0.course.lessons.flatMap(\.examples).map(\.key) }
  }

  private static func names(_ all: @escaping @Sendable (Session) -> [String]) -> CompletionKind {
    // Bash shows whatever is offered, whether it begins with what was typed or not.
    .custom { words, _, typed in
      session(for: words).map(all)?.filter { $0.hasPrefix(typed) } ?? []
    }
  }
}

/// The course and the workspace that a command line is about, however far it has been typed.
private func session(for words: [String]) -> Session? {
  let places = words.indices.dropLast().filter { ["--course", "--workspace"].contains(words[$0]) }
  guard let options = try? CommonOptions.parse(places.flatMap { words[$0...($0 + 1)] }) else {
    return nil
  }
  return try? Session(options)
}

/// The names that can stand where a command is expected: of lessons and of exercises.
func namesInCourse(for words: [String]) -> [String] {
  session(for: words)?.tasks.flatMap { [$0.name.lesson, $0.name.exercise] } ?? []
}
