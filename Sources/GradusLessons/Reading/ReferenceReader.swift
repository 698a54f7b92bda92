import GradusDiagnostics
import GradusMarkdown

/// Reads `references.yml`: one source a key.
func readReferences(_ text: String) -> ([Reference], [Diagnostic]) {
  var (entries, diagnostics) = readYAML(text, path: referencesPath)
  let known = ["authors", "title", "venue", "year", "doi", "url"]
  let references = entries.compactMap { entry -> Reference? in
    guard case .map(let pairs) = entry.value else {
      diagnostics.append(.wrongValue(entry.key, wanted: "keys of its own", at: entry.span))
      return nil
    }
    var fields: [String: String] = [:]
    for pair in pairs {
      guard known.contains(pair.key) else {
        diagnostics.append(.unknownKey(pair.key, known: known, at: pair.span))
        continue
      }
      if case .scalar(let text) = pair.value { fields[pair.key] = text }
    }
    for key in ["authors", "title", "year"] where fields[key, default: ""].isEmpty {
      diagnostics.append(.incompleteReference(entry.key, missing: key, at: entry.span))
    }
    return Reference(
      key: entry.key, authors: fields["authors", default: ""], title: fields["title", default: ""],
      venue: fields["venue"], year: fields["year", default: ""],
      link: fields["doi"].map { "https://doi.org/\($0)" } ?? fields["url"])
  }
  return (references, diagnostics)
}

extension Diagnostic {
  static func incompleteReference(
    _ key: String, missing: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "IncompleteReference", at: span, "the source '\(key)' has no '\(missing)'",
      fixes: ["add '\(missing): …' below it"])
  }
}
