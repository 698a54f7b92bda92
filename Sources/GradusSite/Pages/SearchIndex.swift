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
func searchIndex(_ rows: [String]) -> SiteFile {
  SiteFile(
    path: "assets/search-data.js", text: "gradusSearch([\n\(rows.joined(separator: ",\n"))\n])\n")
}

/// A section's line of the index.
func searchRow(_ record: SearchRecord) -> String {
  let address = "\(record.page).html" + (record.anchor.isEmpty ? "" : "#\(record.anchor)")
  return "[" + [address, record.title, record.text].map(quoted).joined(separator: ",") + "]"
}

/// A string as JavaScript writes it.
private func quoted(_ text: String) -> String {
  var made: [UInt8] = [UInt8(ascii: "\"")]
  made.reserveCapacity(text.utf8.count + 32)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""): made += "\\\"".utf8
    case UInt8(ascii: "\\"): made += "\\\\".utf8
    case 0x0A, 0x0D, 0x09: made.append(0x20)
    case UInt8(ascii: "<"): made += "\\u003c".utf8
    default: made.append(byte)
    }
  }
  made.append(UInt8(ascii: "\""))
  return String(decoding: made, as: UTF8.self)
}
