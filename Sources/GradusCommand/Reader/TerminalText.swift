package import GradusDiagnostics
import GradusLessons
package import GradusMarkdown

/// Markdown blocks as text for a terminal of any width; without colours it uses words and signs.
package func terminalText(
  _ blocks: [Block], width: Int, style: TextStyle, names: Names = Names()
) -> String {
  BlockWriter(style: style, names: names).lines(of: blocks, width: width).joined(separator: "\n")
}

/// Blocks as lines, with everything that holds for a whole text.
private struct BlockWriter {
  let style: TextStyle
  let names: Names

  func lines(of blocks: [Block], width: Int) -> [String] {
    var lines: [String] = []
    for block in blocks {
      let more = blockLines(block, width: max(width, 20))
      if !lines.isEmpty && !more.isEmpty { lines.append("") }
      lines += more
    }
    return lines
  }

  private func blockLines(_ block: Block, width: Int) -> [String] {
    switch block.kind {
    case .heading(let level, let content, _):
      let text = wrapped(words(of: content, style: .plain, names: names), width: width)
      let rule = String(
        repeating: level == 1 ? "=" : "-", count: text.map(\.count).max() ?? 0)
      return text.map(style.bold) + (level <= 2 ? [style.dim(rule)] : [])
    case .paragraph(let content):
      return wrapped(words(of: content, style: style, names: names), width: width)
    case .code(let fence):
      return codeLines(
        fence.literal, width: width, style: style, isSwift: fence.info.hasPrefix("swift"))
    case .quote(let blocks):
      return lines(of: blocks, width: width - 2).map { "| \($0)" }
    case .callout(let callout): return calloutLines(callout, width: width)
    case .list(let list): return listLines(list, width: width)
    case .thematicBreak: return [style.dim(String(repeating: "-", count: min(width, 20)))]
    case .html: return []
    case .table(let table): return tableLines(table, width: width)
    case .math(let math):
      // A long formula goes on below itself.
      var rows = unicodeMath(math.tex).split(separator: "\n").flatMap {
        wrapped(String($0), width: width - 4)
      }.map { "    " + style.bold($0) }
      if let label = math.label, let last = rows.indices.last {
        rows[last] += style.dim("   (\(names.target(label)))")
      }
      return rows
    }
  }

  private func calloutLines(_ callout: Callout, width: Int) -> [String] {
    let title =
      switch callout.kind {
      case .note: "Note"
      case .tip: "Tip"
      case .warning: "Warning"
      case .hint: "Hint"
      case .quiz: "Quiz"
      }
    let inner = lines(of: callout.blocks, width: width - 2)
    return ([style.bold(title)] + inner).map { "| \($0)" }
  }

  private func listLines(_ list: MarkdownList, width: Int) -> [String] {
    var result: [String] = []
    for (offset, item) in list.items.enumerated() {
      let mark = list.start.map { "\($0 + offset). " } ?? (item.isChecked == nil ? "- " : "[ ] ")
      let pad = String(repeating: " ", count: mark.count)
      if !list.isTight && offset > 0 { result.append("") }
      let inner = lines(of: item.blocks, width: width - mark.count)
      result += inner.enumerated().map { ($0.offset == 0 ? mark : pad) + $0.element }
    }
    return result
  }

  private func tableLines(_ table: Table, width: Int) -> [String] {
    let rows = ([table.header] + table.rows).map { row in
      row.map { cell in
        wrapped(words(of: cell.content, style: .plain, names: names), width: 200).joined(
          separator: " ")
      }
    }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.compactMap { column < $0.count ? $0[column].count : nil }.max() ?? 0
    }
    // Where columns do not fit, each row is told cell by cell.
    guard widths.reduce(0, +) + 2 * max(0, count - 1) <= width else {
      return rows.dropFirst().flatMap { row in
        zip(rows.first ?? [], row).enumerated().flatMap { place, cell in
          wrapped("\(cell.0): \(cell.1)", width: width - 2).enumerated().map {
            ($0.offset == 0 && place == 0 ? "- " : "  ") + $0.element
          }
        }
      }
    }
    var lines = rows.map { row in
      row.enumerated().map { column, text in
        let gap = String(repeating: " ", count: widths[column] - text.count)
        let isRight =
          table.alignments.indices.contains(column) && table.alignments[column] == .right
        // Nothing follows the last one, and a pipe need not carry spaces.
        return isRight ? gap + text : column == row.count - 1 ? text : text + gap
      }.joined(separator: "  ")
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    lines.insert(style.dim(rule), at: min(1, lines.count))
    return lines
  }
}
