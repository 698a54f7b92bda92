/// The finding as compilers print it, so that editors and CI can jump to it.
///
///     Lessons/rnn.md:52:17: error: 'steps' names no exercise in this lesson [UnknownExercise]
///       fix: write 'step'
package func oneLine(_ diagnostic: Diagnostic) -> String {
  let place = diagnostic.span.map { "\($0): " } ?? ""
  var lines = ["\(place)\(diagnostic.severity.rawValue): \(diagnostic.summary) [\(diagnostic.id)]"]
  if let explanation = diagnostic.explanation { lines.append("  why: \(explanation)") }
  for note in diagnostic.notes {
    lines.append("  note: " + (note.span.map { "\($0): " } ?? "") + note.text)
  }
  lines += diagnostic.fixes.map { "  fix: \($0)" }
  return lines.joined(separator: "\n")
}
