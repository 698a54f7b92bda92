package import GradusDiagnostics
package import GradusLessons
import GradusMarkdown

/// Every formula of the course that cannot be set, without writing a page.
///
/// `lint` and `verify` ask, so that an author does not meet a mistyped command at the build only.
package func formulaFindings(_ course: Course) -> [Diagnostic] {
  var found: [Diagnostic] = []
  func check(_ math: Math) {
    guard case .failure(let error) = mathML(math.tex, display: math.isDisplay) else { return }
    found.append(
      Diagnostic(
        id: "FormulaError", at: place(of: error, in: math), error.message,
        fixes: ["correct the formula"]))
  }
  let documents = [course.document] + course.lessons.map(\.document)
  for blocks in documents.map(\.allBlocks) + course.glossary.map(\.meaning) {
    visit(
      blocks,
      block: { if case .math(let math) = $0.kind { check(math) } },
      inline: { if case .math(let math) = $0.kind { check(math) } })
  }
  return found.inReadingOrder()
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
