import GradusDiagnostics
import GradusLessons
import GradusMarkdown

/// One lesson as a page, with what search has to know about it.
func lessonPage(
  at index: Int, _ site: SiteContext
) -> (files: [SiteFile], rows: [String], diagnostics: [Diagnostic]) {
  let lesson = site.course.lessons[index]
  var writer = PageWriter(site, page: lesson.slug, document: lesson.document)
  var body = ""
  var sections: [[String: Any]] = []
  var records = [
    SearchRecord(page: lesson.slug, anchor: "", title: lesson.title, text: lesson.summary)
  ]
  for (position, block) in lesson.blocks.enumerated() {
    if position == 0, isTitle(block, of: lesson) { continue }
    if case .prose(let prose) = block, case .heading(let level, let content, _) = prose.kind {
      let anchor = site.labels.anchor(ofHeadingAt: prose.span, on: lesson.slug)
      let words = plainText(content)
      records.append(
        SearchRecord(page: lesson.slug, anchor: anchor, title: "\(lesson.title) › \(words)"))
      if level == 2 { sections.append(["anchor": anchor, "words": words]) }
    }
    records[records.count - 1].add(block)
    body += writer.html(block)
  }
  let words = writer.meanings()
  var values = shell(site, title: lesson.title, description: lesson.summary, path: lesson.slug)
  let neighbours = site.course.lessons
  let needs = lesson.needs.compactMap { site.course.lesson($0).map(link) }
  values["lesson"] = true
  values["scripts"] = scripts(writer)
  if !writer.modules.isEmpty { values["policy"] = policyWithModules }
  values["content"] = site.templates.render(
    "lesson",
    [
      "title": printed(lesson.title), "summary": printed(lesson.summary), "slug": lesson.slug,
      "part": site.course.parts.first { $0.lessons.contains(lesson.slug) }?.title ?? "",
      "minutes": lesson.minutes,
      "exercises": lesson.exercises.isEmpty ? "" : counted(lesson.exercises.count, "exercise"),
      "needs": needs, "hasNeeds": !needs.isEmpty,
      "goals": lesson.goals.map(printed), "body": body, "sections": sections,
      "words": words,
      "references": references(writer.cited, site.course), "hasReferences": !writer.cited.isEmpty,
      "previous": index > 0 ? link(to: neighbours[index - 1]) : [:],
      "hasPrevious": index > 0,
      "next": index + 1 < neighbours.count ? link(to: neighbours[index + 1]) : [:],
      "hasNext": index + 1 < neighbours.count,
      "edit": site.options.editURL?.replacing("{path}", with: lesson.path) ?? "",
    ])
  let file = SiteFile(path: "\(lesson.slug).html", text: site.templates.render("page", values))
  return ([file] + writer.replays + writer.modules, records.map(searchRow), writer.diagnostics)
}

/// What moves figures, on pages that have such.
private func scripts(_ writer: PageWriter) -> [[String: Any]] {
  (writer.replays.isEmpty ? [] : [["name": "replay.js"]])
    + (writer.modules.isEmpty ? [] : [["name": "live.js"]])
}

extension PageWriter {
  /// One block of a lesson; hints and checks stand in their exercise's card.
  mutating func html(_ block: LessonBlock) -> String {
    switch block {
    case .prose(let block): html(block)
    case .shared(let code): sharedCode(code)
    case .example(let example): html(example)
    case .exercise(let exercise): html(exercise)
    case .quiz(let quiz): html(quiz)
    case .sketch(let code): sketch(code)
    case .listing(let fence): listing(fence)
    case .check, .probe, .wrong, .hint: ""
    }
  }
}

/// The page's own title comes from the front matter; the same words as a first heading would stand twice.
private func isTitle(_ block: LessonBlock, of lesson: Lesson) -> Bool {
  guard case .prose(let prose) = block, case .heading(1, let content, _) = prose.kind else {
    return false
  }
  return plainText(content) == lesson.title
}

private func link(to lesson: Lesson) -> [String: Any] {
  ["href": "\(lesson.slug).html", "title": lesson.title]
}

private func references(_ keys: [String], _ course: Course) -> String {
  keys.compactMap { key in course.references.first { $0.key == key } }
    .map(bibliographyEntry).joined(separator: "\n")
}
