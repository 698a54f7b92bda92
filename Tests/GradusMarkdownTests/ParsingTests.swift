import GradusDiagnostics
import GradusMarkdown
import GradusTestSupport
import Testing

private func parse(_ text: String) -> Document { parseDocument(text, path: "a.md").0 }

private func problems(_ text: String) -> [String] {
  parseDocument(text, path: "a.md").1.map { oneLine($0) }
}

/// A short spelling of inlines, so that a test reads like the text.
private func spell(_ inlines: [Inline]) -> String {
  inlines.map { inline in
    switch inline.kind {
    case .text(let text): text
    case .code(let code): "`\(code)`"
    case .emphasis(let content): "<em>\(spell(content))</em>"
    case .strong(let content): "<b>\(spell(content))</b>"
    case .link(let destination, _, let content): "<a \(destination)>\(spell(content))</a>"
    case .image(let source, _, _): "<img \(source)>"
    case .softBreak: "⏎"
    case .lineBreak: "↵"
    case .html(let html): "<html \(html)>"
    case .math(let math): math.isDisplay ? "<M \(math.tex)>" : "<m \(math.tex)>"
    case .footnoteReference(let label): "<^\(label)>"
    case .citation(let keys): "<@\(keys.joined(separator: ","))>"
    case .reference(let id): "<#\(id)>"
    case .bound(let text, let example, let name): "<\(example)/\(name)=\(text)>"
    }
  }.joined()
}

private func paragraph(_ text: String) -> String {
  guard case .paragraph(let content)? = parse(text).blocks.first?.kind else {
    return "no paragraph"
  }
  return spell(content)
}

struct MathTests {
  @Test(arguments: [
    ("$a*b*c$ and *em*", "<m a*b*c> and <em>em</em>"),
    ("**$x$** and _$y$_", "<b><m x></b> and <em><m y></em>"),
    (#"$\{a\}\\b_1$"#, #"<m \{a\}\\b_1>"#),
    ("it costs $5 or $6", "it costs $5 or $6"),
    ("$5 and `x` $6$", "$5 and `x` <m 6>"),
    ("a $ b $ c", "a $ b $ c"),
    (#"\$x$ y"#, "$x$ y"),
    ("`$x$` stays", "`$x$` stays"),
    ("``a `$x$` b`` stays", "``a `$x$` b``".replacing("``", with: "`") + " stays"),
    ("$x$5 is money", "$x$5 is money"),
    ("[$a](b)$", "[<m a](b)>"),
    ("see $$x$$ here", "see <M x> here"),
    ("$a\nb$ over a line", "<m a\nb> over a line"),
    ("[x](https://a.b/$c$)", "<a https://a.b/$c$>x</a>"),
    ("a <b title=\"$x$\"> c", "a <html <b title=\"$x$\">> c"),
  ])
  func isTakenOutOfTheText(text: String, expected: String) {
    #expect(paragraph(text) == expected)
  }

  @Test func aloneIsABlockWithItsLabel() {
    for text in ["$$\nx = 1\n$$ {#eq:x}", "```math {#eq:x}\nx = 1\n```"] {
      guard case .math(let math)? = parse(text).blocks.first?.kind else {
        Issue.record("no formula in \(text)")
        continue
      }
      #expect(math.label == "eq:x")
      #expect(math.isDisplay)
      #expect(math.tex.contains("x = 1"))
    }
  }

  @Test func losesQuoteMarksInsideQuotes() {
    guard case .quote(let blocks)? = parse("> $$\n> a\n> + b\n> $$").blocks.first?.kind,
      case .math(let math)? = blocks.first?.kind
    else {
      Issue.record("no formula in the quote")
      return
    }
    #expect(math.tex == "\na\n+ b\n")
  }

  @Test func staysInCodeBlocks() {
    for text in ["```\n$x$\n```", "    $x$\n", "> ```\n> $x$\n> ```", "- a\n\n  ```\n  $x$\n  ```"]
    {
      let (document, _) = parseDocument(text, path: "a.md")
      #expect("\(document.blocks)".contains("$x$"), "\(text)")
    }
  }

  @Test func staysInTheCodeOfFootnotes() {
    let document = parse("a[^1]\n\n[^1]: b\n\n    ```\n    $x$\n    ```\n")
    #expect("\(document.footnotes)".contains("literal: \"$x$"))
  }

  @Test func endsWithItsParagraphInAQuote() {
    #expect(problems("> a $$ b\n>\n> c $$ d").count == 2)
  }

  @Test func mustBeClosed() {
    #expect(
      problems("text\n\n$$ x = 1\n\nmore") == [
        """
        a.md:3:1: error: '$$' opens a formula that nothing closes [UnclosedMath]
          fix: close it with '$$' before the next blank line
        """
      ])
  }
}

struct InlineTests {
  @Test(arguments: [
    ("see [](#eq:bce)", "see <#eq:bce>"),
    ("[0.305](#run:demo/loss) nats", "<demo/loss=0.305> nats"),
    ("as in [@a2017; @b.c]", "as in <@a2017,b.c>"),
    ("[@not a key]", "[@not a key]"),
    ("[text](wgan.md#clip)", "<a wgan.md#clip>text</a>"),
    ("one  \ntwo", "one↵two"),
  ])
  func readsWhatLessonsNeed(text: String, expected: String) {
    #expect(paragraph(text) == expected)
  }

  @Test func headingsTakeTheirID() {
    guard
      case .heading(let level, let content, let id)? = parse("## A *b* {#sec:x}").blocks.first?.kind
    else { return }
    #expect(level == 2)
    #expect(spell(content) == "A <em>b</em>")
    #expect(id == "sec:x")
  }

  @Test func headingsKeepTheSpaceBeforeTheirLastWords() {
    guard case .heading(_, let content, let id)? = parse("## `a` and b {#x}").blocks.first?.kind
    else { return }
    #expect(spell(content) == "`a` and b")
    #expect(id == "x")
  }

  @Test func calloutsSayTheirKind() {
    let kinds = Callout.Kind.allCases.map { kind -> Bool in
      guard
        case .callout(let callout)? = parse("> [!\(kind.rawValue)] name\n> Text").blocks.first?.kind
      else { return false }
      return callout.kind == kind && callout.argument == "name" && callout.blocks.count == 1
    }
    #expect(kinds.allSatisfy { $0 })
  }

  @Test func taskListsKnowTheirBoxes() {
    guard case .list(let list)? = parse("- [x] yes\n- [ ] no\n- maybe").blocks.first?.kind else {
      return
    }
    #expect(list.items.map(\.isChecked) == [true, false, nil])
  }
}

struct TableTests {
  private func read(_ text: String) -> Table? {
    for block in parse(text).blocks {
      if case .table(let table) = block.kind { return table }
      if case .quote(let inner) = block.kind, case .table(let table)? = inner.first?.kind {
        return table
      }
    }
    return nil
  }

  @Test func hasHeaderRowsAndAlignment() throws {
    let table = try #require(
      read("| a | b | c |\n|:--|:-:|--:|\n| 1 | *2* | $x|y$ |\n| `p` | q \\| r |\n"))
    #expect(table.alignments == [.left, .center, .right])
    #expect(table.header.map { spell($0.content) } == ["a", "b", "c"])
    #expect(
      table.rows.map { $0.map { spell($0.content) } } == [
        ["1", "<em>2</em>", "<m x|y>"], ["`p`", "q | r", ""],
      ])
  }

  @Test func mayHaveAnIDAndStandInAQuote() throws {
    #expect(try #require(read("| a | b |\n|---|---|\n| 1 | 2 |\n{#tbl:x}\n")).id == "tbl:x")
    #expect(try #require(read("> | a | b |\n> |---|---|\n> | 1 | 2 |\n")).rows.count == 1)
  }

  @Test func mayStandInAList() {
    let document = parse("- a\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n")
    guard case .list(let list)? = document.blocks.first?.kind,
      case .table(let table)? = list.items.first?.blocks.last?.kind
    else {
      Issue.record("no table in the list: \(document.blocks)")
      return
    }
    #expect(table.rows.map { $0.map { spell($0.content) } } == [["1", "2"]])
  }

  @Test func fillsShortRows() throws {
    let table = try #require(read("| a | b |\n|---|---|\n| 1 |\n"))
    #expect(table.rows.map { $0.map { spell($0.content) } } == [["1", ""]])
  }

  @Test func complainsInWords() throws {
    #expect(
      problems("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n") == [
        """
        a.md:3:11: error: the row has 3 cells, and the table 2 columns [RowTooLong]
          fix: write '\\|' for a pipe inside a cell, or give the table another column
        """
      ])
    #expect(
      problems("| a | b |\n|---|\n") == [
        """
        a.md:2:1: error: the row of dashes has 1 column and the row above it 2 [UnevenTable]
          fix: give both as many columns; write '\\|' for a pipe inside a cell
        """
      ])
    #expect(
      problems("text\n| a | b |\n|---|---|\n") == [
        """
        a.md:3:1: error: the table is part of the paragraph above it [TableInParagraph]
          fix: leave a blank line above the table
        """
      ])
  }

  @Test func isNoTableWithoutItsRowOfDashes() {
    #expect(read("| a | b |\n| 1 | 2 |\n") == nil)
    #expect(read("| a | b |\n|---|\n") == nil)
    #expect(read("```\n| a | b |\n|---|---|\n```\n") == nil)
  }
}

struct FootnoteTests {
  @Test func comeInTheOrderOfTheirReferences() {
    let document = parse("One[^b], two[^a].\n\n[^a]: First\n[^b]: Second\n  goes on\n")
    #expect(document.footnotes.map(\.label) == ["b", "a"])
    guard case .paragraph(let content)? = document.footnotes[0].blocks.first?.kind else { return }
    #expect(spell(content) == "Second⏎goes on")
  }

  @Test func complainInWords() {
    #expect(
      problems("Text[^on].\n\n[^one]: A\n[^one]: B\n") == [
        """
        a.md:1:5: error: 'on' names no footnote of this file; did you mean 'one'? [UnknownFootnote]
          fix: define it: [^on]: …
        """,
        """
        a.md:3:1: error: nothing refers to the footnote 'one' [UnusedFootnote]
          fix: write [^one] where it belongs, or remove it
        """,
        """
        a.md:4:1: error: the footnote 'one' is defined twice [DuplicateFootnote]
          note: a.md:3:1: first defined here
          fix: rename one of the two
        """,
      ])
  }
}

struct FrontMatterTests {
  @Test func readsScalarsListsAndMaps() throws {
    let front = try #require(parse("---\na: 1\nb: [x, y]\nc:\n  d: 2\n---\n").frontMatter)
    #expect(front["a"]?.value == .scalar("1"))
    guard case .list(let items)? = front["b"]?.value, case .map(let inner)? = front["c"]?.value
    else {
      Issue.record("list or map is missing")
      return
    }
    #expect(items.map(\.value) == [.scalar("x"), .scalar("y")])
    #expect(inner.map(\.key) == ["d"])
  }

  @Test func complainsInWords() throws {
    #expect(
      problems("---\ntitle: A\n") == [
        """
        a.md:1:1: error: the front matter is never closed [UnclosedFrontMatter]
          fix: write '---' on a line of its own below its last key
        """
      ])
    let bad = [
      "title: A: b", "title: [A", "title: A\ntitle: B", "- title", "title: 'A",
      "title: &a b\nx: *c",
    ]
    let said = bad.map { text in
      ([text] + problems("---\n\(text)\n---\n")).joined(separator: "\n")
    }
    #expect(
      try differenceFromGolden(said.joined(separator: "\n\n") + "\n", "front-matter.txt") == "")
  }

  @Test func readsFilesFromWindows() {
    let document = parse("\u{FEFF}---\r\ntitle: A\r\n---\r\n# A $x$\r\n\r\ntext\r\n")
    #expect(document.frontMatter?["title"]?.value == .scalar("A"))
    #expect(document.blocks.count == 2)
  }
}

struct ReservedCharacterTests {
  @Test func areRefusedUnderAnAccent() {
    #expect(problems("a\u{E001}\u{301}").count == 1)
  }

  @Test func areRefused() {
    #expect(
      problems("ab\nc\u{E000}") == [
        """
        a.md:2:2: error: the private use characters U+E000 to U+E002 are reserved [ReservedCharacter]
          fix: remove the invisible character
        """
      ])
  }
}
