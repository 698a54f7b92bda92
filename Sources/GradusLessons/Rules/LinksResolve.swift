import GradusDiagnostics
import GradusMarkdown

/// Every link inside the course has to lead somewhere.
func linksResolve(_ course: Course) -> [Diagnostic] {
  var found: [Diagnostic] = []
  let anchors = Dictionary(
    uniqueKeysWithValues: course.lessons.map { ($0.slug, $0.anchors) })
  for lesson in course.lessons {
    let own = anchors[lesson.slug, default: []]
    visit(lesson.document, block: { _ in }) { inline in
      switch inline.kind {
      case .reference(let id) where !own.contains(id):
        found.append(.unknownAnchor(id, known: own, at: inline.span))
      case .link(let destination, _, let content):
        if content.isEmpty { found.append(.linkWithoutText(inline.span)) }
        found += problem(with: destination, at: inline.span, own: own, anchors: anchors)
      case .image: found.append(.imageFile(inline.span))
      default: break
      }
    }
  }
  return found + linksOfTheFrontPage(course, anchors: anchors)
}

/// The prose of course.md; what its lists name is for `lessonsAreListedOnce` to judge.
private func linksOfTheFrontPage(
  _ course: Course, anchors: [String: Set<String>]
) -> [Diagnostic] {
  let prose = course.document.blocks.filter { if case .list = $0.kind { false } else { true } }
  var found: [Diagnostic] = []
  visit(prose, block: { _ in }) { inline in
    guard case .link(let destination, _, let content) = inline.kind else { return }
    if content.isEmpty { found.append(.linkWithoutText(inline.span)) }
    // The front page's own anchors are made from its headings by whoever writes the page.
    if destination.hasPrefix("#") { return }
    found += problem(with: destination, at: inline.span, own: [], anchors: anchors)
  }
  return found
}

private func problem(
  with destination: String, at span: SourceSpan, own: Set<String>, anchors: [String: Set<String>]
) -> [Diagnostic] {
  if destination.hasPrefix("https://") || destination.hasPrefix("http://") { return [] }
  let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
  let file = String(parts[0])
  let id = parts.count > 1 ? String(parts[1]) : nil
  if file.isEmpty, let id {
    return own.contains(id) ? [] : [.unknownAnchor(id, known: own, at: span)]
  }
  guard file.hasSuffix(".md"), let known = anchors[String(file.dropLast(3))] else {
    return [.deadLink(file, known: anchors.keys.map { "\($0).md" }, at: span)]
  }
  if let id, !known.contains(id) { return [.unknownAnchor(id, known: known, at: span)] }
  return []
}

extension Lesson {
  /// Everything that `[](#id)` can name: headings, formulas, tables, figures, code and quizzes.
  package var anchors: Set<String> {
    var ids = Set(exercises.map(\.name.exercise) + examples.map(\.id) + quizzes.map(\.id))
    visit(
      document,
      block: { block in
        switch block.kind {
        case .heading(_, let content, let id): ids.insert(id ?? headingID(plainText(content)))
        case .math(let math): if let label = math.label { ids.insert(label) }
        case .table(let table): if let id = table.id { ids.insert(id) }
        case .code(let fence): if let id = fence.id { ids.insert(id) }
        default: break
        }
      }
    ) { _ in }
    for example in examples { ids.formUnion(figureIDs(in: example.code.text)) }
    return ids
  }
}

/// The id of a heading that was given none: its words in lower case, joined by hyphens.
package func headingID(_ text: String) -> String {
  text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
}

/// The ids that an example gives its figures: `id: "fig:clamp"`.
package func figureIDs(in source: String) -> Set<String> {
  let tokens = swiftTokens(source).map(\.text)
  return Set(
    tokens.indices.dropLast(2).compactMap { index in
      guard tokens[index] == "id", tokens[index + 1] == ":", tokens[index + 2].hasPrefix("\"")
      else { return nil }
      return String(tokens[index + 2].dropFirst().dropLast())
    })
}

extension Diagnostic {
  static func unknownAnchor(_ id: String, known: Set<String>, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnknownAnchor", at: span, "'#\(id)' leads nowhere\(didYouMean(id, among: known))",
      fixes: ["write '{#\(id)}' behind the heading or formula it means, or correct the link"])
  }

  static func linkWithoutText(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "LinkWithoutText", at: span, "the link has no words, so nobody can follow it",
      explanation: "only links to '#id' of the same lesson fill in their words",
      fixes: ["write what it leads to between the brackets"])
  }

  static func deadLink(_ file: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "DeadLink", at: span,
      "'\(file)' is no lesson of this course\(didYouMean(file, among: known))",
      fixes: ["link to 'slug.md', '#id' or an 'https://' address"])
  }

  static func imageFile(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ImageFile", at: span, "a lesson shows figures that its own code drew, not image files",
      fixes: ["draw it in an example with 'show(plot, id: …, caption: …)'"])
  }
}
