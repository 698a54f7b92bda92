import GradusDiagnostics

extension Lifter {
  /// Takes pipe tables out of `lines`, whose formulas have been lifted already, so that `$a|b$` is safe.
  ///
  /// A table begins a block: a row with pipes, then a row of dashes with as many columns. A line
  /// `{#tbl:id}` right below names it.
  mutating func liftTables(_ lines: [SourceLine], isCode: (Int) -> Bool) -> [SourceLine] {
    var result = lines
    var index = 0
    while index + 1 < lines.count {
      guard !isCode(lines[index].number), !isCode(lines[index + 1].number),
        !isEmpty(lines[index]), let alignments = alignments(lines[index + 1])
      else {
        index += 1
        continue
      }
      let prefix = lines[index].textOffset
      let header = cells(lines[index].dropping(prefix))
      let startsBlock = index == 0 || lines[index - 1].isBlankInQuote
      guard startsBlock, header.count == alignments.count else {
        let place = lines[index + 1].position(at: lines[index + 1].textOffset)
        let span = SourceSpan(file: path, start: place, end: place)
        diagnostics.append(
          startsBlock
            ? .unevenTable(header: header.count, dashes: alignments.count, at: span)
            : .tableInParagraph(span))
        index += 2
        continue
      }
      let first = index
      var rows: [[SourceLine]] = []
      index += 2
      while index < lines.count, !isEmpty(lines[index]), lines[index].bytes.contains(.pipe) {
        var row = cells(lines[index].dropping(lines[index].textOffset))
        if row.count > alignments.count {
          let cell = row[alignments.count]
          diagnostics.append(
            .rowTooLong(
              row.count, columns: alignments.count,
              at: SourceSpan(
                file: path, start: cell.position(at: 0),
                end: cell.position(at: cell.bytes.count))))
          row = Array(row.prefix(alignments.count))
        }
        while row.count < alignments.count {
          row.append(lines[index].dropping(lines[index].bytes.count))
        }
        rows.append(row)
        index += 1
      }
      var table = LiftedTable(alignments: alignments, header: header, rows: rows, id: nil)
      if index < lines.count, let id = trailingID(text(lines[index]))?.id,
        text(lines[index]).hasPrefix("{#")
      {
        table.id = id
        index += 1
      }
      result[first] = lines[first].replacing([
        (prefix..<lines[first].bytes.count, add(.table(table)))
      ])
      for row in first + 1..<index {
        let start = lines[row].textOffset
        result[row] = lines[row].replacing([
          (start..<lines[row].bytes.count, Placeholder.fillerBytes)
        ])
      }
    }
    return result
  }

  private func text(_ line: SourceLine) -> String {
    let bytes = line.bytes.dropFirst(quotePrefixLength(line.bytes))
    return String(decoding: bytes, as: UTF8.self).trimmed
  }

  private func isEmpty(_ line: SourceLine) -> Bool { line.isBlankInQuote }

  /// The alignments that a row of dashes gives, or nil when the line is none.
  private func alignments(_ line: SourceLine) -> [Table.Alignment]? {
    guard line.bytes.contains(.pipe) else { return nil }
    let text = text(line)
    guard text.contains("|"), text.allSatisfy({ "|-: \t".contains($0) }) else { return nil }
    var alignments: [Table.Alignment] = []
    for cell in cells(line.dropping(line.textOffset)) {
      let dashes = String(decoding: cell.bytes, as: UTF8.self)
      guard dashes.contains("-"), dashes.drop(while: { $0 == ":" }).count >= dashes.count - 1
      else { return nil }
      switch (dashes.hasPrefix(":"), dashes.hasSuffix(":")) {
      case (true, true): alignments.append(.center)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (false, false): alignments.append(.none)
      }
    }
    return alignments.isEmpty ? nil : alignments
  }

  /// The cells of a row, trimmed; `\|` is a pipe inside a cell.
  private func cells(_ line: SourceLine) -> [SourceLine] {
    var bounds: [Int] = [-1]
    for index in line.bytes.indices
    where line.bytes[index] == .pipe && (index == 0 || line.bytes[index - 1] != .backslash) {
      bounds.append(index)
    }
    bounds.append(line.bytes.count)
    var cells = zip(bounds, bounds.dropFirst()).map { start, end in
      trimmed(line, from: start + 1, to: end)
    }
    if let first = cells.first, first.bytes.isEmpty { cells.removeFirst() }
    if let last = cells.last, last.bytes.isEmpty, line.bytes.last(where: { !$0.isSpace }) == .pipe {
      cells.removeLast()
    }
    return cells
  }

  private func trimmed(_ line: SourceLine, from start: Int, to end: Int) -> SourceLine {
    var (start, end) = (start, end)
    while start < end, line.bytes[start].isSpace { start += 1 }
    while end > start, line.bytes[end - 1].isSpace { end -= 1 }
    let cell = line.slice(start..<end)
    let escapes = cell.bytes.indices.dropLast().filter {
      cell.bytes[$0] == .backslash && cell.bytes[$0 + 1] == .pipe
    }
    return cell.replacing(escapes.map { ($0..<$0 + 1, []) })
  }
}

extension Diagnostic {
  static func unevenTable(header: Int, dashes: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnevenTable", at: span,
      "the row of dashes has \(dashes) column\(dashes == 1 ? "" : "s") "
        + "and the row above it \(header)",
      fixes: ["give both as many columns; write '\\|' for a pipe inside a cell"])
  }

  static func tableInParagraph(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "TableInParagraph", at: span, "the table is part of the paragraph above it",
      fixes: ["leave a blank line above the table"])
  }

  static func rowTooLong(_ count: Int, columns: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "RowTooLong", at: span,
      "the row has \(count) cells, and the table \(columns) column\(columns == 1 ? "" : "s")",
      fixes: ["write '\\|' for a pipe inside a cell, or give the table another column"])
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}

/// The `id` of a trailing `{#id}` and the text before it.
func trailingID(_ text: String) -> (before: String, id: String)? {
  let text = text.trimmed
  guard text.hasSuffix("}"), let open = text.lastIndex(of: "{") else { return nil }
  let inner = text[text.index(after: open)...].dropLast()
  guard inner.hasPrefix("#"), inner.count > 1,
    inner.dropFirst().allSatisfy({ $0.isLetter || $0.isNumber || "-_:.".contains($0) })
  else { return nil }
  return (text[..<open].trimmed, String(inner.dropFirst()))
}
