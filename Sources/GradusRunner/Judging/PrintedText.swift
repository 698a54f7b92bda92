/// What a program printed, safe to show on a terminal or a page.
///
/// Escape sequences, control and formatting characters are gone, so that nothing printed can move the
/// cursor, change colours, hide text or turn it round. Lines and tabs stay.
package func cleaned(_ printed: some Collection<UInt8>) -> String {
  var result = String.UnicodeScalarView()
  var scalars = String(decoding: printed, as: UTF8.self).unicodeScalars.makeIterator()
  var pending = scalars.next()
  while let scalar = pending {
    pending = scalars.next()
    switch scalar {
    case "\n", "\t": result.append(scalar)
    case "\r":
      // A Windows line end is one; alone it would let later text write over earlier text.
      if pending != "\n" { result.append("\n") }
    case "\u{1B}", "\u{9B}":
      pending = afterSequence(scalar, pending, &scalars)
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator: break
      default: result.append(scalar)
      }
    }
  }
  return String(result)
}

/// Skips the rest of an escape sequence and returns what follows it.
private func afterSequence(
  _ introducer: Unicode.Scalar, _ first: Unicode.Scalar?,
  _ scalars: inout String.UnicodeScalarView.Iterator
) -> Unicode.Scalar? {
  var next = first
  if introducer == "\u{1B}" {
    guard let kind = next else { return nil }
    switch kind {
    case "[": next = scalars.next()
    case "]", "P", "X", "^", "_":
      // A string up to BEL or ESC \.
      while let scalar = scalars.next() {
        if scalar == "\u{07}" { return scalars.next() }
        if scalar == "\u{1B}" {
          _ = scalars.next()
          return scalars.next()
        }
      }
      return nil
    default: return scalars.next()
    }
  }
  // Parameters and intermediates, then one final character.
  while let scalar = next, (0x20...0x3F).contains(scalar.value) { next = scalars.next() }
  return next.map { (0x40...0x7E).contains($0.value) } == true ? scalars.next() : next
}

/// The text with a mark before each line, so that no line of it can be taken for one of ours.
package func prefixed(_ text: String, with mark: String = "| ") -> String {
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines.map { mark + $0 }.joined(separator: "\n")
}
