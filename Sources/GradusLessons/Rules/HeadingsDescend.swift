import GradusDiagnostics
import GradusMarkdown

/// A screen reader walks by headings: the title first, then no level left out.
func headingsDescend(_ lesson: Lesson) -> [Diagnostic] {
  var found: [Diagnostic] = []
  var last = 0
  for block in lesson.document.blocks {
    guard case .heading(let level, _, _) = block.kind else { continue }
    if last == 0, level != 1 { found.append(.firstHeading(block.span)) }
    if last > 0, level == 1 { found.append(.secondTitle(block.span)) }
    if last > 0, level > last + 1 { found.append(.skippedLevel(level, last: last, at: block.span)) }
    last = level
  }
  return found
}

extension Diagnostic {
  static func firstHeading(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "HeadingLevel", at: span, "the first heading of a lesson is its title",
      fixes: ["begin it with a single '#'"])
  }

  static func secondTitle(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "HeadingLevel", at: span, "a lesson has one title, and this is a second",
      fixes: ["begin it with '##'"])
  }

  static func skippedLevel(_ level: Int, last: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "HeadingLevel", at: span, "a level-\(level) heading stands below a level-\(last) one",
      fixes: ["change it to level \(last + 1)"])
  }
}
