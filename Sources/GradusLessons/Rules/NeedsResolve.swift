import GradusDiagnostics
import GradusMarkdown

/// What a lesson needs has to come before it; this rules out circles as well.
func needsResolve(_ course: Course) -> [Diagnostic] {
  var earlier: [String] = []
  var found: [Diagnostic] = []
  let all = course.lessons.map(\.slug)
  for lesson in course.lessons {
    let entry = lesson.document.frontMatter?["needs"]
    for need in lesson.needs where !earlier.contains(need) {
      var span = entry?.valueSpan ?? SourceSpan(file: lesson.path, line: 1)
      if case .list(let items)? = entry?.value {
        span = items.first { $0.value == FrontMatterValue.scalar(need) }?.span ?? span
      }
      found.append(
        all.contains(need)
          ? .needComesLater(need, at: span) : .unknownNeed(need, known: all, at: span))
    }
    earlier.append(lesson.slug)
  }
  return found
}

extension Diagnostic {
  static func unknownNeed(_ slug: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnknownNeed", at: span,
      "'\(slug)' names no lesson of this course\(didYouMean(slug, among: known))",
      fixes: ["write the slug of a lesson, without '.md'"])
  }

  static func needComesLater(_ slug: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "NeedComesLater", at: span,
      "the lesson needs '\(slug)', which comes after it or is itself",
      fixes: ["change the order in Lessons/course.md, or what the lesson needs"])
  }
}
