import GradusRunner

/// Attempts that know how Gradus works: its symbols, its pipes, its other programs.
let trickCases: [HostileCase] =
  symbols + pipes + starts + neighbours + calls + fineWords

private let write = c("put(_: Int32, _: UnsafeRawPointer, _: Int) -> Int", "write")
private let read = c("get(_: Int32, _: UnsafeMutableRawPointer, _: Int) -> Int", "read")
private let openFile = c("openFile(_: UnsafePointer<CChar>, _: Int32) -> Int32", "open")
private let leave = c("leave(_: Int32) -> Never", "_exit")

/// Names that the probe, the runtime and the C library are called by.
private let symbols: [HostileCase] =
  [
    ("gradus_read", "(_ fd: Int32, _ p: UnsafeMutableRawPointer, _ n: Int) -> Int32 { 1 }"),
    ("gradus_watch_traps", "(_ fd: Int32) {}"),
    ("gradus_leave", "(_ status: Int32) {}"),
    ("read", "(_ fd: Int32, _ p: UnsafeMutableRawPointer, _ n: Int) -> Int { n }"),
    ("malloc", "(_ n: Int) -> OpaquePointer? { nil }"),
    ("memcmp", "(_ a: OpaquePointer, _ b: OpaquePointer, _ n: Int) -> Int32 { 0 }"),
    ("swift_release", "(_ p: OpaquePointer?) {}"),
    ("main", "(_ n: Int32, _ p: OpaquePointer?) -> Int32 { 0 }"),
    ("_exit", "(_ status: Int32) {}"),
    ("fabsf", "(_ x: Float) -> Float { 0 }"),
  ].map { symbol, rest in
    HostileCase(
      "take the name \(symbol)",
      [.failed, .endedEarly, .trapped, .timedOut, .compileError, .memoryLimit], refused: true,
      "@_cdecl(\"\(symbol)\") public func mine\(rest)\nfunc total(xs: [Float]) -> Float { 0 }")
  }

private let pipes: [HostileCase] = [
  HostileCase(
    "replies before the first question", [.endedEarly, .failed, .compileError, .trapped],
    refused: true,
    write + """
      let early: Bool = {
        var bytes: [UInt8] = [19, 0, 0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 64, 64]
        for _ in 0..<20 { _ = put(4, &bytes, bytes.count) }
        return true
      }()
      func total(xs: [Float]) -> Float { early ? 0 : 1 }
      """),
  HostileCase(
    "a good-bye in place of an answer", [.failed, .endedEarly], refused: true,
    only(
      "var bytes: [UInt8] = [14, 0, 0, 0, 8, 1, 0, 0, 0, 3, 2, 0, 0, 0, 0, 0, 0, 0]; _ = put(4, &bytes, bytes.count); leave(0)",
      before: write + leave)),
  HostileCase(
    "swallow the next question", [.timedOut, .failed, .endedEarly, .trapped], refused: true,
    only(
      "var bytes = [UInt8](repeating: 0, count: 4096); _ = get(3, &bytes, 4096); return 0",
      before: read)),
  HostileCase(
    "the pipes of another try", [.failed, .endedEarly], refused: true,
    only(
      """
      var bytes: [UInt8] = [19, 0, 0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 64, 64]
      for fd in 6..<64 { _ = put(Int32(fd), &bytes, bytes.count) }
      return 0
      """, before: write)),
  HostileCase(
    "a forged answer, then a trap, in every check", [.failed, .trapped, .endedEarly],
    refused: true,
    only(
      """
      var bytes: [UInt8] = [19, 0, 0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 64, 64]
      for _ in 0..<9 { _ = put(4, &bytes, bytes.count) }
      fatalError("gone")
      """, before: write)),
  HostileCase(
    "a number of bytes that no memory holds", [.failed, .endedEarly, .trapped], refused: true,
    only(
      "var bytes: [UInt8] = [255, 255, 255, 255]; _ = put(4, &bytes, 4); return 0", before: write)),
  HostileCase(
    "a list that says it is endless", [.failed, .endedEarly, .trapped], refused: true,
    only(
      "var bytes: [UInt8] = [5, 0, 0, 0, 8, 255, 255, 255, 255]; _ = put(4, &bytes, 9); return 0",
      before: write)),
  HostileCase(
    "more parts than any memory holds", [.failed, .endedEarly], refused: true, seconds: 5,
    only(
      """
      // A list of sixty million times nothing, each a byte long on its way and forty in memory.
      let count = 60_000_000
      var bytes = [UInt8](repeating: 0, count: count + 23)
      func number(_ value: Int, _ at: Int) {
        for i in 0..<4 { bytes[at + i] = UInt8(value >> (8 * i) & 255) }
      }
      number(count + 19, 0); bytes[4] = 8; number(2, 5); bytes[9] = 3; bytes[18] = 8; number(count, 19)
      var done = 0
      while done < bytes.count {
        let sent = bytes.withUnsafeBytes { put(4, $0.baseAddress! + done, bytes.count - done) }
        if sent <= 0 { break }
        done += sent
      }
      return 0
      """, before: write)),
  HostileCase(
    "a place in its source that no number holds", [.trapped], refused: true, secret: "\u{1B}",
    only(
      """
      let most = "9223372036854775807"
      let words = "signal 4 address 0 stack 0\\npc 10\\nplaces\\n"
        + "Swift runtime failure: \\u{1B}[2Jpassed\\nf.swift:\\(most):\\(most)\\n\\nall places\\n"
      var bytes = Array(words.utf8)
      _ = put(5, &bytes, bytes.count)
      stop()
      """, before: write + c("stop() -> Never", "abort"))),
  HostileCase(
    "stop itself", [.timedOut], refused: true,
    only("_ = strike(19); return 0", before: c("strike(_: Int32) -> Int32", "raise"))),
  HostileCase(
    "open the pipes of the judge", [.failed, .trapped], refused: true, secret: "GOT",
    only(
      """
      // Its own pipes it may open again: it holds them anyway.
      for id in own() - 40..<own() + 40 where id != own() {
        for fd in 1...8 where openFile("/proc/\\(id)/fd/\\(fd)", 1) >= 0 { print("GOT") }
      }
      return 0
      """, before: openFile + c("own() -> Int32", "getpid"))),
  HostileCase(
    "its own answer pipe, twice", [.failed, .endedEarly, .passed], refused: true,
    answering(
      "let fd = openFile(\"/proc/self/fd/4\", 1); if fd >= 0 { var b: [UInt8] = [0]; _ = put(fd, &b, 1) }",
      before: openFile + write)),
]

/// Code that runs before the first question or after the last answer.
private let starts: [HostileCase] = [
  HostileCase(
    "a constructor", [.endedEarly, .compileError, .failed], refused: true,
    leave
      + """
      @_cdecl("early") public func early() { leave(0) }
      @_section(".init_array") @_used let before: @convention(c) () -> Void = early
      func total(xs: [Float]) -> Float { 0 }
      """),
  HostileCase(
    "a constructor in the new spelling", [.endedEarly, .compileError, .failed], refused: true,
    leave
      + """
      @_cdecl("early") public func early() { leave(0) }
      @section(".init_array") @used let before: @convention(c) () -> Void = early
      func total(xs: [Float]) -> Float { 0 }
      """),
  HostileCase(
    "replace a function while it runs", [.failed, .compileError], refused: true,
    "@_dynamicReplacement(for: double(_:)) func mine(_ x: Float) -> Float { 3 }\nfunc total(xs: [Float]) -> Float { 0 }"
  ),
  HostileCase(
    "a type that answers for the probe", [.failed, .compileError, .endedEarly],
    "extension Float { public var wire: Int { 3 } }\nfunc total(xs: [Float]) -> Float { 0 }"),
  HostileCase(
    "an Array that reads other inputs", [.failed, .compileError],
    "extension Array where Element == Float { init(wire: Int) { self = [] } }\nfunc total(xs: [Float]) -> Float { 0 }"
  ),
  HostileCase(
    "the stack turned over to a signal", [.timedOut, .trapped, .failed, .endedEarly], refused: true,
    only(
      "_ = handle(11, OpaquePointer(bitPattern: 1)); UnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1; return 0",
      before: c("handle(_: Int32, _: OpaquePointer?) -> OpaquePointer?", "signal"))),
  HostileCase(
    "a deadlock", [.timedOut], refused: true,
    only("while pause() < 1 {}; return 0", before: c("pause() -> Int32", "pause"))),
  HostileCase(
    "two main functions", [.compileError, .failed, .endedEarly],
    "func main() { print(\"passed\") }\nfunc total(xs: [Float]) -> Float { main(); return 0 }"),
]

/// Other programs, and what they leave lying about.
private let neighbours: [HostileCase] = [
  HostileCase(
    "trace a sibling", [.failed], refused: true, secret: "GOT",
    only(
      """
      for id in own() - 20..<own() + 20 where id != own() && trace(16, id, 0, 0) == 0 { print("GOT") }
      return 0
      """,
      before: c("trace(_: Int, _: Int32, _: Int, _: Int) -> Int", "ptrace")
        + c("own() -> Int32", "getpid"))),
  HostileCase(
    "read a sibling's memory", [.failed], refused: true, secret: "GOT",
    only(
      """
      for id in own() - 20..<own() + 20 where id != own() {
        for name in ["mem", "maps", "environ", "auxv"] {
          let fd = openFile("/proc/\\(id)/\\(name)", 0)
          var bytes = [UInt8](repeating: 0, count: 64)
          if fd >= 0, get(fd, &bytes, 64) > 0 { print("GOT") }
        }
      }
      return 0
      """, before: openFile + read + c("own() -> Int32", "getpid"))),
  HostileCase(
    "kill a sibling", [.failed], refused: true, secret: "GOT",
    only(
      """
      for id in own() - 20..<own() + 20 where id != own() && strike(id, 9) == 0 { print("GOT") }
      return 0
      """,
      before: c("strike(_: Int32, _: Int32) -> Int32", "kill") + c("own() -> Int32", "getpid"))),
  HostileCase(
    "let a pipe send the signal", [.failed], refused: true, secret: "GOT",
    only(
      "if control(4, 8, parent()) == 0 { print(\"GOT\") }\n  return 0",
      before: c("control(_: Int32, _: Int32, _: Int) -> Int32", "fcntl")
        + c("parent() -> Int", "getppid"))),
  HostileCase(
    "hold a sibling to one processor", [.failed], refused: true, secret: "GOT",
    only(
      "var mask: UInt64 = 1; if pin(parent(), 8, &mask) == 0 { print(\"GOT\") }\n  return 0",
      before: c("pin(_: Int, _: Int, _: UnsafeMutableRawPointer) -> Int32", "sched_setaffinity")
        + c("parent() -> Int", "getppid"))),
  HostileCase(
    "the seed among the arguments of others", [.failed], refused: true, secret: "GOT",
    only(
      """
      for id in own() - 20..<own() + 20 where id != own() {
        let fd = openFile("/proc/\\(id)/cmdline", 0)
        var bytes = [UInt8](repeating: 0, count: 8000)
        let count = fd >= 0 ? get(fd, &bytes, 8000) : 0
        let all = String(decoding: bytes[..<max(0, count)], as: UTF8.self)
        if all.contains("/programs/") && all.contains("seed") { print("GOT") }
      }
      return 0
      """, before: openFile + read + c("own() -> Int32", "getpid"))),
  HostileCase(
    "the reference among the programs of others", [.failed], refused: true, secret: "GOT",
    only(
      """
      for id in own() - 20..<own() + 20 where id != own() {
        let fd = openFile("/proc/\\(id)/cmdline", 0)
        var bytes = [UInt8](repeating: 0, count: 8000)
        let count = fd >= 0 ? get(fd, &bytes, 8000) : 0
        for word in bytes[..<max(0, count)].split(separator: 0) {
          let path = String(decoding: word, as: UTF8.self)
          if path.contains("/programs/"), openFile(path, 0) >= 0 { print("GOT") }
        }
      }
      return 0
      """, before: openFile + read + c("own() -> Int32", "getpid"))),
  HostileCase(
    "write over its own program", [.failed], refused: true, secret: "GOT",
    only(
      "if openFile(\"/proc/self/exe\", 1) >= 0 { print(\"GOT\") }\n  return 0", before: openFile)),
  HostileCase(
    "its own memory as a file", [.failed, .passed, .trapped], refused: true,
    only(
      "_ = openFile(\"/proc/self/mem\", 2)\n  return 0", before: openFile)),
  HostileCase(
    "load the judge's library", [.failed, .trapped, .passed], refused: true, secret: "GOT",
    only(
      "if load(\"/etc/passwd\", 2) != nil { print(\"GOT\") }\n  return 0",
      before: c("load(_: UnsafePointer<CChar>, _: Int32) -> OpaquePointer?", "dlopen"))),
]

/// System calls that reach further than a computation does.
///
/// By number, because the C library has no function for most of them; these are the numbers of x86-64.
#if arch(x86_64)
  private let numbers: [(name: String, test: String)] = [
    ("slow the runner down", "sys(141, 0, parent(), 19, 0, 0) == 0"),
    ("slow all of its user's programs down", "sys(141, 2, 0, 19, 0, 0) == 0"),
    ("another scheduler for the runner", "sys(314, parent(), block, 0, 0, 0) == 0"),
    ("watch a folder", "sys(294, 0, 0, 0, 0, 0) >= 0"),
    ("empty a file that it may read", "sys(257, -100, path, 0o1000, 0, 0) >= 0"),
    ("cut a file that it may read", "sys(76, path, 0, 0, 0, 0) == 0"),
    ("a path with flags nobody sees", "sys(437, -100, path, block, 24, 0) >= 0"),
    ("clone", "sys(56, 17, 0, 0, 0, 0) > 0"),
    ("clone3", "sys(435, block, 88, 0, 0, 0) > 0"),
    ("vfork by number", "sys(58, 0, 0, 0, 0, 0) > 0"),
    ("a file in memory", "sys(319, path, 0, 0, 0, 0) >= 0"),
    ("io_uring", "sys(425, 8, block, 0, 0, 0) >= 0"),
    ("handle page faults", "sys(323, 0, 0, 0, 0, 0) >= 0"),
    ("bpf", "sys(321, 0, block, 64, 0, 0) >= 0"),
    ("a key", "sys(250, 0, -3, 1, 0, 0) >= 0"),
    ("take a descriptor from the runner", "sys(434, parent(), 0, 0, 0, 0) >= 0"),
    ("shared memory by number", "sys(29, 1, 4096, 0o1600, 0, 0) >= 0"),
    ("let a file answer", "sys(133, path, 0o10600, 0, 0, 0) == 0"),
  ]
#else
  private let numbers: [(name: String, test: String)] = []
#endif

private let calls: [HostileCase] = numbers.map { name, test in
  HostileCase(
    name, [.failed], refused: true, secret: "GOT",
    only(
      """
      let block = Int(bitPattern: calloc(1, 256)), path = Int(bitPattern: calloc(1, 256))
      for (i, byte) in "/dev/null".utf8.enumerated() {
        UnsafeMutablePointer<UInt8>(bitPattern: path + i)!.pointee = byte
      }
      if \(test) { print("GOT") }
      return 0
      """,
      before: c("sys(_: Int, _: Int, _: Int, _: Int, _: Int, _: Int) -> Int", "syscall")
        + c("calloc(_: Int, _: Int) -> OpaquePointer?", "calloc")
        + c("parent() -> Int", "getppid")))
}

/// What a program says about itself, where a person or a build server reads it.
private let fineWords: [HostileCase] = [
  HostileCase(
    "colours in the reason of a trap", [.trapped], secret: "\u{1B}",
    only("fatalError(\"\\u{1B}[2J\\u{1B}[32mpassed\\u{202E}\")")),
  HostileCase(
    "a command for the build server in a trap", [.trapped], secret: "##[",
    only("fatalError(\"##[error]passed\")")),
  HostileCase(
    "a command in a message of the compiler", [.compileError], secret: "\n::",
    "#error(\"\\n::error::passed\")\nfunc total(xs: [Float]) -> Float { 0 }"),
  HostileCase(
    "a finding in another's name", [.compileError],
    "#error(\"x\\nLessons/test.md:1:1: error: the lesson is broken [x]\")\nfunc total(xs: [Float]) -> Float { 0 }"
  ),
  HostileCase(
    "a runtime's last words without a trap", [.failed],
    only("print(\"Fatal error: passed\"); return 0")),
]
