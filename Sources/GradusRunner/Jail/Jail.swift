import CGradusSystem
import GradusDiagnostics

/// What one program may use and touch.
struct Permissions {
  var read: [String] = []
  var execute: [String] = []
  var write: [String] = []
  /// Processor seconds, after which the kernel ends it; above what the runner watches.
  var cpu: Int
  /// Bytes of address space.
  var memory: Int
  /// Bytes that a file may grow to; 0 means that nothing can be written.
  var fileSize: Int
  var files = 64
  /// Its descriptors from 0 on; all others are closed.
  var descriptors = 3
}

/// The door that everything goes through which is not ours: compiler, linker, programs, symboliser.
struct Jail: Sendable {
  let program: String
  let confinement: Confinement

  init(_ program: String) throws(GradusError) {
    self.program = program
    #if os(macOS)
      // There is neither Landlock nor seccomp. sandbox-exec is deprecated and still works; this
      // branch has not been run where it counts, so it never claims more than "partly".
      confinement =
        isExecutable(Jail.sandboxExec)
        ? .partly("macOS: sandbox-exec and limits") : .unconfined("macOS without sandbox-exec")
    #else
      let pipe = try Pipe()
      let probe = try Child(
        Command(program: program, arguments: ["--probe"]), descriptors: [1: pipe.writing])
      pipe.writing.close()
      let answer = Stream(pipe.reading, limit: 4096)
      guard drain([answer], until: gradus_now() + 10), probe.reap(wait: true)?.status == 0 else {
        throw GradusError(
          .sandboxUnavailable, subject: "\(program) does not answer", underlying: answer.text,
          fix: "start Gradus with ./gradus in its own folder; it builds what is missing")
      }
      confinement = Confinement(probe: answer.text)
    #endif
  }

  private static let sandboxExec = "/usr/bin/sandbox-exec"

  /// The same command, inside.
  func command(_ inner: Command, _ allowed: Permissions) -> Command {
    var arguments: [String] = []
    for path in allowed.read { arguments += ["--read", path] }
    for path in allowed.execute { arguments += ["--execute", path] }
    for path in allowed.write { arguments += ["--write", path] }
    for variable in inner.environment { arguments += ["--env", variable] }
    arguments += ["--keep", "\(allowed.descriptors)", "--cpu", "\(allowed.cpu)"]
    #if !os(macOS)
      // An address space of macOS counts libraries that all programs share.
      arguments += ["--memory", "\(allowed.memory)"]
    #endif
    arguments += ["--file-size", "\(max(1, allowed.fileSize))", "--files", "\(allowed.files)"]
    arguments += ["--die-with-parent", "--"]
    #if os(macOS)
      if isExecutable(Jail.sandboxExec) {
        arguments += [Jail.sandboxExec, "-p", profile(allowed)]
      }
    #endif
    arguments.append(inner.program)
    return Command(
      program: program, arguments: arguments + inner.arguments, environment: [],
      folder: inner.folder)
  }

  #if os(macOS)
    /// Files by path, no network, no other processes.
    private func profile(_ allowed: Permissions) -> String {
      func quoted(_ path: String) -> String {
        "\"" + path.split(separator: "\"", omittingEmptySubsequences: false).joined() + "\""
      }
      let written = allowed.write.map { "(subpath \(quoted($0)))" }.joined(separator: " ")
      return """
        (version 1)(deny default)(import "system.sb")
        (allow process-exec)(allow file-read*)(allow sysctl-read)
        \(written.isEmpty ? "" : "(allow file-write* \(written))")
        """
    }
  #endif
}
