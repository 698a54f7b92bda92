package import GradusMarkdown

/// Calls back for every block and every inline of a document, footnotes included, in reading order.
package func visit(
  _ document: Document, block: (Block) -> Void, inline: (Inline) -> Void
) {
  visit(document.blocks, block: block, inline: inline)
  for footnote in document.footnotes { visit(footnote.blocks, block: block, inline: inline) }
}

package func visit(_ blocks: [Block], block: (Block) -> Void, inline: (Inline) -> Void) {
  for next in blocks {
    block(next)
    switch next.kind {
    case .heading(_, let content, _), .paragraph(let content): visit(content, inline)
    case .quote(let inner): visit(inner, block: block, inline: inline)
    case .callout(let callout): visit(callout.blocks, block: block, inline: inline)
    case .list(let list):
      for item in list.items { visit(item.blocks, block: block, inline: inline) }
    case .table(let table):
      for cell in table.header + table.rows.joined() { visit(cell.content, inline) }
    case .code, .thematicBreak, .html, .math: break
    }
  }
}

private func visit(_ inlines: [Inline], _ body: (Inline) -> Void) {
  for next in inlines {
    body(next)
    switch next.kind {
    case .emphasis(let content), .strong(let content): visit(content, body)
    case .link(_, _, let content), .image(_, _, let content): visit(content, body)
    default: break
    }
  }
}
