import GradusDiagnostics
import GradusLessons
import GradusMarkdown

extension PageWriter {
  /// Running text, from its beginning.
  mutating func html(_ inlines: [Inline]) -> String {
    quotes = Quotes()
    return run(inlines)
  }

  /// A part of running text: what stands before it decides which way its quotes turn.
  private mutating func run(_ inlines: [Inline]) -> String {
    var made = ""
    var rest = inlines[...]
    while let inline = rest.popFirst() {
      guard case .math = inline.kind else {
        made += html(inline)
        continue
      }
      // Browsers break a line on either side of a formula, and would leave its full stop alone.
      let opening = made.last == "(" ? String(made.removeLast()) : ""
      let formula = html(inline)
      var closing = ""
      if case .text(let text)? = rest.first?.kind {
        closing = String(text.prefix { ".,;:!?)".contains($0) })
        rest[rest.startIndex].kind = .text(String(text.dropFirst(closing.count)))
        if let last = closing.last { quotes.passed(last) }
      }
      let isAlone = opening.isEmpty && closing.isEmpty
      made += isAlone ? formula : "<span class=\"glued\">\(opening)\(formula)\(closing)</span>"
    }
    return made
  }

  private mutating func html(_ inline: Inline) -> String {
    switch inline.kind {
    case .text(let text):
      reportBrokenCitation(in: text, inline.span)
      return withWords(text)
    case .code(let code):
      quotes.passed("x")
      return "<code>\(escaped(code))</code>"
    case .emphasis(let content): return "<em>\(run(content))</em>"
    case .strong(let content): return "<strong>\(run(content))</strong>"
    case .softBreak:
      quotes.passed(" ")
      return "\n"
    case .lineBreak:
      quotes.passed(" ")
      return "<br>\n"
    case .html(let raw): return raw
    case .math(let math):
      quotes.passed("x")
      return formula(math)
    case .image(let source, let title, let content):
      let caption = title.isEmpty ? "" : " title=\"\(escaped(title))\""
      return "<img src=\"\(escaped(source))\" alt=\"\(escaped(plainText(content)))\"\(caption)>"
    case .link(let destination, let title, let content):
      return link(destination, title, content, inline.span)
    case .reference(let id): return reference(id, nil, inline.span)
    case .citation(let keys): return citation(keys, inline.span)
    case .footnoteReference(let label): return footnoteMark(label, inline.span)
    case .bound(let text, let example, let name):
      quotes.passed("x")
      return bound(text, example, name, inline.span)
    }
  }

  /// A formula; an error keeps the TeX on the page and is reported at its own place.
  mutating func formula(_ math: Math) -> String {
    switch mathML(math.tex, display: math.isDisplay) {
    case .success(let made): return made
    case .failure(let error):
      report(
        "FormulaError", at: place(of: error, in: math), error.message, fix: "correct the formula")
      return "<code>\(escaped(math.tex))</code>"
    }
  }

  // MARK: Links

  /// What stands in a link: no word of it is a link of its own.
  private mutating func linked(_ content: [Inline]) -> String {
    let before = linksWords
    linksWords = false
    defer { linksWords = before }
    return run(content)
  }

  private mutating func link(
    _ destination: String, _ title: String, _ content: [Inline], _ span: SourceSpan
  ) -> String {
    if destination.hasPrefix("#") {
      return reference(String(destination.dropFirst()), content, span)
    }
    let caption = title.isEmpty ? "" : " title=\"\(escaped(title))\""
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts[0].hasSuffix(".md"), !destination.contains("://") else {
      let outside = destination.contains("://") ? " rel=\"noreferrer\"" : ""
      return "<a href=\"\(escaped(destination))\"\(caption)\(outside)>\(linked(content))</a>"
    }
    let slug = parts[0].dropLast(3).split(separator: "/").last.map(String.init) ?? ""
    guard site.course.lesson(slug) != nil else {
      let near = didYouMean("\(slug).md", among: site.course.lessons.map { "\($0.slug).md" })
      report(
        "DeadLink", at: span, "'\(parts[0])' is no lesson of this course\(near)",
        fix: "link to a lesson that course.md lists")
      return run(content)
    }
    let anchor = parts.count > 1 ? String(parts[1]) : ""
    if !anchor.isEmpty, site.labels.target(anchor, on: slug) == nil {
      if isAwaited(anchor, on: slug) { return run(content) }
      let near = didYouMean(anchor, among: site.labels.ids(on: slug))
      report(
        "DeadLink", at: span, "'\(anchor)' is nothing in \(slug).md\(near)",
        fix: "correct the id, or write {#\(anchor)} behind what it means")
    }
    let target = Labels.Target(page: slug, anchor: anchor, name: "", number: nil)
    let words = content.isEmpty ? escaped(site.course.lesson(slug)?.title ?? slug) : linked(content)
    return "<a href=\"\(escaped(address(of: target)))\"\(caption)>\(words)</a>"
  }

  /// `[](#id)`: the words come from what the id names, unless the author wrote some.
  private mutating func reference(
    _ id: String, _ content: [Inline]?, _ span: SourceSpan
  ) -> String {
    guard let target = site.labels.target(id, on: page) else {
      // A figure of an example that failed: the ledger says why it is missing.
      if isAwaited(id, on: page) { return content.map { run($0) } ?? escaped(id) }
      let near = didYouMean(id, among: site.labels.ids(on: page))
      report(
        "UnknownReference", at: span, "'\(id)' names nothing on this page\(near)",
        explanation: "For something in another lesson write the lesson too: other.md#\(id).",
        fix: "correct the id, or write {#\(id)} behind what it means")
      return content.map { run($0) } ?? escaped(id)
    }
    let isEmpty = content?.isEmpty ?? true
    let words = isEmpty ? escaped(target.name) : linked(content ?? [])
    return "<a class=\"ref\" href=\"#\(escaped(target.anchor))\">\(words)</a>"
  }

  /// Whether an example that has not finished, or has not run yet, may draw a figure of this name.
  private func isAwaited(_ id: String, on page: String) -> Bool {
    guard let lesson = site.course.lesson(page) else { return false }
    return lesson.examples.contains { example in
      site.runs[example.key]?.outcome != .finished
        && (figureIDs(in: example.code.text).contains(id) || id.hasPrefix("fig:\(example.id)"))
    }
  }

  // MARK: Citations and notes

  private mutating func citation(_ keys: [String], _ span: SourceSpan) -> String {
    var parts: [String] = []
    for key in keys {
      guard let reference = site.course.references.first(where: { $0.key == key }) else {
        let near = didYouMean(key, among: site.course.references.map(\.key))
        report(
          "UnknownCitation", at: span, "'\(key)' is not in references.yml\(near)",
          fix: "correct the key, or add it to Lessons/references.yml")
        continue
      }
      cite(key)
      parts.append("<a href=\"#cite-\(escaped(key))\">\(escaped(shortName(reference)))</a>")
    }
    return parts.isEmpty
      ? "" : "<span class=\"cite\">(\(parts.joined(separator: "; ")))</span>"
  }

  /// What looks like a citation and was not read as one would be printed as it was typed.
  private mutating func reportBrokenCitation(in text: String, _ span: SourceSpan) {
    guard text.utf8.contains(UInt8(ascii: "@")), text.contains("[@") else { return }
    report(
      "BrokenCitation", at: span, "a citation does not end here",
      explanation: "It stands on one line and looks like this: [@goodfellow2014; @metz2017].",
      fix: "put all of it on one line, or write `[@…]` as code")
  }

  private mutating func footnoteMark(_ label: String, _ span: SourceSpan) -> String {
    guard footnotes[label] != nil else {
      report(
        "UnknownFootnote", at: span,
        "footnote '\(label)' has no text\(didYouMean(label, among: footnotes.keys.sorted()))",
        fix: "write [^\(label)]: and its text below the paragraph")
      return ""
    }
    let isFirst = !noted.contains(label)
    let number = note(label)
    let anchor = isFirst ? " id=\"noteref-\(number)\"" : ""
    return "<sup class=\"noteref\"><a\(anchor) href=\"#note-\(number)\" "
      + "aria-label=\"note \(number)\">\(number)</a></sup>"
  }

  // MARK: Bound numbers

  /// A number in the prose that the run of an example has to confirm, to the digits printed.
  private mutating func bound(
    _ text: String, _ example: String, _ name: String, _ span: SourceSpan
  ) -> String {
    let shown = escaped(text.first == "-" ? "−" + text.dropFirst() : text)
    let key = "\(page)/\(example)"
    guard let lesson = site.course.lesson(page),
      lesson.examples.contains(where: { $0.id == example })
    else {
      let ids = site.course.lesson(page)?.examples.map(\.id) ?? []
      report(
        "UnknownExample", at: span,
        "'\(example)' is no example of this lesson\(didYouMean(example, among: ids))",
        fix: "name the example that records the number")
      return shown
    }
    // An example that did not run, or failed, is the ledger's to report.
    guard let run = site.runs[key], run.outcome == .finished else { return shown }
    guard let value = run.values.first(where: { $0.name == name }) else {
      let near = didYouMean(name, among: run.values.map(\.name))
      report(
        "UnknownValue", at: span, "example '\(example)' records no '\(name)'\(near)",
        fix: near.isEmpty
          ? "write record(\"\(name)\", …) in the example" : "name a value that it records")
      return shown
    }
    guard let printed = printedNumber(text) else { return shown }
    if !(abs(value.number - printed.value) <= printed.tolerance) {
      report(
        "NumberDiffers", at: span, "the text says \(text), the run says \(Float(value.number))",
        fix: "write what the run says, or find out why the run changed")
    }
    return "<a class=\"bound\" href=\"#run-\(escaped(example))\" "
      + "title=\"\(escaped(name)), from the run of \(escaped(example))\">\(shown)</a>"
  }
}
