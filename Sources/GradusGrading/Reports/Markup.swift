import GradusRunner

/// Text between the tags or in the quoted attributes of XML and HTML.
///
/// XML 1.0 has no way at all to write most control characters, not even as numbers: they are left out.
func markup(_ text: String) -> String {
  var legal = String.UnicodeScalarView()
  legal.append(contentsOf: shown(text).unicodeScalars.filter { $0.value & 0xFFFE != 0xFFFE })
  return escaped(String(legal))
}
