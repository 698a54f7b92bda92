import GradusDiagnostics
import GradusMarkdown

/// A number in the prose that a run has to confirm must name an example of its lesson.
///
/// Whether the run recorded it, and what it was, is for `verify` to say.
func boundNumbersNameAnExample(_ course: Course) -> [Diagnostic] {
  var found: [Diagnostic] = []
  for lesson in course.lessons {
    let known = lesson.examples.map(\.id)
    visit(lesson.document, block: { _ in }) { inline in
      guard case .bound(let text, let example, let name) = inline.kind else { return }
      if name.isEmpty {
        found.append(.boundNumberWithoutName(example, at: inline.span))
      } else if !known.contains(example) {
        found.append(.unknownExample(example, known: known, at: inline.span))
      } else if printedNumber(text) == nil {
        found.append(.boundTextIsNoNumber(text, at: inline.span))
      }
    }
  }
  return found
}

/// A number as prose prints it, and half a unit of its last digit.
package func printedNumber(_ text: String) -> (value: Double, tolerance: Double)? {
  let plain = String(text.map { $0 == "−" ? "-" : $0 }.filter { $0 != "\u{202F}" && $0 != "," })
  let isPercent = plain.hasSuffix("%")
  let digits = plain.filter { $0 != "%" }.trimmed
  guard let value = Double(digits), value.isFinite else { return nil }
  let mantissa = digits.split { $0 == "e" || $0 == "E" }
  let decimals = mantissa.first?.split(separator: ".", omittingEmptySubsequences: false)
  var unit = 1.0
  for _ in 0..<((decimals?.count ?? 0) > 1 ? decimals?[1].count ?? 0 : 0) { unit /= 10 }
  if mantissa.count > 1, let exponent = Int(mantissa[1]), (-400...400).contains(exponent) {
    for _ in 0..<abs(exponent) { unit = exponent < 0 ? unit / 10 : unit * 10 }
  }
  let scale = isPercent ? 0.01 : 1
  return (value * scale, unit * scale * 0.5000001)
}

extension Diagnostic {
  static func boundNumberWithoutName(_ example: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "BoundNumberWithoutName", at: span,
      "'#run:\(example)' does not say which number of the example it means",
      fixes: ["write '#run:EXAMPLE/NAME', with the name that the example gave to 'record'"])
  }

  static func boundTextIsNoNumber(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "BoundTextIsNoNumber", at: span, "'\(text)' is no number, so no run can confirm it",
      fixes: ["write the number between the brackets, and words outside"])
  }
}
