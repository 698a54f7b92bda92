import GradusDiagnostics

/// Turns cmark's nodes into blocks and inlines, and puts back what had been lifted.
struct TreeBuilder {
  let path: String
  let lifted: [Lifted]
  /// What each lifted piece looked like in the file.
  let sources: [String]
  private(set) var footnoteReferences: [(label: String, span: SourceSpan)] = []
  private(set) var lines: [SourceLine] = []
  var quoteDepth = 0
  /// Where cmark says that the paragraph being read begins.
  var paragraph: (line: Int, column: Int)?

  init(path: String, lifted: [Lifted], sources: [String]) {
    self.path = path
    self.lifted = lifted
    self.sources = sources
  }

  /// Reads `source` as a document of its own.
  mutating func blocks(_ source: [SourceLine]) -> [Block] {
    let outer = lines
    defer { lines = outer }
    lines = source
    return blocks(readCmark(joined(source)).children)
  }

  mutating func blocks(_ nodes: [CmarkNode]) -> [Block] {
    nodes.compactMap { block($0) }
  }

  // MARK: Places

  /// The file's position of a place as cmark counts.
  private func position(_ line: Int, _ column: Int) -> SourcePosition {
    guard lines.indices.contains(line - 1) else {
      return SourcePosition(line: max(1, lines.last?.number ?? 1), column: 1)
    }
    return lines[line - 1].position(at: max(0, offset(line, column)))
  }

  /// The offset in its line of a place as cmark counts.
  ///
  /// In a paragraph cmark 0.30 takes every line to begin in the column of the first, however far the
  /// line is indented and however many quote marks it leaves out.
  private func offset(_ line: Int, _ column: Int) -> Int {
    guard let paragraph, line > paragraph.line else { return column - 1 }
    let bytes = lines[line - 1].bytes
    var start = 0
    func skipSpaces() { while start < bytes.count, bytes[start].isSpace { start += 1 } }
    skipSpaces()
    for _ in 0..<quoteDepth where start < bytes.count && bytes[start] == UInt8(ascii: ">") {
      start += 1
      skipSpaces()
    }
    return start + column - paragraph.column
  }

  func span(_ node: CmarkNode) -> SourceSpan {
    SourceSpan(
      file: path, start: position(node.startLine, node.startColumn),
      end: position(max(node.endLine, node.startLine), node.endColumn + 1))
  }

  // MARK: Blocks

  private mutating func block(_ node: CmarkNode) -> Block? {
    let span = span(node)
    switch node.kind {
    case .paragraph: return paragraph(node, span)
    case .heading: return heading(node, span)
    case .codeBlock: return Block(code(node, span), at: span)
    case .quote: return Block(quote(node, span), at: span)
    case .list: return Block(.list(list(node)), at: span)
    case .thematicBreak: return Block(.thematicBreak, at: span)
    case .htmlBlock: return Block(.html(restored(node.literal)), at: span)
    default: return nil
    }
  }

  // MARK: Inlines

  private var lastEnd = SourcePosition(line: 1, column: 1)

  mutating func inlines(_ nodes: [CmarkNode]) -> [Inline] {
    var result: [Inline] = []
    for node in nodes {
      // A line that was lifted away leaves no break behind.
      if node.literal.first == Placeholder.filler, case .softBreak? = result.last?.kind {
        result.removeLast()
      }
      for inline in inline(node) {
        if case .text(let more) = inline.kind, case .text(let text)? = result.last?.kind {
          result[result.count - 1].kind = .text(text + more)
          result[result.count - 1].span.end = inline.span.end
        } else {
          result.append(inline)
        }
      }
    }
    return result
  }

  private mutating func inline(_ node: CmarkNode) -> [Inline] {
    // Breaks have no place of their own.
    let span =
      node.startLine > 0
      ? span(node) : SourceSpan(file: path, start: lastEnd, end: lastEnd)
    lastEnd = span.end
    switch node.kind {
    case .text: return text(node)
    case .softBreak: return [Inline(.softBreak, at: span)]
    case .lineBreak: return [Inline(.lineBreak, at: span)]
    case .code: return [Inline(.code(restored(node.literal)), at: span)]
    case .htmlInline: return [Inline(.html(restored(node.literal)), at: span)]
    case .emphasis: return [Inline(.emphasis(inlines(node.children)), at: span)]
    case .strong: return [Inline(.strong(inlines(node.children)), at: span)]
    case .image:
      let content = inlines(node.children)
      let source = restored(node.literal)
      let title = restored(node.info)
      return [Inline(.image(source: source, title: title, content: content), at: span)]
    case .link: return [Inline(link(node), at: span)]
    default: return []
    }
  }

  private mutating func link(_ node: CmarkNode) -> Inline.Kind {
    let content = inlines(node.children)
    if node.literal.hasPrefix("#run:") {
      let target = node.literal.dropFirst("#run:".count)
      let slash = target.lastIndex(of: "/") ?? target.endIndex
      return .bound(
        text: plainText(content), example: String(target[..<slash]),
        name: String(target[slash...].dropFirst()))
    }
    if content.isEmpty, node.literal.hasPrefix("#") {
      return .reference(String(node.literal.dropFirst()))
    }
    return .link(
      destination: restored(node.literal), title: restored(node.info), content: content)
  }

  /// Splits a text at its placeholders.
  private mutating func text(_ node: CmarkNode) -> [Inline] {
    var result: [Inline] = []
    var start = node.literal.startIndex
    var index = start
    func place(_ index: String.Index) -> SourcePosition {
      let offset = node.literal.utf8.distance(from: node.literal.startIndex, to: index)
      return position(node.startLine, node.startColumn + offset)
    }
    func flush(_ end: String.Index) {
      guard start < end else { return }
      result.append(
        Inline(
          .text(String(node.literal[start..<end])),
          at: SourceSpan(file: path, start: place(start), end: place(end))))
    }
    // Only what begins with the placeholders' first byte is looked at as a letter.
    while let next = node.literal.utf8[index...].firstIndex(of: Placeholder.firstByte) {
      index = next
      if node.literal[index] == Placeholder.filler {
        flush(index)
        index = node.literal.index(after: index)
        start = index
        continue
      }
      guard let (piece, end) = piece(at: index, in: node.literal) else {
        index = node.literal.index(after: index)
        continue
      }
      flush(index)
      let span = SourceSpan(file: path, start: place(index), end: place(end))
      switch piece {
      case .math(let math): result.append(Inline(.math(math), at: span))
      case .citation(let keys): result.append(Inline(.citation(keys), at: span))
      case .footnoteReference(let label):
        footnoteReferences.append((label, span))
        result.append(Inline(.footnoteReference(label), at: span))
      case .table: break
      }
      index = end
      start = end
    }
    flush(node.literal.endIndex)
    return result
  }

  /// `text` with every piece as it stood in the file: in addresses and HTML a `$` is only a sign.
  private func restored(_ text: String) -> String {
    guard text.utf8.contains(Placeholder.firstByte) else { return text }
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      if first == Placeholder.open, let close = rest.firstIndex(of: Placeholder.close),
        let number = Int(rest[..<close].dropFirst()), sources.indices.contains(number)
      {
        result += sources[number]
        rest = rest[close...]
      } else if first != Placeholder.filler {
        result.append(first)
      }
      rest = rest.dropFirst()
    }
    return result
  }

  /// The lifted piece whose placeholder starts at `index`.
  func piece(
    at index: String.Index, in text: String
  ) -> (piece: Lifted, end: String.Index)? {
    guard index < text.endIndex, text[index] == Placeholder.open,
      let close = text[index...].firstIndex(of: Placeholder.close),
      let number = Int(text[text.index(after: index)..<close]), lifted.indices.contains(number)
    else { return nil }
    return (lifted[number], text.index(after: close))
  }
}
