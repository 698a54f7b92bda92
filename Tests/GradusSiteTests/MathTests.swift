import Foundation
import GradusSite
import GradusTestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// One line of `formulas.txt`: a name, D or I, and the TeX.
struct Formula: Sendable, CustomTestStringConvertible {
  var name: String
  var isDisplay: Bool
  var tex: String
  var testDescription: String { name }

  static func all() throws -> [Formula] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let text = try String(
      contentsOf: folder.appending(path: "Golden/formulas.txt"), encoding: .utf8)
    return text.split(separator: "\n").map { line in
      let parts = line.split(separator: "|", maxSplits: 2)
      return Formula(name: String(parts[0]), isDisplay: parts[1] == "D", tex: String(parts[2]))
    }
  }
}

@Suite struct MathTests {
  @Test func writesThirtyFormulasAsRecorded() throws {
    let formulas = try Formula.all()
    #expect(formulas.count == 30)
    let lines = try formulas.map { formula in
      "\(formula.name)\t\(try mathML(formula.tex, display: formula.isDisplay).get())"
    }
    #expect(try differenceFromGolden(lines.joined(separator: "\n") + "\n", "formulas.mathml") == "")
  }

  @Test func isWellFormedAndHoldsNoStyle() throws {
    for formula in try Formula.all() {
      let made = try mathML(formula.tex, display: formula.isDisplay).get()
      #expect(!made.contains(" style="), "\(formula.name)")
      let parser = XMLParser(data: Data(made.utf8))
      #expect(parser.parse(), "\(formula.name): \(made)")
      #expect(made.contains("<annotation encoding=\"application/x-tex\">"))
    }
  }

  @Test func takesOneDigitAsAnArgument() throws {
    #expect(try body("\\tfrac12").contains("<mfrac><mn>1</mn><mn>2</mn></mfrac>"))
    #expect(try body("x^12") == "<mrow><msup><mi>x</mi><mn>1</mn></msup><mn>2</mn></mrow>")
    #expect(try body("3.14") == "<mn>3.14</mn>")
  }

  @Test func tellsASignFromASubtraction() throws {
    #expect(try body("-x").contains("<mo form=\"prefix\" lspace=\"0\" rspace=\"0\">−</mo>"))
    #expect(try body("a-x").contains("<mo lspace=\"0.2222em\" rspace=\"0.2222em\">−</mo>"))
    #expect(
      try body("a=-x").contains("<mo form=\"prefix\" lspace=\"0.2778em\" rspace=\"0\">−</mo>"))
    #expect(try body("x_{t-1}").contains("<mo lspace=\"0\" rspace=\"0\">−</mo>"))
  }

  @Test func putsLimitsBelowOnlyInADisplay() throws {
    #expect(try body("\\min_G x").hasPrefix("<mrow><msub><mi>min</mi>"))
    #expect(try body("\\min_G x", display: true).hasPrefix("<mrow><munder><mi>min</mi>"))
    #expect(try body("\\sum\\limits_i x").contains("<munder>"))
  }

  @Test func usesUnicodeLettersInsteadOfVariants() throws {
    #expect(try body("\\mathbb{E}") == "<mi mathvariant=\"normal\">𝔼</mi>")
    #expect(try body("\\mathcal{L}") == "<mi mathvariant=\"normal\">ℒ</mi>")
    #expect(try body("\\mathbf{x}") == "<mi mathvariant=\"normal\">𝐱</mi>")
    #expect(try body("\\mathrm{KL}") == "<mi>KL</mi>")
    #expect(try body("\\boldsymbol{\\mu}") == "<mi mathvariant=\"normal\">𝝁</mi>")
  }

  @Test func separatesAFunctionFromItsLetter() throws {
    #expect(
      try body("\\log x")
        == "<mrow><mi>log</mi><mspace width=\"0.1667em\"></mspace><mi>x</mi></mrow>")
    #expect(try !body("\\log(x)").contains("mspace"))
  }

  @Test func joinsPrimesAndScripts() throws {
    #expect(try body("f''").contains("″"))
    #expect(try body("f_t'").hasPrefix("<msubsup>"))
  }

  @Test func keepsTheTeXForCopying() throws {
    let made = try mathML(" a < b ", display: false).get()
    #expect(made.hasSuffix(">a &lt; b</annotation></semantics></math>"))
  }

  @Test(arguments: [
    ("\\foral x", 0, "\\foral is not a command Gradus knows; did you mean \\forall?"),
    ("a + \\zzzzzz", 4, "\\zzzzzz is not a command Gradus knows"),
    ("\\frac{1}", 8, "\\frac needs something after it"),
    ("x^{2", 2, "this '{' is never closed"),
    ("a}", 1, "this '}' closes nothing"),
    ("x_1_2", 3, "a second subscript here: which of the two is meant? use braces"),
    ("x^1^2", 3, "a second superscript here: which of the two is meant? use braces"),
    ("a & b", 2, "'&' lines up columns, and there are none here; write \\& for the sign"),
    ("a \\\\ b", 2, "'\\\\' ends a row, and there are no rows here; use \\begin{aligned}"),
    ("\\left( x", 0, "this \\left has no \\right"),
    ("x \\right)", 2, "this \\right closes nothing"),
    ("\\left x", 6, "\\left needs a delimiter after it, such as ( or \\lVert"),
    (
      "\\begin{alined} x \\end{alined}", 0,
      "\\begin{alined} is not an environment Gradus knows; did you mean \\begin{aligned}?"
    ),
    ("\\begin{cases} x", 0, "this \\begin{cases} has no \\end{cases}"),
    ("\\begin{cases} x \\end{matrix}", 16, "\\end{matrix} closes \\begin{cases}"),
    ("50%", 2, "'%' would start a TeX comment; write \\%"),
    ("é#", 2, "'#' means something else to TeX; write \\#"),
    ("\\text x", 6, "\\text needs words in braces"),
    ("\\sqrt[3", 5, "this '[' is never closed"),
    ("x \\", 2, "a backslash with nothing after it"),
    ("\\begin x", 7, "begin needs a name in braces"),
    ("\\substack x", 10, "\\substack needs rows in braces"),
    ("x ☃", 2, "'☃' is not a sign Gradus knows in a formula"),
    ("\\operatorname{a+b}", 13, "\\operatorname takes a name made of letters"),
    (
      "x \\label{eq:a}", 2,
      "\\label is not for here: put the label after the fence, as in ```math {#eq:name}"
    ),
  ])
  func saysWhatIsWrongAndWhere(tex: String, offset: Int, message: String) {
    #expect(mathML(tex, display: false) == .failure(MathError(offset: offset, message: message)))
  }
}

/// What stands between `<semantics>` and the annotation.
private func body(_ tex: String, display: Bool = false) throws -> String {
  let made = try mathML(tex, display: display).get()
  let start = try #require(made.range(of: "<semantics>")).upperBound
  let end = try #require(made.range(of: "<annotation")).lowerBound
  return String(made[start..<end])
}
