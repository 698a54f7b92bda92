import GradusDiagnostics
import Mustache

/// How the pages look: templates, and files that are copied as they are.
package struct Theme: Sendable {
  /// Mustache sources by name: `page` for `templates/page.mustache`.
  package var templates: [String: String]
  /// Style sheet, script and fonts, at their places in the site.
  package var files: [SiteFile]

  /// Sorts the files of a theme folder, given with their paths below it.
  ///
  /// What a theme is made *with* (scripts, notes) stays behind.
  package init(folder: [SiteFile]) {
    templates = [:]
    files = []
    for file in folder {
      if file.path.hasPrefix("templates/"), file.path.hasSuffix(".mustache") {
        let name = file.path.dropFirst("templates/".count).dropLast(".mustache".count)
        templates[String(name)] = file.text
      } else if Theme.published.contains(where: file.path.hasSuffix) {
        files.append(SiteFile(path: "assets/" + file.path, contents: file.contents))
      }
    }
  }

  private static let published = [".css", ".js", ".woff2", ".svg", ".png", ".ico", "OFL.txt"]
}

/// The templates, read and ready.
struct Templates: Sendable {
  private var library = MustacheLibrary()
  private(set) var diagnostics: [Diagnostic] = []

  /// What a theme has to provide.
  static let names = [
    "page", "lesson", "home", "notfound", "glossary", "example", "figure", "exercise", "quiz",
  ]

  init(_ theme: Theme) {
    for name in Templates.names {
      guard let source = theme.templates[name] else {
        diagnostics.append(
          Diagnostic(
            id: "MissingTemplate", at: nil, "the theme has no templates/\(name).mustache",
            fixes: ["add it, or use the theme that comes with Gradus"]))
        continue
      }
      do {
        library.register(try MustacheTemplate(string: source), named: name)
      } catch {
        diagnostics.append(
          Diagnostic(
            id: "BrokenTemplate", at: nil, "templates/\(name).mustache: \(error)",
            fixes: ["close every {{#section}} with {{/section}}"]))
      }
    }
  }

  func render(_ name: String, _ values: [String: Any]) -> String {
    library.render(withoutBlanks(values), withTemplate: name) ?? ""
  }
}

/// To the template engine an empty text is something to show; to us it is a section to leave out.
private func withoutBlanks(_ values: [String: Any]) -> [String: Any] {
  values.compactMapValues { value in
    switch value {
    case let text as String: text.isEmpty ? nil : text
    case let inner as [String: Any]: inner.isEmpty ? nil : withoutBlanks(inner)
    case let list as [[String: Any]]: list.map(withoutBlanks)
    default: value
    }
  }
}
