import GradusDiagnostics
import GradusMarkdown
import GradusTestSupport
import Testing

/// Where things stand, however much was lifted out in front of them.
struct PositionTests {
  private func inlines(_ text: String) -> [Inline] {
    var found: [Inline] = []
    func collect(_ blocks: [Block]) {
      for block in blocks {
        switch block.kind {
        case .paragraph(let content), .heading(_, let content, _): found += content
        case .quote(let inner): collect(inner)
        case .callout(let callout): collect(callout.blocks)
        case .list(let list): for item in list.items { collect(item.blocks) }
        case .table(let table):
          for cell in table.header + table.rows.joined() { found += cell.content }
        default: break
        }
      }
    }
    collect(parseDocument(text, path: "a.md").0.blocks)
    return found
  }

  @Test(arguments: [
    "Plain $x$ then ⟦1⟧`code`", "Ünïcode $α_β$ then ⟦1⟧`code`", "> quoted $a*b*c$ ⟦1⟧`code`",
    "- item $x$ and $y$ ⟦1⟧`code`", "> - deep[^n] [@key] ⟦1⟧`code`\n\n[^n]: note",
    "first line $x$\nsecond $y$ ⟦1⟧`code`", "$$a$$ and $b$ ⟦1⟧`code`",
    "text\n   indented ⟦1⟧`code`", "> a\nlazy $x$ ⟦1⟧`code`", "- item\n      far ⟦1⟧`code`",
    "> - a\n>   b\n> c $x$ ⟦1⟧`code`", "a\rb ⟦1⟧`code`", "1. a\n\n   $$x\n   y$$ ⟦1⟧`code`",
    "- a\n\n  | $x$ | ⟦1⟧`code` |\n  |---|---|",
  ])
  func namesTheTrueColumnBehindLiftedPieces(marked: String) throws {
    let marked = MarkedText(marked)
    let code = try #require(
      inlines(marked.text).first {
        if case .code = $0.kind { true } else { false }
      })
    // cmark counts a code span from behind its backtick.
    var place = marked["1"]
    place.column += 1
    #expect(code.span.start == place)
  }

  @Test func placesFormulasThemselves() throws {
    let marked = MarkedText("Über ⟦1⟧$⟦2⟧x^2$ und\n$$\n⟦3⟧y\n$$")
    let formulas = inlines(marked.text).compactMap { inline -> (Inline, Math)? in
      if case .math(let math) = inline.kind { (inline, math) } else { nil }
    }
    #expect(formulas.count == 2)
    #expect(formulas[0].0.span.start == marked["1"])
    #expect(formulas[0].1.span.start == marked["2"])
    #expect(formulas[1].1.tex == "\ny\n")
  }

  @Test func placesTableCells() throws {
    let marked = MarkedText("| a | $x|y$ | ⟦1⟧`c` |\n|---|---|---|\n| 1 | 2 | ⟦2⟧`d` |\n")
    let code = inlines(marked.text).filter { if case .code = $0.kind { true } else { false } }
    #expect(code.map(\.span.start.column) == [marked["1"].column + 1, marked["2"].column + 1])
    #expect(code.map(\.span.start.line) == [1, 3])
  }

  @Test func placesCodeInFences() throws {
    let marked = MarkedText(
      "text\n\n- item\n\n  ```⟦1⟧swift example x {#ex:a}\n⟦2⟧  let a = 1\n  ```\n")
    guard case .list(let list) = parseDocument(marked.text, path: "a.md").0.blocks[1].kind,
      case .code(let fence)? = list.items[0].blocks.last?.kind
    else {
      Issue.record("no fence in the list")
      return
    }
    #expect(fence.info == "swift example x")
    #expect(fence.id == "ex:a")
    #expect(fence.infoSpan.start == marked["1"])
    #expect(fence.firstLine == marked["2"].line)
    #expect(fence.indentation == 2)
    #expect(fence.literal == "let a = 1\n")
  }

  @Test func countsBytesInFrontMatter() throws {
    let marked = MarkedText("---\na: [é, ⟦1⟧b]\nü: ⟦2⟧c\n---\n")
    let front = try #require(parseDocument(marked.text, path: "a.md").0.frontMatter)
    guard case .list(let items)? = front["a"]?.value else {
      Issue.record("no list")
      return
    }
    #expect(items[1].span.start == marked["1"])
    #expect(front["ü"]?.valueSpan.start == marked["2"])
  }

  @Test func countsFrontMatterLines() throws {
    let marked = MarkedText("---\ntitle: A\n⟦1⟧summary: ⟦2⟧B c\n---\n⟦3⟧# A\n")
    let document = parseDocument(marked.text, path: "a.md").0
    let entry = try #require(document.frontMatter?["summary"])
    #expect(entry.span.start == marked["1"])
    #expect(entry.valueSpan.start == marked["2"])
    #expect(document.blocks[0].span.start == marked["3"])
  }
}
