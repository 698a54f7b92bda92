import GradusDiagnostics

/// The reading list and the folder have to agree.
func lessonsAreListedOnce(_ entries: [CourseEntry], lessons: [String: Lesson]) -> [Diagnostic] {
  var found: [Diagnostic] = []
  var first: [String: SourceSpan] = [:]
  for entry in entries {
    if lessons[entry.slug] == nil {
      found.append(
        .unknownLesson("\(entry.slug).md", known: lessons.keys.map { "\($0).md" }, at: entry.span))
    } else if let span = first[entry.slug] {
      found.append(.listedTwice(entry.slug, at: entry.span, first: span))
    }
    first[entry.slug] = first[entry.slug] ?? entry.span
  }
  for lesson in lessons.values where first[lesson.slug] == nil {
    found.append(.unlistedLesson(lesson.slug, at: SourceSpan(file: lesson.path, line: 1)))
  }
  if entries.isEmpty { found.append(.emptyCourse(SourceSpan(file: coursePath, line: 1))) }
  return found
}

extension Diagnostic {
  static func unknownLesson(_ name: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnknownLesson", at: span,
      "'\(name)' is not in Lessons/\(didYouMean(name, among: known))",
      fixes: ["write the lesson, or take it off the list"])
  }

  static func listedTwice(_ slug: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ListedTwice", at: span, "the lesson '\(slug)' is listed twice",
      notes: [Note("first listed here", at: first)], fixes: ["remove one of the two"])
  }

  static func unlistedLesson(_ slug: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnlistedLesson", at: span, "the lesson '\(slug)' is not listed in course.md",
      fixes: ["add '1. [Title](\(slug).md)' below a part in Lessons/course.md"])
  }

  static func emptyCourse(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "EmptyCourse", at: span, "the course lists no lessons",
      fixes: ["write '## Part' and below it a list '1. [Title](slug.md)'"])
  }
}
