import GradusDiagnostics
import GradusLessons
import GradusMarkdown

extension PageWriter {
  /// Blocks one below the other, side notes beside the block that refers to them.
  mutating func html(_ blocks: [Block]) -> String {
    blocks.map { html($0) }.joined()
  }

  mutating func html(_ block: Block) -> String {
    let made = bare(block)
    let labels = takeNotes()
    guard !labels.isEmpty else { return made }
    let notes = labels.map { sideNote($0) }.joined()
    return "<div class=\"noted\">\n\(made)<div class=\"notes\">\n\(notes)</div></div>\n"
  }

  private mutating func bare(_ block: Block) -> String {
    switch block.kind {
    case .heading(let level, let content, _): return heading(level, content, block.span)
    case .paragraph(let content):
      if content.count == 1, case .math(let math) = content[0].kind, math.isDisplay {
        return equation(math)
      }
      linksWords = true
      defer { linksWords = false }
      return "<p>\(html(content))</p>\n"
    case .code(let fence): return listing(fence)
    case .quote(let blocks): return "<blockquote>\n\(html(blocks))</blockquote>\n"
    case .callout(let callout): return self.callout(callout)
    case .list(let list): return self.list(list)
    case .thematicBreak: return "<hr>\n"
    case .html(let raw): return raw
    case .table(let table): return self.table(table)
    case .math(let math): return equation(math)
    }
  }

  private mutating func heading(_ level: Int, _ content: [Inline], _ span: SourceSpan) -> String {
    let anchor = escaped(site.labels.anchor(ofHeadingAt: span, on: page))
    let words = html(content)
    guard !anchor.isEmpty else { return "<h\(level)>\(words)</h\(level)>\n" }
    return "<h\(level) id=\"\(anchor)\">\(words)"
      + " <a class=\"anchor\" href=\"#\(anchor)\" aria-label=\"Link to this section\">#</a>"
      + "</h\(level)>\n"
  }

  /// A display formula in a box that scrolls by itself when the screen is narrow.
  private mutating func equation(_ math: Math) -> String {
    let made = statements(math) ?? formula(math)
    let target = math.label.flatMap { site.labels.target($0, on: page) }
    let anchor = target.map { " id=\"\(escaped($0.anchor))\"" } ?? ""
    let name = target.map { $0.name } ?? "Formula"
    let number =
      target?.number.map { "<span class=\"eqno\" aria-hidden=\"true\">(\($0))</span>" } ?? ""
    return "<div class=\"eq\"\(anchor)><div class=\"scroll\" tabindex=\"0\" role=\"group\" "
      + "aria-label=\"\(name)\">\(made)</div>\(number)</div>\n"
  }

  /// Statements that stand beside each other, each as a formula of its own.
  ///
  /// On a narrow screen they go one below the other. Nil for a single one, and for what is no formula.
  private func statements(_ math: Math) -> String? {
    let parts = separateStatements(math.tex)
    let made = parts.compactMap { try? mathML($0, display: true).get() }
    guard parts.count > 1, made.count == parts.count else { return nil }
    return made.map { "<span class=\"statement\">\($0)</span>" }.joined(separator: " ")
  }

  private mutating func callout(_ callout: Callout) -> String {
    let title =
      switch callout.kind {
      case .note: "Note"
      case .tip: "Tip"
      case .warning: "Take care"
      case .hint: "Hint"
      case .quiz: "Question"
      }
    let name = callout.kind.rawValue.lowercased()
    return "<aside class=\"callout \(name)\" aria-label=\"\(title)\">"
      + "<p class=\"callout-title\" aria-hidden=\"true\">\(title)</p>\n"
      + "\(html(callout.blocks))</aside>\n"
  }

  private mutating func list(_ list: MarkdownList) -> String {
    let tag = list.start == nil ? "ul" : "ol"
    let start = list.start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    var made = "<\(tag)\(start)>\n"
    for item in list.items {
      let box = item.isChecked.map {
        "<span class=\"box\" role=\"img\" aria-label=\"\($0 ? "done" : "open")\">\($0 ? "☑" : "☐")</span> "
      }
      var content = html(item.blocks)
      if list.isTight, item.blocks.count == 1, case .paragraph(let inlines) = item.blocks[0].kind {
        linksWords = true
        content = html(inlines)
        linksWords = false
      }
      made += "<li>\(box ?? "")\(content)</li>\n"
    }
    return made + "</\(tag)>\n"
  }

  private mutating func table(_ table: Table) -> String {
    let target = table.id.flatMap { site.labels.target($0, on: page) }
    let anchor = target.map { " id=\"\(escaped($0.anchor))\"" } ?? ""
    let name = target?.name ?? "Table"
    func alignment(_ index: Int) -> String {
      let found = index < table.alignments.count ? table.alignments[index] : .none
      return found == .none || found == .left ? "" : " class=\"\(found.rawValue)\""
    }
    var made =
      "<div class=\"scroll table\"\(anchor) tabindex=\"0\" role=\"group\" aria-label=\"\(name)\"><table>"
    if let target { made += "<caption>\(escaped(target.name))</caption>" }
    made += "\n<thead><tr>"
    for (index, cell) in table.header.enumerated() {
      made += "<th scope=\"col\"\(alignment(index))>\(html(cell.content))</th>"
    }
    made += "</tr></thead>\n<tbody>\n"
    for row in table.rows {
      made += "<tr>"
      for (index, cell) in row.enumerated() {
        made += "<td\(alignment(index))>\(html(cell.content))</td>"
      }
      made += "</tr>\n"
    }
    return made + "</tbody></table></div>\n"
  }

  private mutating func sideNote(_ label: String) -> String {
    guard let footnote = footnotes[label] else { return "" }
    let number = (noted.firstIndex(of: label) ?? 0) + 1
    var content = footnote.blocks.map { bare($0) }.joined()
    let back =
      " <a class=\"back\" href=\"#noteref-\(number)\" aria-label=\"back to the text\">↩</a>"
    if content.hasSuffix("</p>\n") {
      content = content.dropLast(5) + back + "</p>\n"
    } else {
      content += back
    }
    return "<aside class=\"sidenote\" id=\"note-\(number)\" role=\"note\">"
      + "<span class=\"number\" aria-hidden=\"true\">\(number)</span>\(content)</aside>\n"
  }
}
