import GradusDiagnostics

/// Looks for what the pages' own policy would block: styles and scripts written into a page, and
/// anything from another host.
func checkSafety(_ files: [SiteFile]) -> [Diagnostic] {
  var diagnostics: [Diagnostic] = []
  for file in files where file.path.hasSuffix(".html") {
    for tag in tags(file.text) {
      guard let summary = fault(tag) else { continue }
      diagnostics.append(
        Diagnostic(
          id: "UnsafeMarkup", at: nil, "\(file.path): \(summary)",
          explanation: "The pages forbid it to themselves, so a browser would leave it out.",
          fixes: ["use a class, a Markdown construct or a file of the theme"]))
    }
  }
  return diagnostics
}

private func tags(_ html: String) -> [Substring] {
  var found: [Substring] = []
  var rest = html.utf8[...]
  while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
    let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
    found.append(Substring(rest[start..<end]))
    rest = rest[end...].dropFirst()
  }
  return found
}

private func fault(_ tag: Substring) -> String? {
  let shown = "\(tag.prefix(60))>"
  if tag.contains(" style=\"") { return "a style attribute in \(shown)" }
  if tag.hasPrefix("<style") { return "a style sheet written into the page" }
  if tag.hasPrefix("<script"), !tag.contains(" src=\"") { return "a script written into the page" }
  if tag.hasPrefix("<iframe") || tag.hasPrefix("<object") || tag.hasPrefix("<embed") {
    return "something embedded: \(shown)"
  }
  if tag.contains(" src=\"http")
    || (tag.hasPrefix("<link") && tag.contains("rel=\"stylesheet\" href=\"http"))
  {
    return "something from another host: \(shown)"
  }
  let isHandler = ["onclick", "onload", "onerror", "onmouseover", "oninput", "onchange"]
    .contains { tag.contains(" \($0)=\"") }
  return isHandler ? "an event handler in \(shown)" : nil
}
