/// What stands for a lifted piece while cmark reads the text.
///
/// The characters are of the private use area: to CommonMark they are letters, so `**$x$**` still is
/// strong and `_$x$_` still is emphasis. A source that contains them is refused.
enum Placeholder {
  static let open: Character = "\u{E000}"
  static let close: Character = "\u{E001}"
  /// Keeps a line that has been lifted away in its paragraph, and vanishes afterwards.
  static let filler: Character = "\u{E002}"

  static func bytes(_ index: Int) -> [UInt8] { Array("\(open)\(index)\(close)".utf8) }
  static let fillerBytes = Array(String(filler).utf8)
  static let reserved: Set<Character> = [open, close, filler]
  /// The byte with which each of the three begins, and hardly anything else.
  static let firstByte: UInt8 = 0xEE
}

/// A piece that was taken out of the text before cmark read it.
enum Lifted {
  case math(Math)
  case footnoteReference(String)
  case citation([String])
  case table(LiftedTable)
}

/// A table whose cells are still source.
struct LiftedTable {
  var alignments: [Table.Alignment]
  var header: [SourceLine]
  var rows: [[SourceLine]]
  var id: String?
}
