import GradusDiagnostics

/// One line on its way to cmark: its bytes now, and where each of them stood in the file.
///
/// Formulas, tables and footnotes leave the text before cmark reads it, because plain CommonMark would
/// take their signs for its own. What is put in their place has another length, so every line
/// remembers where its pieces came from; a finding behind a lifted formula still names the true column.
struct SourceLine {
  /// Line of the file, counted from 1.
  var number: Int
  var bytes: [UInt8]
  /// From which byte (counted from 0) of this line on the file's column is which; ascending.
  private(set) var origins: [(offset: Int, column: Int)]

  init(number: Int, bytes: [UInt8]) {
    self.number = number
    self.bytes = bytes
    origins = [(0, 1)]
  }

  /// The file's column of the byte at `offset`; inside a placeholder, of what it stands for.
  func column(at offset: Int) -> Int {
    let origin = origins.last { $0.offset <= offset } ?? (0, 1)
    guard let next = origins.first(where: { $0.offset > offset }) else {
      return origin.column + offset - origin.offset
    }
    return min(origin.column + offset - origin.offset, next.column)
  }

  func position(at offset: Int) -> SourcePosition {
    SourcePosition(line: number, column: column(at: offset))
  }

  var isBlank: Bool { bytes.allSatisfy { $0 == .space || $0 == .tab } }

  /// Whether nothing but quote marks stands in it; it ends a paragraph as a blank line does.
  var isBlankInQuote: Bool {
    bytes.dropFirst(quotePrefixLength(bytes)).allSatisfy { $0 == .space || $0 == .tab }
  }

  /// Where its text begins, behind quote marks and indentation.
  var textOffset: Int {
    let prefix = quotePrefixLength(bytes)
    return prefix + bytes[prefix...].prefix { $0 == .space || $0 == .tab }.count
  }

  /// The rest of the line from `offset` on.
  func dropping(_ offset: Int) -> SourceLine { slice(offset..<bytes.count) }

  func slice(_ range: Range<Int>) -> SourceLine {
    var line = SourceLine(number: number, bytes: Array(bytes[range]))
    line.origins = [(0, column(at: range.lowerBound))]
    for origin in origins where origin.offset > range.lowerBound && origin.offset < range.upperBound
    {
      line.origins.append((origin.offset - range.lowerBound, origin.column))
    }
    return line
  }

  /// The line with each range replaced; ranges ascend and do not overlap.
  func replacing(_ replacements: [(range: Range<Int>, with: [UInt8])]) -> SourceLine {
    var line = SourceLine(number: number, bytes: [])
    line.origins = []
    var done = 0
    func keep(upTo end: Int) {
      guard done < end || line.origins.isEmpty else { return }
      let piece = slice(done..<max(done, end))
      line.origins += piece.origins.map { ($0.offset + line.bytes.count, $0.column) }
      line.bytes += piece.bytes
    }
    for (range, text) in replacements {
      keep(upTo: range.lowerBound)
      line.origins.append((line.bytes.count, column(at: range.lowerBound)))
      line.bytes += text
      done = range.upperBound
      line.origins.append((line.bytes.count, column(at: done)))
    }
    keep(upTo: bytes.count)
    return line
  }
}

extension UInt8 {
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let dollar = UInt8(ascii: "$")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let pipe = UInt8(ascii: "|")

  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isSpace: Bool { self == .space || self == .tab || self == .newline }
}

/// The lines of `text`, whatever ends them; a byte order mark at the start is left out.
///
/// A carriage return alone ends a line too: cmark and the Swift compiler count it as one.
func sourceLines(_ text: String) -> [SourceLine] {
  var bytes = Array(text.utf8)
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
  var lines: [SourceLine] = []
  var start = 0
  for (index, byte) in bytes.enumerated() where byte == .newline || byte == .carriageReturn {
    if byte == .newline, index > 0, bytes[index - 1] == .carriageReturn {
      start = index + 1
      continue
    }
    lines.append(SourceLine(number: lines.count + 1, bytes: Array(bytes[start..<index])))
    start = index + 1
  }
  lines.append(SourceLine(number: lines.count + 1, bytes: Array(bytes[start...])))
  return lines
}
