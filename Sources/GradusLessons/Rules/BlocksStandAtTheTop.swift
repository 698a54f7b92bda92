import GradusDiagnostics
import GradusMarkdown

/// Code with a role, hints and quizzes count only outside lists, quotes and footnotes.
///
/// Deeper down nothing would run or ask them, and nobody would notice.
func blocksStandAtTheTop(_ lesson: Lesson) -> [Diagnostic] {
  var found: [Diagnostic] = []
  let top = Set(lesson.document.blocks.map(\.span))
  visit(
    lesson.document,
    block: { block in
      guard !top.contains(block.span) else { return }
      switch block.kind {
      case .code(let fence) where hasRole(fence.info): found.append(.nestedCode(fence.infoSpan))
      case .callout(let callout) where callout.kind == .hint || callout.kind == .quiz:
        found.append(.nestedCallout(callout.kind, at: callout.markerSpan))
      default: break
      }
    }, inline: { _ in })
  return found
}

private func hasRole(_ info: String) -> Bool {
  let words = info.split(separator: " ")
  return words.first == "output" || (words.first == "swift" && words.dropFirst().first != "sketch")
}

extension Diagnostic {
  static func nestedCode(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "NestedCode", at: span, "code inside a list, quote or footnote is never run",
      fixes: ["move it out, or write 'swift sketch' if it is pseudo code"])
  }

  static func nestedCallout(_ kind: Callout.Kind, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "NestedCallout", at: span,
      "'[!\(kind.rawValue)]' stands inside a list, quote or footnote, where nobody asks for it",
      fixes: ["move it out"])
  }
}
