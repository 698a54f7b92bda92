import GradusLessons
import GradusMarkdown

/// A section as search sees it: prose, headings and formulas, no programs.
struct SearchRecord: Hashable, Sendable {
  var page: String
  var anchor: String
  var title: String
  var text = ""

  mutating func add(_ block: LessonBlock) {
    switch block {
    case .prose(let block): add(words(block))
    case .exercise(let exercise): add(exercise.name.exercise)
    case .quiz(let quiz): for block in quiz.question { add(words(block)) }
    case .shared, .example, .check, .probe, .wrong, .hint, .sketch, .listing: break
    }
  }

  private mutating func add(_ words: String) {
    guard !words.isEmpty else { return }
    text += (text.isEmpty ? "" : " ") + words
  }
}

/// The words of a block and of everything in it.
private func words(_ block: Block) -> String {
  switch block.kind {
  case .heading: ""
  case .paragraph(let content): plainText(content)
  case .quote(let blocks): blocks.map(words).joined(separator: " ")
  case .callout(let callout): callout.blocks.map(words).joined(separator: " ")
  case .list(let list): list.items.flatMap(\.blocks).map(words).joined(separator: " ")
  case .table(let table):
    (table.header + table.rows.flatMap { $0 }).map { plainText($0.content) }.joined(separator: " ")
  case .math(let math): math.tex
  case .code, .thematicBreak, .html: ""
  }
}

/// The index as a script: a page opened from disk may load a script, but may not read a file.
func searchIndex(_ records: [SearchRecord]) -> SiteFile {
  let rows = records.map { record in
    let address = "\(record.page).html" + (record.anchor.isEmpty ? "" : "#\(record.anchor)")
    return "[" + [address, record.title, record.text].map(quoted).joined(separator: ",") + "]"
  }
  return SiteFile(
    path: "assets/search-data.js", text: "gradusSearch([\n\(rows.joined(separator: ",\n"))\n])\n")
}

/// A string as JavaScript writes it.
private func quoted(_ text: String) -> String {
  var made = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": made += "\\\""
    case "\\": made += "\\\\"
    case "\n", "\r", "\t", "\u{2028}", "\u{2029}": made += " "
    case "<": made += "\\u003c"
    default: made.unicodeScalars.append(scalar)
    }
  }
  return made + "\""
}
