import GradusDiagnostics
import GradusMarkdown

/// A `{#id}` that names nothing would be printed as it stands.
func noStrayLabels(_ lesson: Lesson) -> [Diagnostic] {
  var found: [Diagnostic] = []
  visit(lesson.document, block: { _ in }) { inline in
    guard case .text(let text) = inline.kind, let range = text.firstRange(of: "{#") else { return }
    var span = inline.span
    span.start.column += text[..<range.lowerBound].utf8.count
    span.end = max(span.start, span.end)
    found.append(.strayLabel(span))
  }
  return found
}

extension Diagnostic {
  static func strayLabel(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "StrayLabel", at: span, "a label here names nothing and would be printed as it stands",
      fixes: ["put it at the end of a heading, of '$$ … $$', of a fence or below a table"])
  }
}
