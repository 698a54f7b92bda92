package import GradusDiagnostics
package import GradusLessons
import GradusMarkdown

/// Every formula of the course that cannot be set, without writing a page.
///
/// `lint` and `verify` ask, so that an author does not meet a mistyped command at the build only.
package func formulaFindings(_ course: Course) -> [Diagnostic] {
  let documents = [course.document] + course.lessons.map(\.document)
  let texts = documents.map(\.allBlocks) + [course.glossary.flatMap(\.meaning)]
  return inParallel(texts.count) { formulaFindings(texts[$0]) }.flatMap(\.self).inReadingOrder()
}

private func formulaFindings(_ blocks: [Block]) -> [Diagnostic] {
  var found: [Diagnostic] = []
  func check(_ math: Math) {
    guard case .failure(let error) = mathML(math.tex, display: math.isDisplay) else { return }
    found.append(
      Diagnostic(
        id: "FormulaError", at: place(of: error, in: math), error.message,
        fixes: ["correct the formula"]))
  }
  visit(
    blocks,
    block: { if case .math(let math) = $0.kind { check(math) } },
    inline: { if case .math(let math) = $0.kind { check(math) } })
  return found
}

extension Document {
  fileprivate var allBlocks: [Block] { blocks + footnotes.flatMap(\.blocks) }
}

/// The line and column of what is wrong in a formula.
func place(of error: MathError, in math: Math) -> SourceSpan {
  var start = math.span.start
  for byte in math.tex.utf8.prefix(error.offset) {
    if byte == UInt8(ascii: "\n") {
      start.line += 1
      start.column = 1
    } else {
      start.column += 1
    }
  }
  return SourceSpan(file: math.span.file, start: start, end: start)
}
