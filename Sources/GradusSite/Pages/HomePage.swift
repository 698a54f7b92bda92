import GradusDiagnostics
import GradusLessons
import GradusMarkdown

/// The front page: what the course is, then its parts and lessons.
func homePage(_ site: SiteContext) -> (file: SiteFile, diagnostics: [Diagnostic]) {
  let course = site.course
  var writer = PageWriter(site, page: "index", document: course.document)
  var prose = ""
  // Everything above the first part; the lists below it are written from the lessons themselves.
  for block in course.document.blocks {
    if case .heading(let level, let content, _) = block.kind {
      if level == 1, plainText(content) == course.title { continue }
      if course.parts.contains(where: { $0.title == plainText(content) }) { break }
    }
    prose += writer.html(block)
  }
  var number = 0
  let parts = course.parts.map { part -> [String: Any] in
    let lessons = part.lessons.compactMap(course.lesson).map { lesson -> [String: Any] in
      number += 1
      return entry(lesson, number, course)
    }
    return ["title": part.title, "anchor": headingID(part.title), "lessons": lessons]
  }
  let minutes = course.lessons.map(\.minutes).reduce(0, +)
  var values = shell(site, title: course.title, description: course.summary, path: "index")
  values["content"] = site.templates.render(
    "home",
    [
      "title": course.title, "summary": printed(course.summary), "prose": prose, "parts": parts,
      "map": prerequisiteMap(course), "glossary": !course.glossary.isEmpty,
      "first": course.lessons.first.map { "\($0.slug).html" } ?? "",
      "count": counted(course.lessons.count, "lesson"),
      "exercises": counted(course.exercises.count, "exercise"),
      "hours": minutes < 90 ? "\(minutes) minutes" : "about \((minutes + 30) / 60) hours",
    ])
  return (
    SiteFile(path: "index.html", text: site.templates.render("page", values)), writer.diagnostics
  )
}

private func entry(_ lesson: Lesson, _ number: Int, _ course: Course) -> [String: Any] {
  let needs = lesson.needs.compactMap(course.lesson).map {
    ["href": "\($0.slug).html", "title": $0.title]
  }
  return [
    "number": number, "href": "\(lesson.slug).html", "slug": lesson.slug, "title": lesson.title,
    "summary": printed(lesson.summary), "minutes": lesson.minutes,
    "exercises": lesson.exercises.isEmpty ? "" : counted(lesson.exercises.count, "exercise"),
    "exerciseCount": lesson.exercises.count, "needs": needs, "hasNeeds": !needs.isEmpty,
  ]
}

/// What a reader sees who followed a link to nothing.
///
/// A server may show it at any depth, so with a base URL its links are whole addresses.
func notFoundPage(_ site: SiteContext) -> SiteFile {
  let root = site.options.baseURL ?? ""
  var values = shell(
    site, title: "Not here", description: "This page does not exist.", path: "404", root: root)
  values["content"] = site.templates.render("notfound", ["root": root])
  return SiteFile(path: "404.html", text: site.templates.render("page", values))
}
