package import GradusDiagnostics

/// Reads one Markdown file into a value tree whose every part knows its place.
///
/// It never fails: whatever is wrong comes back as findings, beside the tree of all that could be read.
package func parseDocument(_ text: String, path: String) -> (Document, [Diagnostic]) {
  if let reserved = reservedCharacter(in: text, path: path) {
    return (Document(path: path), [reserved])
  }
  var (frontMatter, lines, diagnostics) = readFrontMatter(sourceLines(text), path: path)
  let code = codeLines(lines)
  let isCode = { (line: Int) in code.contains(line) }
  var lifter = Lifter(path: path)
  var (rest, lifted) = liftFootnotes(lines, path: path, isCode: isCode)
  rest = lifter.liftTables(lifter.lift(rest, isCode: isCode), isCode: isCode)
  for index in lifted.indices {
    let code = codeLines(lifted[index].lines)
    lifted[index].lines = lifter.lift(lifted[index].lines, isCode: { code.contains($0) })
  }
  diagnostics += lifter.diagnostics
  var builder = TreeBuilder(path: path, lifted: lifter.lifted, sources: lifter.sources)
  let blocks = builder.blocks(rest)
  var footnotes: [Footnote] = []
  for footnote in lifted {
    if let first = footnotes.first(where: { $0.label == footnote.label }) {
      diagnostics.append(.duplicateFootnote(footnote, first: first.span))
    } else {
      footnotes.append(
        Footnote(
          label: footnote.label, blocks: builder.blocks(footnote.lines), span: footnote.span))
    }
  }
  let used = builder.footnoteReferences
  let labels = footnotes.map(\.label)
  for (label, span) in used where !labels.contains(label) {
    diagnostics.append(.unknownFootnote(label, at: span, known: labels))
  }
  let order = used.map(\.label)
  for footnote in footnotes where !order.contains(footnote.label) {
    diagnostics.append(.unusedFootnote(footnote.label, at: footnote.span))
  }
  footnotes.sort {
    order.firstIndex(of: $0.label) ?? order.count < order.firstIndex(of: $1.label) ?? order.count
  }
  return (
    Document(path: path, frontMatter: frontMatter, blocks: blocks, footnotes: footnotes),
    diagnostics.inReadingOrder()
  )
}

/// The lines that belong to code blocks; cmark itself says which.
private func codeLines(_ lines: [SourceLine]) -> Set<Int> {
  guard let first = lines.first?.number else { return [] }
  var found: Set<Int> = []
  func visit(_ node: CmarkNode) {
    if node.kind == .codeBlock || node.kind == .htmlBlock {
      found.formUnion(node.startLine + first - 1...max(node.startLine, node.endLine) + first - 1)
    }
    node.children.forEach(visit)
  }
  visit(readCmark(joined(lines)))
  return found
}

func joined(_ lines: [SourceLine]) -> [UInt8] {
  Array(lines.map(\.bytes).joined(separator: [.newline])) + [.newline]
}

private func reservedCharacter(in text: String, path: String) -> Diagnostic? {
  // U+E000 to U+E002 in UTF-8; by bytes, because a mark behind the character would hide it in a
  // longer `Character`.
  let bytes = Array(text.utf8)
  let place = bytes.indices.dropLast(2).first {
    bytes[$0] == 0xEE && bytes[$0 + 1] == 0x80 && (0x80...0x82).contains(bytes[$0 + 2])
  }
  guard let place else { return nil }
  let line = sourceLines(String(decoding: bytes[..<place], as: UTF8.self)).last
  return Diagnostic(
    id: "ReservedCharacter",
    at: line.map {
      SourceSpan(
        file: path, start: $0.position(at: $0.bytes.count), end: $0.position(at: $0.bytes.count))
    },
    "the private use characters U+E000 to U+E002 are reserved",
    fixes: ["remove the invisible character"])
}

extension Diagnostic {
  static func duplicateFootnote(_ footnote: LiftedFootnote, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "DuplicateFootnote", at: footnote.span,
      "the footnote '\(footnote.label)' is defined twice",
      notes: [Note("first defined here", at: first)], fixes: ["rename one of the two"])
  }

  static func unknownFootnote(_ label: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    Diagnostic(
      id: "UnknownFootnote", at: span,
      "'\(label)' names no footnote of this file\(didYouMean(label, among: known))",
      fixes: ["define it: [^\(label)]: …"])
  }

  static func unusedFootnote(_ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnusedFootnote", at: span, "nothing refers to the footnote '\(label)'",
      fixes: ["write [^\(label)] where it belongs, or remove it"])
  }
}
