package import GradusDiagnostics
import GradusLessons

/// What a learner gets to read of a failed compilation.
///
/// Only findings in the learner's own file, at its own lines; where that file is fine by itself but
/// does not fit what the checks call, a sentence about the difference. Nothing of the code around it.
///
/// - Parameters:
///   - file: under which name the learner's file was compiled
///   - path: under which name the learner knows it
package func learnerFindings(
  _ findings: [CompilerFinding], file: String, path: String, text: String
) -> [Diagnostic] {
  let own = findings.map { turned($0, to: file) }.filter { $0.file == file }.map { finding in
    diagnostic(finding, path: path) { $0.file == file }
  }
  if own.containsErrors { return own }
  var seen: Set<String> = []
  let foreign = findings.filter { $0.file != file && $0.severity == .error }
    .compactMap { mismatch($0, path: path, text: text) }
    .filter { seen.insert($0.summary).inserted }
  return foreign.isEmpty ? own : foreign
}

/// Of a name that is declared twice, the compiler may call either the second one; for the learner it is
/// always the learner's own.
private func turned(_ finding: CompilerFinding, to file: String) -> CompilerFinding {
  guard finding.id == "invalid_redecl", finding.file != file,
    var own = finding.notes.first(where: { $0.file == file })
  else { return finding }
  own.severity = .error
  own.id = finding.id
  own.message = finding.message
  var other = finding
  other.notes = []
  own.notes = [other]
  return own
}

/// A finding of the compiler in our form, with the notes that the reader may see.
func diagnostic(
  _ finding: CompilerFinding, path: String, keeping isOwn: (CompilerFinding) -> Bool
) -> Diagnostic {
  var result = Diagnostic(
    finding.severity, id: finding.id, at: span(finding, path), finding.message,
    notes: finding.notes.filter(isOwn).map { .init($0.message, at: span($0, path)) })
  switch finding.id {
  case "expression_too_complex":
    result.summary = "this expression is too long for the compiler to work out its types"
    result.explanation =
      "Often a number of one type meets one of another in it, such as an Int and a Float."
    result.fixes = ["split it into two or three lines with 'let', and convert with Float(…)"]
  case "illegal_top_level_expr", "illegal_top_level_stmt":
    result.summary = "statements have to stand inside a function here"
    result.explanation =
      "This file is called by the checks; its first line does not run by itself."
    result.fixes = ["move the line into a function, or remove it"]
  case "invalid_redecl" where finding.notes.contains { !isOwn($0) }:
    result.explanation =
      "The lesson's own code, which is compiled beside yours, has this name already."
    result.fixes = ["remove yours and use the lesson's, or choose another name"]
  default: break
  }
  return result
}

private func span(_ finding: CompilerFinding, _ path: String) -> SourceSpan {
  let end = SourcePosition(
    line: finding.position.line, column: finding.position.column + finding.width)
  return SourceSpan(file: path, start: finding.position, end: end)
}
