/// Text between the tags or in the quoted attributes of XML and HTML.
///
/// XML 1.0 has no way at all to write most control characters, not even as numbers: they are left out.
func markup(_ text: String) -> String {
  var made = ""
  made.reserveCapacity(text.utf8.count)
  for scalar in shown(text).unicodeScalars {
    switch scalar {
    case "&": made += "&amp;"
    case "<": made += "&lt;"
    case ">": made += "&gt;"
    case "\"": made += "&quot;"
    case "'": made += "&#39;"
    case _ where scalar.value & 0xFFFE == 0xFFFE: break
    default: made.unicodeScalars.append(scalar)
    }
  }
  return made
}
