/// Something wrong with what an author or a learner wrote, and how to put it right.
package struct Diagnostic: Hashable, Codable, Sendable {
  package enum Severity: String, Codable, Sendable { case error, warning, note }

  /// A second place that explains the first: "first defined here".
  package struct Note: Hashable, Codable, Sendable {
    package var span: SourceSpan?
    package var text: String

    package init(_ text: String, at span: SourceSpan? = nil) {
      self.span = span
      self.text = text
    }
  }

  package var severity: Severity
  /// The rule's stable name, such as "UnknownExercise".
  package var id: String
  /// The narrowest place that is true; nil when the finding is about no place in particular.
  package var span: SourceSpan?
  /// A headline without a full stop: the specific thing first.
  package var summary: String
  /// The answer to the reader's next "why?".
  package var explanation: String?
  package var notes: [Note]
  /// Verb phrases: what to do about it.
  package var fixes: [String]

  package init(
    _ severity: Severity = .error, id: String, at span: SourceSpan?, _ summary: String,
    explanation: String? = nil, notes: [Note] = [], fixes: [String] = []
  ) {
    self.severity = severity
    self.id = id
    self.span = span
    self.summary = summary
    self.explanation = explanation
    self.notes = notes
    self.fixes = fixes
  }
}

extension Sequence<Diagnostic> {
  /// Reading order, findings without a place last.
  package func inReadingOrder() -> [Diagnostic] {
    sorted { left, right in
      switch (left.span, right.span) {
      case (let a?, let b?): (a, left.id) < (b, right.id)
      case (.some, .none): true
      case (.none, .some): false
      case (.none, .none): (left.id, left.summary) < (right.id, right.summary)
      }
    }
  }

  package var containsErrors: Bool { contains { $0.severity == .error } }
}
