package import GradusDiagnostics
import GradusMarkdown

/// Reads a whole course from its texts.
///
/// - Parameter files: the course's files by path: "Lessons/course.md", every other "Lessons/*.md",
///   among them "Lessons/glossary.md" if there is one, and "Lessons/references.yml".
/// - Parameter holdingRules: whether the rules for authors are tried too. They take as long as the
///   reading, and a learner who types `gradus list` does not see what they find.
/// - Returns: all that could be read, and everything that is wrong with it. One bad lesson never hides
///   the others.
package func readCourse(
  _ files: [String: String], holdingRules: Bool = true
) -> (Course, [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  let (document, found) = parseDocument(files[coursePath] ?? "", path: coursePath)
  diagnostics += found
  var front = FrontMatterFields(document, known: ["title", "summary"])
  let title = front.text("title")
  let summary = front.text("summary")
  diagnostics += front.diagnostics

  let sources = files.sorted { $0.key < $1.key }.compactMap { path, text in
    slug(ofPath: path).map { (slug: $0, path: path, text: text) }
  }
  let read = inParallel(sources.count + 2) { number -> CourseFile in
    // The bibliography first: YAML takes as long as three lessons.
    if number == 0 { return .references(readReferences(files[referencesPath] ?? "")) }
    if number == 1 { return .glossary(readGlossary(files[glossaryPath] ?? "")) }
    let (slug, path, text) = sources[number - 2]
    return .lesson(readLesson(text, slug: slug, path: path, holdingRules: holdingRules))
  }
  var references: [Reference] = []
  var glossary: [Term] = []
  var lessons: [String: Lesson] = [:]
  for file in read {
    switch file {
    case .references(let (all, found)):
      references = all
      diagnostics += found
    case .glossary(let (words, found)):
      glossary = words
      diagnostics += found
    case .lesson(let (lesson, found)):
      lessons[lesson.slug] = lesson
      diagnostics += found
    }
  }
  let parts = readParts(document)
  let listed = parts.flatMap(\.entries)
  diagnostics += lessonsAreListedOnce(listed, lessons: lessons)
  let course = Course(
    title: title, summary: summary, document: document,
    parts: parts.map {
      Part(
        title: $0.title, lessons: $0.entries.map(\.slug).filter { lessons[$0] != nil },
        span: $0.span)
    },
    lessons: unique(listed.map(\.slug)).compactMap { lessons[$0] }, references: references,
    glossary: glossary)
  if holdingRules { diagnostics += checkCourse(course) }
  return (course, diagnostics.inReadingOrder())
}

/// A file of a course as it was read, with what is wrong in it.
private enum CourseFile: Sendable {
  case references(([Reference], [Diagnostic]))
  case glossary(([Term], [Diagnostic]))
  case lesson((Lesson, [Diagnostic]))
}

package let coursePath = "Lessons/course.md"
package let referencesPath = "Lessons/references.yml"

/// The slug of a lesson file, or nil when the path is none.
package func slug(ofPath path: String) -> String? {
  guard path.hasPrefix("Lessons/"), path.hasSuffix(".md"), path != coursePath,
    path != glossaryPath
  else { return nil }
  let name = path.dropFirst("Lessons/".count).dropLast(".md".count)
  return name.contains("/") ? nil : String(name)
}

/// A line of the reading list.
struct CourseEntry {
  var slug: String
  var span: SourceSpan
}

struct CourseSection {
  var title: String
  var span: SourceSpan
  var entries: [CourseEntry]
}

/// The headings of level 2 and the lessons that the lists below them link to.
func readParts(_ document: Document) -> [CourseSection] {
  var parts: [CourseSection] = []
  for block in document.blocks {
    switch block.kind {
    case .heading(level: 2, let content, _):
      parts.append(CourseSection(title: plainText(content), span: block.span, entries: []))
    case .list(let list) where !parts.isEmpty:
      for item in list.items {
        guard case .paragraph(let content)? = item.blocks.first?.kind else { continue }
        for inline in content {
          if case .link(let destination, _, _) = inline.kind, destination.hasSuffix(".md") {
            parts[parts.count - 1].entries.append(
              CourseEntry(slug: String(destination.dropLast(3)), span: inline.span))
          }
        }
      }
    default: break
    }
  }
  return parts
}

func unique<T: Hashable>(_ values: [T]) -> [T] {
  var seen: Set<T> = []
  return values.filter { seen.insert($0).inserted }
}
