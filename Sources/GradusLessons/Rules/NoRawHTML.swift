import GradusDiagnostics
import GradusMarkdown

/// HTML in a lesson would reach the page unchecked and the terminal as noise.
func noRawHTML(_ lesson: Lesson) -> [Diagnostic] {
  var found: [Diagnostic] = []
  visit(
    lesson.document,
    block: { block in
      if case .html(let text) = block.kind, !text.hasPrefix("<!--") {
        found.append(.rawHTML(block.span))
      }
    },
    inline: { inline in
      if case .html(let text) = inline.kind, !text.hasPrefix("<!--") {
        found.append(.rawHTML(inline.span))
      }
    })
  return found
}

extension Diagnostic {
  static func rawHTML(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "RawHTML", at: span, "HTML is not allowed in a lesson",
      fixes: ["write it in Markdown; write `<` as '\\<' where you mean the sign"])
  }
}
