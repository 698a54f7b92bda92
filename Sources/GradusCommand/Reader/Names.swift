package import GradusLessons
import GradusSite

/// What the things that a text points at are called, the same as on the page: "Equation 3".
package struct Names: Hashable, Sendable {
  /// By the id in the text.
  package var targets: [String: String] = [:]
  /// By the key of the reference.
  package var citations: [String: String] = [:]

  package init() {}

  package init(_ lesson: Lesson, in course: Course, runs: [String: ExampleRun]) {
    targets = labelNames(lesson, runs)
    citations = Dictionary(
      course.references.map { ($0.key, shortName($0)) }, uniquingKeysWith: { first, _ in first })
  }

  func target(_ id: String) -> String {
    if let name = targets[id] { return name }
    // A figure has a number once its example has run.
    return id.hasPrefix("fig:") ? "the figure '\(id.dropFirst(4))'" : "'\(id)'"
  }

  func cited(_ keys: [String]) -> String {
    "(" + keys.map { citations[$0] ?? $0 }.joined(separator: "; ") + ")"
  }
}
