package import GradusDiagnostics

/// A block of CommonMark, or one of the few extensions that lessons use.
package struct Block: Hashable, Sendable {
  package indirect enum Kind: Hashable, Sendable {
    case heading(level: Int, content: [Inline], id: String?)
    case paragraph([Inline])
    case code(CodeFence)
    case quote([Block])
    case callout(Callout)
    case list(MarkdownList)
    case thematicBreak
    case html(String)
    case table(Table)
    case math(Math)
  }

  package var kind: Kind
  package var span: SourceSpan

  package init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// A fenced or indented code block.
package struct CodeFence: Hashable, Sendable {
  /// The info string without a trailing `{#id}`; empty for indented code.
  package var info: String
  package var infoSpan: SourceSpan
  package var literal: String
  /// Line of the file in which the literal starts.
  package var firstLine: Int
  /// How many columns the code stands to the right in the file (inside a list or quote).
  package var indentation: Int
  package var id: String?
}

/// A block quote that begins with `[!NOTE]` or one of its kin.
package struct Callout: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case note = "NOTE"
    case tip = "TIP"
    case warning = "WARNING"
    case hint = "HINT"
    case quiz = "QUIZ"
  }

  package var kind: Kind
  /// What stands behind the marker on its line: the id of a quiz, else usually empty.
  package var argument: String
  package var blocks: [Block]
  package var markerSpan: SourceSpan
}

/// A bullet or numbered list.
package struct MarkdownList: Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    /// The box of a task list item, nil where there is none.
    package var isChecked: Bool?
    package var blocks: [Block]
    package var span: SourceSpan
  }

  /// The first number of a numbered list, nil for bullets.
  package var start: Int?
  package var isTight: Bool
  package var items: [Item]
}

/// A pipe table as on GitHub (GFM 0.29, section 4.10).
package struct Table: Hashable, Sendable {
  package enum Alignment: String, Hashable, Sendable { case none, left, center, right }

  package struct Cell: Hashable, Sendable {
    package var content: [Inline]
    package var span: SourceSpan
  }

  package var alignments: [Alignment]
  package var header: [Cell]
  package var rows: [[Cell]]
  package var id: String?
}

/// A formula in TeX.
package struct Math: Hashable, Sendable {
  package var tex: String
  package var isDisplay: Bool
  /// The `eq:id` of `{#eq:id}`.
  package var label: String?
  /// The formula itself, without its delimiters.
  package var span: SourceSpan
}
