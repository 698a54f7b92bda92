import GradusDiagnostics
import GradusLessons
import GradusMarkdown

/// Writes what stands on one page, and remembers what the page needs at its end.
struct PageWriter {
  let site: SiteContext
  /// The lesson's slug; empty on the home page.
  let page: String
  let footnotes: [String: Footnote]
  var diagnostics: [Diagnostic] = []
  /// Keys in the order in which they were first cited.
  private(set) var cited: [String] = []
  /// Labels of footnotes in the order of their references; the index gives the number.
  private(set) var noted: [String] = []
  /// Which way the next quotation mark turns.
  var quotes = Quotes()
  /// The frames of the recorded runs on the page.
  var replays: [SiteFile] = []
  /// The modules of the page's live figures.
  var modules: [SiteFile] = []
  /// Whether the text being written may link words of the glossary.
  var linksWords = false
  /// Meanings link no words, or each would drag in others.
  var isWritingMeanings = false
  /// Words of the glossary that the page has linked, in their order.
  var linkedWords: [Term] = []
  /// Footnotes met in the block that is being written, to be set beside it.
  private var pendingNotes: [String] = []

  init(_ site: SiteContext, page: String, document: Document) {
    self.site = site
    self.page = page
    footnotes = Dictionary(
      document.footnotes.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func report(
    _ id: String, at span: SourceSpan?, _ summary: String, explanation: String? = nil, fix: String
  ) {
    diagnostics.append(
      Diagnostic(id: id, at: span, summary, explanation: explanation, fixes: [fix]))
  }

  /// The address of another page as seen from this one.
  func address(of target: Labels.Target) -> String {
    let anchor =
      target.anchor.isEmpty ? (target.page == page ? "#main" : "") : "#\(target.anchor)"
    return target.page == page ? anchor : "\(target.page).html\(anchor)"
  }

  mutating func cite(_ key: String) {
    if !cited.contains(key) { cited.append(key) }
  }

  /// The number of a footnote; its text is set beside the block that names it first.
  mutating func note(_ label: String) -> Int {
    if let index = noted.firstIndex(of: label) { return index + 1 }
    noted.append(label)
    pendingNotes.append(label)
    return noted.count
  }

  /// The notes of the block just written; each becomes a side note.
  mutating func takeNotes() -> [String] {
    defer { pendingNotes = [] }
    return pendingNotes
  }
}
