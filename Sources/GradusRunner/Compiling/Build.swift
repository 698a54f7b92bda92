import CGradusSystem
import GradusDiagnostics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A compilation or a link on its way.
package final class Build {
  let child: Child
  let output: Stream
  private let deadline: Double

  init(
    _ command: Command, on bench: Workbench, in folder: String, alsoWriting folders: [String] = [],
    alsoReading readable: [String] = [], seconds: Int = 10
  ) throws(GradusError) {
    let pipe = try Pipe()
    var allowed = bench.buildPermissions(in: folder, seconds: seconds)
    allowed.write += folders
    allowed.read += readable
    let jailed = bench.jail.command(command, allowed)
    let ready = bench.ready.first { $0.program == command.program }
    if let copy = ready?.start(jailed, output: pipe.writing) {
      child = copy
    } else {
      child = try Child(jailed, descriptors: [1: pipe.writing, 2: pipe.writing])
    }
    pipe.writing.close()
    output = Stream(pipe.reading, limit: 1 << 20)
    // Waiting for a processor is not the learner's fault.
    deadline = gradus_now() + Double(seconds) * 4
  }

  package enum Outcome: Equatable {
    case built
    /// With everything that was said.
    case refused(String)
    case tooLong
    case outOfMemory
    /// With what it said last.
    case crashed(String)
  }

  /// Waits for the end.
  func finish() -> Outcome {
    let inTime = drain([output], until: deadline)
    if !inTime { child.kill() }
    guard let end = child.reap(wait: true) else { return .crashed("") }
    let text = output.text
    if end.signal == 0 && end.status == 0 { return .built }
    if !inTime || end.signal == SIGXCPU || end.signal == SIGKILL { return .tooLong }
    let lostMemory = ["LLVM ERROR: out of memory", "std::bad_alloc", "Allocation failed"]
    if lostMemory.contains(where: text.contains) { return .outOfMemory }
    // The compiler says so itself when it crashes; a signal says so too.
    if end.signal != 0 || text.contains("Please submit a bug report") { return .crashed(text) }
    return .refused(text)
  }
}
