import GradusDiagnostics
import GradusMarkdown

/// Two things of one lesson must not share an id, or a link to it could mean either.
///
/// Examples stand apart: an example may share its name with a section about it. Headings without an id
/// of their own get one that is free.
func idsAreUnique(_ lesson: Lesson) -> [Diagnostic] {
  var places = lesson.exercises.map { ($0.name.exercise, $0.code.span) }
  places += lesson.quizzes.map { ($0.id, $0.span) }.filter { !$0.0.isEmpty }
  visit(
    lesson.document,
    block: { block in
      switch block.kind {
      case .heading(_, _, let id?): places.append((id, block.span))
      case .math(let math): if let label = math.label { places.append((label, math.span)) }
      case .table(let table): if let id = table.id { places.append((id, block.span)) }
      case .code(let fence): if let id = fence.id { places.append((id, fence.infoSpan)) }
      default: break
      }
    }, inline: { _ in })
  var first: [String: SourceSpan] = [:]
  return places.sorted { $0.1 < $1.1 }.compactMap { id, span in
    defer { first[id] = first[id] ?? span }
    return first[id].map { .duplicateID(id, at: span, first: $0) }
  }
}
