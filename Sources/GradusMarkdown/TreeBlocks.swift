import GradusDiagnostics

// The blocks of a document, each from cmark's node of the same name.

extension TreeBuilder {
  mutating func paragraph(_ node: CmarkNode, _ span: SourceSpan) -> Block? {
    if let text = node.children.first, text.kind == .text,
      case .table(let table)? = piece(at: text.literal.startIndex, in: text.literal)?.piece
    {
      return Block(.table(self.table(table)), at: span)
    }
    paragraph = (node.startLine, node.startColumn)
    defer { paragraph = nil }
    var content = inlines(node.children)
    // A display formula alone, or with its label, is a block.
    if case .math(var math)? = content.first?.kind, math.isDisplay {
      if content.count == 1 { return Block(.math(math), at: span) }
      if content.count == 2, case .text(let rest) = content[1].kind,
        let (before, id) = trailingID(rest), before.isEmpty
      {
        math.label = id
        return Block(.math(math), at: span)
      }
    }
    if content.isEmpty { return nil }
    if case .softBreak? = content.last?.kind { content.removeLast() }
    return Block(.paragraph(content), at: span)
  }

  mutating func heading(_ node: CmarkNode, _ span: SourceSpan) -> Block {
    var content = inlines(node.children)
    var id: String?
    if let last = content.last, case .text(let text) = last.kind,
      let (before, found) = trailingID(text)
    {
      id = found
      content.removeLast()
      if !before.isEmpty {
        let space = text.prefix { $0.isWhitespace }
        content.append(Inline(.text(space + before), at: last.span))
      }
    }
    return Block(.heading(level: node.number ?? 1, content: content, id: id), at: span)
  }

  func code(_ node: CmarkNode, _ span: SourceSpan) -> Block.Kind {
    let (info, id) = trailingID(node.info) ?? (node.info, "")
    let firstLine = span.start.line + (node.isFenced ? 1 : 0)
    if info == "math" {
      let start = SourcePosition(line: firstLine, column: span.start.column)
      return .math(
        Math(
          tex: node.literal.trimmed, isDisplay: true, label: id.isEmpty ? nil : id,
          span: SourceSpan(file: path, start: start, end: span.end)))
    }
    let line = lines[min(node.startLine, lines.count) - 1].bytes
    let ticks = line.dropFirst(node.startColumn - 1)
      .prefix { $0 == .backtick || $0 == UInt8(ascii: "~") }.count
    var column = span.start.column + ticks
    column += line.dropFirst(node.startColumn - 1 + ticks).prefix { $0 == .space }.count
    let start = SourcePosition(line: span.start.line, column: column)
    let end = SourcePosition(line: start.line, column: column + info.utf8.count)
    return .code(
      CodeFence(
        info: info, infoSpan: SourceSpan(file: path, start: start, end: end),
        literal: node.literal, firstLine: firstLine, indentation: span.start.column - 1,
        id: id.isEmpty ? nil : id))
  }

  mutating func quote(_ node: CmarkNode, _ span: SourceSpan) -> Block.Kind {
    quoteDepth += 1
    var blocks = blocks(node.children)
    quoteDepth -= 1
    guard case .paragraph(var content)? = blocks.first?.kind, let first = content.first,
      case .text(let text) = first.kind, text.hasPrefix("[!"),
      let close = text.firstIndex(of: "]"),
      let kind = Callout.Kind(
        rawValue: text[text.index(text.startIndex, offsetBy: 2)..<close].uppercased())
    else { return .quote(blocks) }
    let argument = text[text.index(after: close)...].trimmed
    content.removeFirst()
    if case .softBreak? = content.first?.kind { content.removeFirst() }
    if content.isEmpty {
      blocks.removeFirst()
    } else {
      blocks[0].kind = .paragraph(content)
      blocks[0].span.start = content[0].span.start
    }
    return .callout(
      Callout(kind: kind, argument: argument, blocks: blocks, markerSpan: first.span))
  }

  mutating func list(_ node: CmarkNode) -> MarkdownList {
    let items = node.children.map { item in
      var blocks = blocks(item.children)
      var isChecked: Bool?
      if case .paragraph(var content)? = blocks.first?.kind, let first = content.first,
        case .text(let text) = first.kind
      {
        if text.hasPrefix("[ ] ") { isChecked = false }
        if text.hasPrefix("[x] ") || text.hasPrefix("[X] ") { isChecked = true }
        if isChecked != nil {
          var span = first.span
          span.start.column += 4
          content[0] = Inline(.text(String(text.dropFirst(4))), at: span)
          blocks[0].kind = .paragraph(content)
        }
      }
      return MarkdownList.Item(isChecked: isChecked, blocks: blocks, span: span(item))
    }
    return MarkdownList(start: node.number, isTight: node.isTight, items: items)
  }

  private mutating func table(_ table: LiftedTable) -> Table {
    var header: [Table.Cell] = []
    for line in table.header { header.append(cell(line)) }
    var rows: [[Table.Cell]] = []
    for row in table.rows {
      rows.append([])
      for line in row { rows[rows.count - 1].append(cell(line)) }
    }
    return Table(alignments: table.alignments, header: header, rows: rows, id: table.id)
  }

  private mutating func cell(_ line: SourceLine) -> Table.Cell {
    let span = SourceSpan(
      file: path, start: line.position(at: 0), end: line.position(at: line.bytes.count))
    guard case .paragraph(let content)? = blocks([line]).first?.kind else {
      return Table.Cell(content: [], span: span)
    }
    return Table.Cell(content: content, span: span)
  }
}
