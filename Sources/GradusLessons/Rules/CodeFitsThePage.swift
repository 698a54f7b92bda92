import GradusDiagnostics
import GradusSyntax

/// The page and the terminal show this many columns of code without scrolling.
private let widest = 80

/// Code that a reader sees must not run out of the page.
func codeFitsThePage(_ lesson: Lesson) -> [Diagnostic] {
  lesson.blocks.flatMap { block -> [Diagnostic] in
    switch block {
    case .shared(let code), .sketch(let code), .probe(let code, _): longLines(in: code)
    case .example(let example): longLines(in: example.code)
    case .exercise(let exercise): longLines(in: exercise.code)
    case .check(let check, _): longLines(in: check.code)
    case .wrong(let wrong, _): longLines(in: wrong.code)
    case .prose, .hint, .quiz, .listing: []
    }
  }
}

private func longLines(in code: CodeBlock) -> [Diagnostic] {
  let lines = code.text.lines
  // Counting bytes is quick, and no line has more characters than bytes.
  return lines.enumerated().filter { $1.utf8.count > widest && $1.count > widest }.map {
    index, line in
    .longLine(line.count, at: code.span(ofLine: index))
  }
}

extension Diagnostic {
  static func longLine(_ length: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "LongLine", at: span, "the line is \(length) columns wide, and the page shows \(widest)",
      fixes: ["break the line"])
  }
}
