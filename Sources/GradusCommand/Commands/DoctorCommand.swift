import ArgumentParser
import Foundation
package import GradusDiagnostics
import GradusLessons
package import GradusRunner
import GradusWorkspace

/// `gradus doctor`: every piece this machine needs, and the command that brings a missing one.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check this machine and say what to type for what is missing.")

  @OptionGroup var options: CommonOptions

  func run() async throws {
    let environment = Environment.current()
    let console = Console(environment: environment, plain: options.plain)
    let pieces = await examine(environment)
    console.say(doctorScreen(pieces, call: environment.call, style: console.style))
    if pieces.contains(where: { $0.state == .missing }) { throw ExitStatus.machineCannot }
  }

  private func examine(_ environment: Environment) async -> [Piece] {
    let platform = Platform.current()
    var pieces: [Piece] = []
    do {
      let toolchain = try Toolchain.find()
      pieces.append(Piece(name: "Swift compiler", state: .fine, detail: toolchain.version))
    } catch {
      pieces.append(
        Piece(
          name: "Swift compiler", state: .missing, detail: error.underlying ?? error.subject,
          fix: platform.swiftFix))
    }
    do {
      let paths = try RuntimePaths.beside(executable: environment.executable)
      pieces.append(Piece(name: "Gradus core", state: .fine, detail: paths.library))
    } catch {
      pieces.append(
        Piece(
          name: "Gradus core", state: .missing, detail: firstLine("\(error)"), fix: error.fix))
    }
    pieces.append(cmarkPiece(platform, isHere: hasCmarkHeader()))
    pieces += await runnerPieces(environment, platform)
    let server = (try? Toolchain.find())?.languageServer
    pieces.append(editorPiece(platform, server: server))
    do {
      let session = try Session(options, environment: environment, forAuthor: true)
      let errors = session.findings.filter { $0.severity == .error }.count
      pieces.append(
        Piece(
          name: "course", state: errors == 0 ? .fine : .worse,
          detail: "\(session.course.title): \(counted(session.course.lessons.count, "lesson"))",
          fix: errors == 0 ? nil : "gradus lint   (\(counted(errors, "error")) in the lessons)"))
      pieces.append(workspacePiece(session))
    } catch let error as GradusError {
      pieces.append(
        Piece(name: "course", state: .missing, detail: firstLine("\(error)"), fix: error.fix))
    } catch {
      pieces.append(Piece(name: "course", state: .missing, detail: "\(error)", fix: "gradus lint"))
    }
    return pieces
  }

  /// Whether an exercise can be judged, and how far its program is kept away from this machine.
  private func runnerPieces(_ environment: Environment, _ platform: Platform) async -> [Piece] {
    let runner: Runner
    do {
      runner = try Runner(
        toolchain: try Toolchain.find(),
        paths: try RuntimePaths.beside(executable: environment.executable))
    } catch {
      return [
        Piece(
          name: "trial exercise", state: .missing, detail: firstLine("\(error)"), fix: error.fix)
      ]
    }
    return [await trialPiece(runner, platform), confinementPiece(runner.confinement)]
  }

  private func workspacePiece(_ session: Session) -> Piece {
    do {
      try session.workspace.update { _ in }
      return Piece(name: "workspace", state: .fine, detail: session.workspaceShown)
    } catch {
      return Piece(
        name: "workspace", state: .missing, detail: firstLine("\(error)"), fix: error.fix)
    }
  }
}

/// One thing that has to be there.
package struct Piece: Hashable, Sendable {
  package enum State: Hashable, Sendable {
    case fine
    /// It works, but less well than it could.
    case worse
    case missing
  }
  var name: String
  var state: State
  var detail: String
  var fix: String?

  package init(name: String, state: State, detail: String, fix: String? = nil) {
    self.name = name
    self.state = state
    self.detail = detail
    self.fix = fix
  }
}

package func confinementPiece(_ confinement: Confinement) -> Piece {
  guard case .confined = confinement else {
    return Piece(
      name: "confinement", state: .worse, detail: confinement.description,
      fix: "nothing to do for your own code; a class is best graded on Linux 5.13 or newer")
  }
  return Piece(name: "confinement", state: .fine, detail: confinement.description)
}

/// Only editors ask for it.
package func editorPiece(_ platform: Platform, server: String?) -> Piece {
  Piece(
    name: "editor support", state: server == nil ? .worse : .fine,
    detail: server ?? "no sourcekit-lsp beside the compiler; editors will not complete names",
    fix: server == nil ? platform.swiftFix : nil)
}

/// Needed only to build Gradus again; what runs now has it.
package func cmarkPiece(_ platform: Platform, isHere: Bool) -> Piece {
  Piece(
    name: "libcmark", state: isHere ? .fine : .worse,
    detail: isHere ? "reads the lessons" : "here, but not its header, which the next build needs",
    fix: isHere ? nil : platform.cmarkFix)
}

private func hasCmarkHeader() -> Bool {
  ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].contains {
    FileManager.default.fileExists(atPath: "\($0)/cmark.h")
  }
}

package func doctorScreen(_ pieces: [Piece], call: String, style: TextStyle) -> String {
  var lines: [String] = []
  for piece in pieces {
    let word =
      switch piece.state {
      case .fine: style.green("ok     ")
      case .worse: style.bold("partly ")
      case .missing: style.red("missing")
      }
    lines.append("\(word)  \(piece.name.padded(to: 26))  \(piece.detail)")
    if let fix = piece.fix { lines.append("           fix: \(fix.called(call))") }
  }
  let missing = pieces.filter { $0.state == .missing }.count
  lines.append("")
  lines.append(
    missing == 0
      ? "Everything Gradus needs is here.\nnext: \(call)"
      : "\(counted(missing, "piece")) missing.\nnext: type what stands after 'fix', then: \(call) doctor"
  )
  return lines.joined(separator: "\n")
}
