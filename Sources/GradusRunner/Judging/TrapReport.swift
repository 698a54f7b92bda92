import CGradusSystem
import GradusDiagnostics
import GradusLessons

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The last words of a program that trapped: a signal, return addresses, and their places in its
/// source where it could tell them.
package struct TrapReport: Hashable {
  /// Offsets into the program's file, innermost first; those outside of it are some library's.
  typealias Places = [UInt64]

  var signal: Int32
  /// What it tried to reach, for a signal about memory.
  var address: UInt64
  var stack: UInt64
  var places: Places
  /// What the program found out itself; nil when it did not come to an end with that.
  package var frames: [Frame]?

  /// Reads what CGradusTrap writes.
  ///
  /// A program can forge it: it decides only what is said about the program's own end.
  package init?(_ text: String) {
    let lines = text.split(separator: "\n")
    let head = (lines.first ?? "").split(separator: " ")
    guard head.count == 6, head[0] == "signal", let signal = Int32(head[1], radix: 16),
      let address = UInt64(head[3], radix: 16), let stack = UInt64(head[5], radix: 16)
    else { return nil }
    self.signal = signal
    self.address = address
    self.stack = stack
    places = lines.dropFirst().compactMap { line in
      line.hasPrefix("pc ") ? UInt64(line.dropFirst(3), radix: 16) : nil
    }
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    if let first = all.firstIndex(of: "places"), let last = all.lastIndex(of: "all places"),
      first < last
    {
      frames = GradusRunner.frames(all[(first + 1)..<last].joined(separator: "\n"))
    }
  }

  /// Whether the program ran over the end of its stack: it touched memory right where the stack ends.
  var isStackOverflow: Bool {
    guard signal == SIGSEGV || signal == SIGBUS else { return false }
    let distance = address > stack ? address - stack : stack - address
    return distance < 1 << 20
  }
}

/// A place in source code that an address belongs to.
package struct Frame: Hashable {
  var function: String
  var file: String
  var line: Int
  var column: Int
}

/// What `llvm-symbolizer` prints: for each address function and place, once for every call that was
/// inlined there, and an empty line.
func frames(_ text: String) -> [Frame] {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  var frames: [Frame] = []
  var index = 0
  while index + 1 < lines.count {
    if lines[index].isEmpty {
      index += 1
      continue
    }
    let place = lines[index + 1].split(separator: ":", omittingEmptySubsequences: false)
    // A program may have forged it; no file has a million lines.
    if place.count >= 3, let line = Int(place[place.count - 2]),
      let column = Int(place[place.count - 1]), max(line, column) < 1_000_000
    {
      frames.append(
        Frame(
          function: String(lines[index]), file: place.dropLast(2).joined(separator: ":"),
          line: line, column: column))
    }
    index += 2
  }
  return frames
}

/// The source places of a report: what the program said, or what a symboliser is finding out, in the
/// jail, because the program's file is a stranger's work.
final class Symbolising {
  private let child: Child?
  private let answer: Stream?
  /// What was found, once it was waited for.
  private lazy var found: [Frame] = known ?? waitForFrames()
  private let known: [Frame]?

  init(
    _ report: TrapReport, in executable: String, on bench: Workbench
  ) throws(GradusError) {
    let toolchain = bench.toolchain
    known = report.frames
    guard known == nil, let symboliser = toolchain.symboliser, !report.places.isEmpty else {
      child = nil
      answer = nil
      return
    }
    let pipe = try Pipe()
    let permissions = Permissions(
      read: (systemFolders + [toolchain.root, folder(of: symboliser), executable]).unique,
      execute: [symboliser, toolchain.interpreter].compactMap(realPath).unique,
      cpu: 5, memory: 2 << 30, fileSize: 0)
    child = try Child(
      bench.jail.command(
        Command(
          program: realPath(symboliser) ?? symboliser,
          // A recursion shows the same few functions again and again; the innermost will do.
          arguments: ["--obj=\(executable)", "--inlines", "--no-demangle"]
            + report.places.prefix(24).map { "0x" + String($0, radix: 16) },
          environment: ["LC_ALL=C.UTF-8"], folder: "/"), permissions),
      descriptors: [1: pipe.writing])
    pipe.writing.close()
    answer = Stream(pipe.reading, limit: 1 << 18)
  }

  /// Waits for the places, innermost first; none where they cannot be found.
  var places: [Frame] { found }

  private func waitForFrames() -> [Frame] {
    guard let child, let answer else { return [] }
    guard drain([answer], until: gradus_now() + 10), child.reap(wait: true)?.status == 0 else {
      child.kill()
      return []
    }
    return frames(answer.text)
  }
}
