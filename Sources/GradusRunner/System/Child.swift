import CGradusSystem
import GradusDiagnostics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One end of a pipe; closed when nobody holds it any more, or before.
final class Descriptor {
  private(set) var number: Int32

  init(_ number: Int32) { self.number = number }

  func close() {
    guard number >= 0 else { return }
    _ = systemClose(number)
    number = -1
  }

  deinit { close() }
}

private func systemClose(_ fd: Int32) -> Int32 { close(fd) }

/// A pipe between two programs, or between a program and the runner.
struct Pipe {
  let reading: Descriptor
  let writing: Descriptor

  init() throws(GradusError) {
    var ends: (Int32, Int32) = (-1, -1)
    let result = gradus_pipe(&ends.0, &ends.1)
    guard result == 0 else {
      throw GradusError(
        .internalFault, subject: "no pipe could be made", underlying: systemMessage(-result),
        fix: "close other programs, or raise the limit of open files (ulimit -n)")
    }
    reading = Descriptor(ends.0)
    writing = Descriptor(ends.1)
  }
}

/// A program to start.
struct Command {
  var program: String
  var arguments: [String]
  /// NAME=VALUE; a program gets these and no others.
  var environment: [String] = []
  var folder: String?
}

/// A program that was started, in a session and process group of its own.
final class Child {
  let pid: Int32
  private(set) var end: gradus_end?
  let began = gradus_now()

  /// Starts a program; `descriptors` maps its descriptor numbers to ours.
  ///
  /// Its standard input is empty unless it is mapped.
  init(_ command: Command, descriptors: [Int32: Descriptor]) throws(GradusError) {
    let nothing = Descriptor(open("/dev/null", O_RDWR | O_CLOEXEC))
    var table: [gradus_descriptor] = []
    for standard: Int32 in 0...2 where descriptors[standard] == nil {
      table.append(gradus_descriptor(child: standard, ours: nothing.number))
    }
    for (child, ours) in descriptors.sorted(by: { $0.key < $1.key }) {
      table.append(gradus_descriptor(child: child, ours: ours.number))
    }
    let result = withCStrings([command.program] + command.arguments) { arguments in
      withCStrings(command.environment) { environment in
        gradus_spawn(
          command.program, arguments, environment, command.folder, table, Int32(table.count))
      }
    }
    guard result > 0 else {
      throw GradusError(
        .internalFault, subject: "\(command.program) could not be started",
        underlying: systemMessage(-result), fix: "gradus doctor shows what is missing here")
    }
    pid = result
  }

  /// A program that is our child, started by a ``ReadyProgram``.
  init(copy pid: Int32) { self.pid = pid }

  var isRunning: Bool { end == nil }

  /// Processor seconds so far.
  var used: Double { end?.seconds ?? max(0, gradus_used(pid)) }

  /// Seconds so far that it could have run and no processor was free; nil where nobody counts them.
  var starved: Double? {
    let seconds = gradus_starved(pid)
    return seconds < 0 ? nil : seconds
  }

  /// Collects the end if it has come.
  @discardableResult
  func reap(wait: Bool = false) -> gradus_end? {
    if let end { return end }
    var found = gradus_end()
    let result = gradus_reap(pid, wait ? 1 : 0, &found)
    if result > 0 { end = found }
    // Somebody else collected it: nothing is known of its end but that it came.
    if result < 0 { end = gradus_end(pid: pid, signal: SIGKILL, status: 0, seconds: 0, peak: 0) }
    return end
  }

  /// Ends the whole group, and waits until the program is gone.
  ///
  /// Once it was collected its number may belong to somebody else.
  func kill() {
    beginKilling()
    reap(wait: true)
  }

  /// Ends the whole group and does not wait for it, so that several can go at once.
  func beginKilling() {
    if isRunning { gradus_kill(pid) }
  }

  deinit { if isRunning { kill() } }
}

/// The C form of a list of strings, with the null at its end.
private func withCStrings<R>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
) -> R {
  var copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  copies.append(nil)
  return copies.withUnsafeBufferPointer { buffer in
    guard let first = buffer.baseAddress else {
      preconditionFailure("the list has at least the null in it, so it has an address")
    }
    return body(first)
  }
}

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }
