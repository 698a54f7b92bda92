import GradusDiagnostics

/// Follows every link of the written pages: to a file that is there, to an anchor that is on it.
///
/// The writer has already reported what authors wrote wrong, at its place; this looks at the result,
/// so that a mistake of a template is found too.
func checkLinks(_ files: [SiteFile]) -> [Diagnostic] {
  let paths = Set(files.map(\.path))
  let pages = files.filter { $0.path.hasSuffix(".html") }.map { ($0.path, Attributes($0.text)) }
  let anchors = Dictionary(
    pages.map { ($0.0, Set($0.1.ids)) }, uniquingKeysWith: { first, _ in first })
  var diagnostics: [Diagnostic] = []
  for (path, attributes) in pages {
    for link in attributes.links where !isOutside(link) {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let file = parts[0].isEmpty ? path : String(parts[0])
      if !paths.contains(file) {
        diagnostics.append(dead(path, link, "there is no \(file)"))
      } else if parts.count > 1, !parts[1].isEmpty,
        anchors[file]?.contains(String(parts[1])) == false
      {
        diagnostics.append(dead(path, link, "nothing on \(file) is called \(parts[1])"))
      }
    }
    var seen: Set<String> = []
    for id in attributes.ids where !seen.insert(id).inserted {
      diagnostics.append(
        Diagnostic(
          id: "DuplicateAnchor", at: nil, "\(path) has two things called '\(id)'",
          fixes: ["give one of them another {#id}"]))
    }
  }
  return diagnostics
}

private func dead(_ page: String, _ link: String, _ reason: String) -> Diagnostic {
  Diagnostic(
    id: "DeadLink", at: nil, "\(page) links to '\(link)', and \(reason)",
    fixes: ["correct the link, or the id that it names"])
}

private func isOutside(_ link: String) -> Bool {
  link.contains("://") || link.hasPrefix("mailto:") || link.hasPrefix("data:")
}

/// The links and ids of a page that we wrote ourselves: attributes in double quotes, text escaped.
struct Attributes {
  private(set) var links: [String] = []
  private(set) var ids: [String] = []

  init(_ html: String) {
    var rest = html.utf8[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
      read(Substring(rest[start..<end]))
      rest = rest[end...].dropFirst()
    }
  }

  private mutating func read(_ tag: Substring) {
    for (name, isLink) in [(" href=\"", true), (" src=\"", true), (" id=\"", false)] {
      guard let found = tag.firstRange(of: name) else { continue }
      let value = unescaped(tag[found.upperBound...].prefix { $0 != "\"" })
      if isLink { links.append(value) } else { ids.append(value) }
    }
  }

  private func unescaped(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    return String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
  }
}
