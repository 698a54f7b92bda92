/// A place in a text file, as editors and compilers count.
package struct SourcePosition: Hashable, Comparable, Codable, Sendable {
  /// Counted from 1.
  package var line: Int
  /// Counted from 1, in UTF-8 bytes, as cmark and the Swift compiler do.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A stretch of a text file; the end is the position behind its last character.
package struct SourceSpan: Hashable, Codable, Sendable {
  /// Relative to the course, with forward slashes: "Lessons/rnn.md".
  package var file: String
  package var start: SourcePosition
  package var end: SourcePosition

  package init(file: String, start: SourcePosition, end: SourcePosition) {
    self.file = file
    self.start = start
    self.end = max(start, end)
  }

  /// One point in a file.
  package init(file: String, line: Int, column: Int = 1) {
    let position = SourcePosition(line: line, column: column)
    self.init(file: file, start: position, end: position)
  }
}

extension SourceSpan: Comparable, CustomStringConvertible {
  /// Reading order: by file, then by place.
  package static func < (left: SourceSpan, right: SourceSpan) -> Bool {
    (left.file, left.start, left.end) < (right.file, right.start, right.end)
  }

  package var description: String { "\(file):\(start.line):\(start.column)" }
}
