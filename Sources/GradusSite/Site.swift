package import GradusDiagnostics
package import GradusLessons

/// A file of the site: its place below the site's root, and its bytes.
package struct SiteFile: Hashable, Sendable {
  package var path: String
  package var contents: [UInt8]

  package init(path: String, contents: [UInt8]) {
    self.path = path
    self.contents = contents
  }

  package init(path: String, text: String) {
    self.init(path: path, contents: Array(text.utf8))
  }

  /// The contents as text; bytes that are none are replaced.
  package var text: String { String(decoding: contents, as: UTF8.self) }
}

/// What a builder may choose.
package struct SiteOptions: Hashable, Sendable {
  /// Where the site will stand, such as `https://example.org/course/`: needed only by what must hold
  /// whole addresses (sitemap, feed, previews of links).
  package var baseURL: String?
  /// Where a lesson's file can be edited; `{path}` stands for `Lessons/bce.md`.
  package var editURL: String?
  /// The exercises that the reader has passed in the terminal, such as "bce/prices".
  ///
  /// A site with an address is for everybody, and holds nobody's progress.
  package var passed: [String]
  /// Leaves the solutions out, for a class that is still at work.
  package var withoutSolutions: Bool

  package init(
    baseURL: String? = nil, editURL: String? = nil, passed: [String] = [],
    withoutSolutions: Bool = false
  ) {
    self.baseURL = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    self.editURL = editURL
    self.passed = baseURL == nil ? passed : []
    self.withoutSolutions = withoutSolutions
  }
}

/// The whole course as files, from values alone: the same course and runs give the same bytes.
///
/// - Parameters:
///   - runs: what came out of each example, by its key (`bce/prices`)
///   - modules: the modules of live figures in base 64, by the same keys
/// - Returns: the files; what is wrong, where any error means "do not publish"; and the ledger that
///   a build ends with
package func renderSite(
  _ course: Course, runs: [String: ExampleRun], modules: [String: [UInt8]] = [:], theme: Theme,
  options: SiteOptions = SiteOptions()
) -> (files: [SiteFile], diagnostics: [Diagnostic], ledger: Ledger) {
  let templates = Templates(theme)
  guard templates.diagnostics.isEmpty else {
    return ([], templates.diagnostics, Ledger(course, runs))
  }
  let labels = Labels(course, runs)
  var diagnostics = labels.diagnostics
  let site = SiteContext(
    course: course, runs: runs, modules: modules, options: options, labels: labels,
    templates: templates, words: WordSearch(course.glossary))

  var files = theme.files
  var rows: [String] = []
  let home = homePage(site)
  files.append(home.file)
  diagnostics += home.diagnostics
  let pages = inParallel(course.lessons.count) { lessonPage(at: $0, site) }
  for page in pages {
    files += page.files
    diagnostics += page.diagnostics
    rows += page.rows
  }
  files.append(notFoundPage(site))
  if let glossary = glossaryPage(site) {
    files.append(glossary.file)
    diagnostics += glossary.diagnostics
  }
  files.append(progressFile(options.passed))
  files.append(searchIndex(rows))
  files += addressFiles(course, options)

  let ledger = Ledger(course, runs)
  diagnostics += ledger.diagnostics
  files.sort { $0.path < $1.path }
  let written = files.filter { $0.path.hasSuffix(".html") }
  let checked = inParallel(written.count) { number in
    let (path, tags) = (written[number].path, tags(written[number].contents))
    return (links: PageLinks(path, tags), faults: checkSafety(path, tags))
  }
  diagnostics += checkLinks(files, checked.map(\.links)) + checked.flatMap(\.faults)
  return (files, diagnostics.inReadingOrder(), ledger)
}

/// What every page is written from.
struct SiteContext: Sendable {
  var course: Course
  var runs: [String: ExampleRun]
  var modules: [String: [UInt8]]
  var options: SiteOptions
  var labels: Labels
  var templates: Templates
  var words: WordSearch
}
