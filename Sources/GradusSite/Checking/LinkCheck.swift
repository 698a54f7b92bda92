import GradusDiagnostics

/// Where a page leads, and what on it can be led to.
struct PageLinks: Sendable {
  var path: String
  /// Addresses within the site.
  var links: [String]
  var ids: [String]

  init(_ path: String, _ tags: [Tag]) {
    self.path = path
    links = tags.compactMap { $0["href"] ?? $0["src"] }.map(unescaped).filter { !isOutside($0) }
    ids = tags.compactMap { $0["id"].map(unescaped) }
  }
}

/// Follows every link of the written pages: to a file that is there, to an anchor that is on it.
///
/// The writer has already reported what authors wrote wrong, at its place; this looks at the result,
/// so that a mistake of a template is found too.
func checkLinks(_ files: [SiteFile], _ pages: [PageLinks]) -> [Diagnostic] {
  let paths = Set(files.map(\.path))
  let anchors = Dictionary(
    pages.map { ($0.path, Set($0.ids)) }, uniquingKeysWith: { first, _ in first })
  var diagnostics: [Diagnostic] = []
  for page in pages {
    let path = page.path
    for link in page.links {
      if link.hasPrefix("#"), anchors[path]?.contains(String(link.dropFirst())) == true { continue }
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
    for id in page.ids where !seen.insert(id).inserted {
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
  ["http://", "https://", "//", "mailto:", "data:"].contains(where: link.hasPrefix)
}
