import GradusDiagnostics
import GradusMarkdown

/// Inline Markdown as words for a terminal.
func words(of inlines: [Inline], style: TextStyle, names: Names) -> [Word] {
  var writer = WordWriter(style: style, names: names)
  writer.visit(inlines) { $0 }
  return writer.words
}

private struct WordWriter {
  let style: TextStyle
  let names: Names
  var words: [Word] = []
  private var needsSpace = false

  init(style: TextStyle, names: Names) {
    self.style = style
    self.names = names
  }

  mutating func visit(_ inlines: [Inline], _ dress: (String) -> String) {
    for inline in inlines {
      switch inline.kind {
      case .text(let text), .bound(let text, _, _): add(text, dress)
      case .code(let code): add(style.usesColour ? code : "`\(code)`", style.cyan)
      case .emphasis(let content):
        let start = words.count
        visit(content, style.underlined)
        if !style.usesColour { emphasise(from: start) }
      case .strong(let content): visit(content, style.bold)
      case .link(let destination, _, let content):
        visit(content, dress)
        if destination.contains("://") { add(" (\(destination))", style.dim) }
      case .image(_, _, let content):
        add("[picture: \(plainText(content))]", dress)
      case .softBreak: needsSpace = true
      case .lineBreak: if !words.isEmpty { words[words.count - 1].endsLine = true }
      case .html: break
      case .math(let math): add(unicodeMath(math.tex), style.bold)
      case .footnoteReference(let label): add("[\(label)]", style.dim)
      case .citation(let keys): add(names.cited(keys), style.dim)
      case .reference(let id): add(names.target(id), dress)
      }
    }
  }

  /// `*one idea*` around the words since `start`, where nothing can be underlined.
  private mutating func emphasise(from start: Int) {
    guard start < words.count else { return }
    words[start].plain = "*" + words[start].plain
    words[start].dressed = "*" + words[start].dressed
    words[words.count - 1].plain += "*"
    words[words.count - 1].dressed += "*"
  }

  private mutating func add(_ text: String, _ dress: (String) -> String) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "\n" }
    for (number, part) in parts.enumerated() {
      if number > 0 { needsSpace = true }
      guard !part.isEmpty else { continue }
      let isGlued = !needsSpace && !(words.last?.endsLine ?? true)
      words.append(Word(plain: String(part), dressed: dress(String(part)), isGlued: isGlued))
      needsSpace = false
    }
  }
}
