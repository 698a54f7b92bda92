import GradusDiagnostics
import GradusMarkdown

/// Every `[@key]` has to stand in references.yml.
func citationsResolve(_ course: Course) -> [Diagnostic] {
  let known = course.references.map(\.key)
  var found: [Diagnostic] = []
  for lesson in course.lessons {
    visit(lesson.document, block: { _ in }) { inline in
      guard case .citation(let keys) = inline.kind else { return }
      for key in keys where !known.contains(key) {
        found.append(.unknownSource(key, known: known, at: inline.span))
      }
    }
  }
  return found
}

extension Diagnostic {
  static func unknownSource(_ key: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnknownSource", at: span,
      "'\(key)' is no source in references.yml\(didYouMean(key, among: known))",
      fixes: ["add '\(key):' with authors, title and year to Lessons/references.yml"])
  }
}
