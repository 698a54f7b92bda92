import ArgumentParser
import Foundation
import GradusDiagnostics
import GradusSite
import GradusWorkspace

/// `gradus serve`: the pages as they would be published, kept up with every save.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Show the site in a browser, and again after every save.")

  @OptionGroup var options: CommonOptions
  @Option(help: ArgumentHelp("Where to listen; 0 takes any that is free.", valueName: "port"))
  var port = 4000

  func run() async throws {
    guard (0...65_535).contains(port) else {
      throw WrongUse(
        message: "\(port) is no port from 0 to 65535",
        fix: "leave it out, or take a free one: --port 0")
    }
    let preview = Preview()
    let listener = try Listener(port: port)
    listener.answer { preview.answer($0, port: listener.port) }
    let session = try Session(options)
    session.console.say(serveWords(port: listener.port).called(session.environment.call))
    var shown = ""
    while true {
      let stamp = sourcesStamp(session)
      if stamp != shown {
        shown = stamp
        await show(on: preview, session.console)
      }
      try await Task.sleep(for: .milliseconds(300))
    }
  }

  /// One build; what this machine cannot do is shown like what an author wrote wrong.
  private func show(on preview: Preview, _ console: Console) async {
    let began = Date()
    do {
      let session = try Session(options)
      let site = try await buildSite(session, options: SiteOptions())
      let words = site.findings.filter { $0.severity == .error }.map(oneLine)
      preview.show(site.files, errors: words.joined(separator: "\n\n"))
      console.say(
        previewLine(
          errors: words, pages: site.pages, seconds: Date().timeIntervalSince(began)))
    } catch {
      preview.show([], errors: "\(error)")
      console.note("gradus: \(error)")
    }
  }

  /// Changes whenever a lesson or the theme does.
  private func sourcesStamp(_ session: Session) -> String {
    let theme = "\(session.environment.home ?? session.courseFolder.path)/site"
    return ["\(session.courseFolder.path)/Lessons", theme].map(folderStamp).joined()
  }
}

/// Names, sizes and times of all files below a folder.
private func folderStamp(_ folder: String) -> String {
  let manager = FileManager.default
  let names = manager.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
  return names.sorted().map { name in
    let about = try? manager.attributesOfItem(atPath: "\(folder)/\(name)")
    let time = (about?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(name) \(about?[.size] as? Int ?? 0) \(time)\n"
  }.joined()
}

package func serveWords(port: Int) -> String {
  """
  The site is at http://127.0.0.1:\(port)/ for this machine alone; every save is shown at once.
  Control-C ends it. next: gradus build
  """
}

package func previewLine(errors: [String], pages: Int, seconds: Double) -> String {
  guard errors.isEmpty else {
    return "\(counted(errors.count, "error")); the pages show the last build that was whole\n"
      + errors.joined(separator: "\n")
  }
  return "\(counted(pages, "page")) in \(String(format: "%.1f", seconds)) s"
}
