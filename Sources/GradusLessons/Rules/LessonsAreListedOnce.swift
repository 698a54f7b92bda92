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
  for lesson in lessons.values where !isSlug(lesson.slug) {
    found.append(.badFileName(lesson.slug, at: SourceSpan(file: lesson.path, line: 1)))
  }
  if entries.isEmpty { found.append(.emptyCourse(SourceSpan(file: coursePath, line: 1))) }
  return found
}

/// Whether a lesson's name can be a folder, a page and the first half of an exercise's name.
private func isSlug(_ name: String) -> Bool {
  let letters = name.utf8.allSatisfy {
    ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
      || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) || $0 == UInt8(ascii: "-")
  }
  return letters && !name.isEmpty && !["index", "404", "assets"].contains(name)
}

extension Diagnostic {
  static func badFileName(_ slug: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "BadFileName", at: span, "a lesson cannot be called '\(slug)'",
      explanation: "its file's name becomes a folder, a page and part of every exercise's name",
      fixes: ["use small letters, digits and '-'; 'index', '404' and 'assets' are taken"])
  }

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
