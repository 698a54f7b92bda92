package import GradusDiagnostics

/// One Markdown file as a tree of values, every part with its place in the file.
package struct Document: Hashable, Sendable {
  package var path: String
  package var frontMatter: FrontMatter?
  package var blocks: [Block]
  /// In the order of their first reference; those nobody refers to come last.
  package var footnotes: [Footnote]

  package init(
    path: String, frontMatter: FrontMatter? = nil, blocks: [Block] = [], footnotes: [Footnote] = []
  ) {
    self.path = path
    self.frontMatter = frontMatter
    self.blocks = blocks
    self.footnotes = footnotes
  }
}

/// A note that `[^label]` refers to.
package struct Footnote: Hashable, Sendable {
  package var label: String
  package var blocks: [Block]
  package var span: SourceSpan
}

/// The YAML between the two `---` lines at the top of a file, keys in order.
package struct FrontMatter: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var key: String
    package var value: FrontMatterValue
    package var span: SourceSpan
    package var valueSpan: SourceSpan
  }

  package var entries: [Entry]
  package var span: SourceSpan

  package subscript(key: String) -> Entry? { entries.first { $0.key == key } }
}

/// A YAML value; scalars stay text, so that the reader decides what they mean.
package indirect enum FrontMatterValue: Hashable, Sendable {
  case scalar(String)
  case list([FrontMatterItem])
  case map([FrontMatter.Entry])
}

/// One element of a YAML list.
package struct FrontMatterItem: Hashable, Sendable {
  package var value: FrontMatterValue
  package var span: SourceSpan
}
