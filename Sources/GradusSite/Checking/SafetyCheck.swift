import GradusDiagnostics

/// Looks for what the pages' own policy would block: styles and scripts written into a page, and
/// anything from another host.
func checkSafety(_ path: String, _ tags: [Tag]) -> [Diagnostic] {
  tags.compactMap(fault).map { summary in
    Diagnostic(
      id: "UnsafeMarkup", at: nil, "\(path): \(summary)",
      explanation: "The pages forbid it to themselves, so a browser would leave it out.",
      fixes: ["use a class, a Markdown construct or a file of the theme"])
  }
}

private func fault(_ tag: Tag) -> String? {
  if tag["style"] != nil { return "a style attribute in \(tag.written)" }
  switch tag.name {
  case "style": return "a style sheet written into the page"
  case "script" where tag["src"] == nil: return "a script written into the page"
  case "iframe", "object", "embed": return "something embedded: \(tag.written)"
  case "link" where tag["rel"] == "stylesheet" && isForeign(tag["href"]):
    return "something from another host: \(tag.written)"
  default: break
  }
  if isForeign(tag["src"]) { return "something from another host: \(tag.written)" }
  let isHandler = tag.attributes.contains { $0.name.hasPrefix("on") }
  return isHandler ? "an event handler in \(tag.written)" : nil
}

private func isForeign(_ address: String?) -> Bool {
  guard let address else { return false }
  return ["http://", "https://", "//"].contains(where: address.hasPrefix)
}
