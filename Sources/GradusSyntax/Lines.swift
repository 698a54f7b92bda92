extension String {
  /// The text line by line, empty lines included.
  ///
  /// `split(separator: "\n")` looks for the bounds of letters all the way; this compares bytes.
  package var lines: [Substring] { parts(between: "\n") }

  /// The parts of a text between the places where some ASCII text stands.
  package func parts(between separator: StaticString) -> [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    for offset in offsets(of: separator) {
      let place = utf8.index(startIndex, offsetBy: offset)
      parts.append(self[start..<place])
      start = utf8.index(place, offsetBy: separator.utf8CodeUnitCount)
    }
    return parts + [self[start...]]
  }

  /// Whether some ASCII text stands anywhere in this one.
  package func mentions(_ text: StaticString) -> Bool { !offsets(of: text).isEmpty }

  /// How many bytes stand before each place of some ASCII text; the places do not overlap.
  private func offsets(of text: StaticString) -> [Int] {
    var copy = self
    return copy.withUTF8 { bytes in
      let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
      var found: [Int] = []
      var index = 0
      while index + wanted.count <= bytes.count {
        if bytes[index] == wanted[0],
          wanted.indices.dropFirst().allSatisfy({ bytes[index + $0] == wanted[$0] })
        {
          found.append(index)
          index += wanted.count
        } else {
          index += 1
        }
      }
      return found
    }
  }
}
