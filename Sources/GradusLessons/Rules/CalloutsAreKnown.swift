import GradusDiagnostics
import GradusMarkdown

/// A quote that begins with `[!…]` has to be one of the kinds that pages and terminals know.
func calloutsAreKnown(_ lesson: Lesson) -> [Diagnostic] {
  var found: [Diagnostic] = []
  visit(
    lesson.document,
    block: { block in
      switch block.kind {
      case .quote(let blocks):
        guard case .paragraph(let content)? = blocks.first?.kind, let first = content.first,
          case .text(let text) = first.kind, text.hasPrefix("[!"), text.contains("]")
        else { return }
        found.append(
          .unknownCallout(String(text.dropFirst(2).prefix { $0 != "]" }), at: first.span))
      case .callout(let callout) where callout.kind != .quiz && !callout.argument.isEmpty:
        // One word beside a hint is the mistake that it answers.
        if callout.kind == .hint, isMistakeName(callout.argument) { return }
        found.append(.textBesideMarker(callout.kind, at: callout.markerSpan))
      default: break
      }
    }, inline: { _ in })
  return found
}

extension Diagnostic {
  static func unknownCallout(_ name: String, at span: SourceSpan) -> Diagnostic {
    let known = Callout.Kind.allCases.map(\.rawValue)
    return Diagnostic(
      id: "UnknownCallout", at: span,
      "'[!\(name)]' is no kind of callout\(didYouMean(name, among: known))",
      fixes: ["use one of: \(known.joined(separator: ", "))"])
  }

  static func textBesideMarker(_ kind: Callout.Kind, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "TextBesideMarker", at: span, "the text beside '[!\(kind.rawValue)]' would be lost",
      fixes: ["begin it on the next line, behind '> '"])
  }
}
