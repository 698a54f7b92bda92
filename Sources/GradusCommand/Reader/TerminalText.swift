import Foundation
package import GradusDiagnostics
package import GradusMarkdown

/// Markdown blocks as text for a terminal of any width; without colours it uses words and signs.
package func terminalText(_ blocks: [Block], width: Int, style: TextStyle) -> String {
  lines(of: blocks, width: width, style: style).joined(separator: "\n")
}

private func lines(of blocks: [Block], width: Int, style: TextStyle) -> [String] {
  var lines: [String] = []
  for block in blocks {
    let more = blockLines(block, width: max(width, 20), style: style)
    if !lines.isEmpty && !more.isEmpty { lines.append("") }
    lines += more
  }
  return lines
}

private func blockLines(_ block: Block, width: Int, style: TextStyle) -> [String] {
  switch block.kind {
  case .heading(let level, let content, _):
    let text = plainText(content)
    let rule = String(repeating: level == 1 ? "=" : "-", count: min(text.count, width))
    return level <= 2 ? [style.bold(text), style.dim(rule)] : [style.bold(text)]
  case .paragraph(let content): return wrapped(words(of: content, style: style), width: width)
  case .code(let fence): return codeLines(fence.literal, style: style)
  case .quote(let blocks):
    return lines(of: blocks, width: width - 2, style: style).map { "| \($0)" }
  case .callout(let callout): return calloutLines(callout, width: width, style: style)
  case .list(let list): return listLines(list, width: width, style: style)
  case .thematicBreak: return [style.dim(String(repeating: "-", count: min(width, 20)))]
  case .html: return []
  case .table(let table): return tableLines(table, style: style)
  case .math(let math):
    let label = math.label.map { "   (\($0))" } ?? ""
    let rows = unicodeMath(math.tex).split(separator: "\n")
    return rows.enumerated().map { number, row in
      "    " + style.bold(String(row)) + (number == rows.count - 1 ? style.dim(label) : "")
    }
  }
}

/// Code keeps its lines, four columns to the right, comments dimmed.
func codeLines(_ code: String, style: TextStyle) -> [String] {
  var lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  while lines.last?.isEmpty == true { lines.removeLast() }
  return lines.map { line in
    if line.isEmpty { return "" }
    guard let comment = line.range(of: "//") else { return "    " + style.cyan(line) }
    return "    " + style.cyan(String(line[..<comment.lowerBound]))
      + style.dim(String(line[comment.lowerBound...]))
  }
}

private func calloutLines(_ callout: Callout, width: Int, style: TextStyle) -> [String] {
  let title =
    switch callout.kind {
    case .note: "Note"
    case .tip: "Tip"
    case .warning: "Warning"
    case .hint: "Hint"
    case .quiz: "Quiz"
    }
  let inner = lines(of: callout.blocks, width: width - 2, style: style)
  return ([style.bold(title)] + inner).map { "| \($0)" }
}

private func listLines(_ list: MarkdownList, width: Int, style: TextStyle) -> [String] {
  var result: [String] = []
  for (offset, item) in list.items.enumerated() {
    let mark = list.start.map { "\($0 + offset). " } ?? (item.isChecked == nil ? "- " : "[ ] ")
    let pad = String(repeating: " ", count: mark.count)
    if !list.isTight && offset > 0 { result.append("") }
    let inner = lines(of: item.blocks, width: width - mark.count, style: style)
    result += inner.enumerated().map { ($0.offset == 0 ? mark : pad) + $0.element }
  }
  return result
}

private func tableLines(_ table: Table, style: TextStyle) -> [String] {
  let rows = ([table.header] + table.rows).map { row in
    row.map { cell in
      wrapped(words(of: cell.content, style: .plain), width: 200).joined(separator: " ")
    }
  }
  let count = rows.map(\.count).max() ?? 0
  let widths = (0..<count).map { column in
    rows.compactMap { column < $0.count ? $0[column].count : nil }.max() ?? 0
  }
  var lines = rows.map { row in
    row.enumerated().map { column, text in
      let gap = String(repeating: " ", count: widths[column] - text.count)
      let isRight = table.alignments.indices.contains(column) && table.alignments[column] == .right
      return isRight ? gap + text : text + gap
    }.joined(separator: "  ")
  }
  let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
  lines.insert(style.dim(rule), at: min(1, lines.count))
  return lines
}
