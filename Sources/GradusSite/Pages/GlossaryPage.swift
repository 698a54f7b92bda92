import GradusDiagnostics
import GradusLessons
import GradusMarkdown

/// Every word of the glossary on one page; nil for a course without words.
func glossaryPage(_ site: SiteContext) -> (file: SiteFile, diagnostics: [Diagnostic])? {
  guard !site.course.glossary.isEmpty else { return nil }
  var writer = PageWriter(
    site, page: "glossary", document: Document(path: glossaryPath))
  let words = site.course.glossary.map { writer.meaning($0) }.joined()
  var values = shell(
    site, title: "Glossary", description: "The words of the course, and what they mean.",
    path: "glossary")
  values["content"] = site.templates.render("glossary", ["words": words])
  return (
    SiteFile(path: "glossary.html", text: site.templates.render("page", values)),
    writer.diagnostics
  )
}
