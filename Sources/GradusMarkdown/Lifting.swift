import GradusDiagnostics

/// Takes formulas, footnote references and citations out of `lines`.
///
/// Code keeps its signs: fenced and indented blocks are passed over (`isCode` knows them from cmark
/// itself), and so are code spans and escaped characters. A `$` opens a formula only when no space
/// follows, and closes one only when no space precedes and no digit follows; any other `$`, or a
/// backtick, in between means that it was money.
struct Lifter {
  let path: String
  private(set) var lifted: [Lifted] = []
  /// What each piece looked like in the file, for the places where it is no piece after all.
  private(set) var sources: [String] = []
  var diagnostics: [Diagnostic] = []

  init(path: String) { self.path = path }

  mutating func add(_ piece: Lifted, source: some Sequence<UInt8> = []) -> [UInt8] {
    lifted.append(piece)
    sources.append(String(decoding: Array(source), as: UTF8.self))
    return Placeholder.bytes(lifted.count - 1)
  }

  /// Formulas may run over several lines, but not over a blank one or into code.
  mutating func lift(_ lines: [SourceLine], isCode: (Int) -> Bool) -> [SourceLine] {
    var result: [SourceLine] = []
    var run: [SourceLine] = []
    for line in lines {
      if line.isBlankInQuote || isCode(line.number) {
        result += liftRun(run)
        run = []
        result.append(line)
      } else {
        run.append(line)
      }
    }
    return result + liftRun(run)
  }

  private mutating func liftRun(_ lines: [SourceLine]) -> [SourceLine] {
    guard !lines.isEmpty else { return [] }
    var scanner = RunScanner(lines: lines, path: path)
    var replacements: [Int: [(range: Range<Int>, with: [UInt8])]] = [:]
    while let finding = scanner.next() {
      switch finding {
      case .piece(let piece, let range):
        let (first, last) = (scanner.place(range.lowerBound), scanner.place(range.upperBound))
        let placeholder = add(piece, source: scanner.source(range))
        if first.line == last.line {
          replacements[first.line, default: []].append((first.offset..<last.offset, placeholder))
        } else {
          replacements[first.line, default: []].append(
            (first.offset..<lines[first.line].bytes.count, placeholder))
          for line in first.line + 1..<last.line {
            let start = scanner.prefixLength(line)
            replacements[line, default: []].append(
              (start..<lines[line].bytes.count, Placeholder.fillerBytes))
          }
          let start = scanner.prefixLength(last.line)
          replacements[last.line, default: []].append(
            (start..<max(start, last.offset), Placeholder.fillerBytes))
        }
      case .unclosed(let offset):
        let place = scanner.place(offset)
        let column = lines[place.line].column(at: place.offset)
        diagnostics.append(
          .unclosedMath(SourceSpan(file: path, line: lines[place.line].number, column: column)))
      }
    }
    return lines.indices.map { index in
      replacements[index].map { lines[index].replacing($0) } ?? lines[index]
    }
  }
}

extension Diagnostic {
  static func unclosedMath(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnclosedMath", at: span, "'$$' opens a formula that nothing closes",
      fixes: ["close it with '$$' before the next blank line"])
  }
}
