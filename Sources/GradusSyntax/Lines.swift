extension StringProtocol {
  /// The text line by line, empty lines included.
  ///
  /// `split(separator: "\n")` looks for the bounds of letters all the way; this compares bytes.
  package var lines: [SubSequence] {
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { self[$0.startIndex..<$0.endIndex] }
  }

  /// The parts of a text between the places where some ASCII text stands.
  package func parts(between separator: StaticString) -> [SubSequence] {
    let bytes = utf8
    let first = separator.utf8Start.pointee
    var parts: [SubSequence] = []
    var start = bytes.startIndex
    var search = start
    while let place = bytes[search...].firstIndex(of: first) {
      let end = separator.withUTF8Buffer { wanted in
        var end = place
        for byte in wanted {
          guard end < bytes.endIndex, bytes[end] == byte else { return Index?.none }
          bytes.formIndex(after: &end)
        }
        return end
      }
      search = end ?? bytes.index(after: place)
      guard let end else { continue }
      parts.append(self[start..<place])
      start = end
    }
    return parts + [self[start...]]
  }
}
