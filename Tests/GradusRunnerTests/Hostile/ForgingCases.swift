import GradusRunner

/// Attempts to pass without the right answers.
let forgingCases: [HostileCase] = [
  HostileCase(
    "print the verdict and exit 0", [.endedEarly], refused: true,
    only(
      "print(\"3 of 3 checks passed\"); leave(0)", before: c("leave(_: Int32) -> Never", "exit"))),
  HostileCase(
    "_exit at once", [.endedEarly], refused: true,
    only("leave(0)", before: c("leave(_: Int32) -> Never", "_exit"))),
  HostileCase(
    "quick_exit", [.endedEarly], refused: true,
    only("leave(0)", before: c("leave(_: Int32) -> Never", "quick_exit"))),
  HostileCase(
    "exit in the middle", [.endedEarly], refused: true,
    answering(
      "if xs.count == 4 { leave(0) }", before: c("leave(_: Int32) -> Never", "exit"))),
  HostileCase(
    "overload <=", [.failed],
    """
    func <= (a: Float, b: Float) -> Bool { true }
    func == (a: Float, b: Float) -> Bool { true }
    func total(xs: [Float]) -> Float { 0 }
    """),
  HostileCase(
    "overload - and abs", [.failed],
    """
    func - (a: Float, b: Float) -> Float { 0 }
    func abs(_ x: Float) -> Float { 0 }
    func total(xs: [Float]) -> Float { 1 }
    """),
  HostileCase(
    "shadow Float", [.failed, .compileError],
    "struct Float { var x = 0 }\nfunc total(xs: [Float]) -> Float { Float() }"),
  HostileCase(
    "a Float that equals everything", [.failed],
    "extension Float { static func == (a: Float, b: Float) -> Bool { true } }\nfunc total(xs: [Float]) -> Float { 9 }"
  ),
  HostileCase("not a number", [.failed], "func total(xs: [Float]) -> Float { .nan }"),
  HostileCase("infinity", [.failed], "func total(xs: [Float]) -> Float { .infinity }"),
  HostileCase(
    "a main of its own", [.compileError], refused: true,
    "@main struct Mine { static func main() { print(\"passed\") } }\nfunc total(xs: [Float]) -> Float { 0 }"
  ),
  HostileCase(
    "take GradusProbe's name", [.endedEarly],
    """
    enum GradusProbe {
      typealias Value = Int
      static func serve(_ all: [(name: String, call: ([Int]) throws -> Int)]) { print("passed") }
      static func wire(_ x: Float) -> Int { 0 }
      static func argument(_ a: [Int], _ i: Int) throws -> Int { 0 }
    }
    extension Array { init(wire: Int) { self = [] } }
    func total(xs: [Float]) -> Float { 0 }
    """),
  HostileCase(
    "answer with forged frames", [.failed, .endedEarly], refused: true,
    only(
      """
      var bytes: [UInt8] = [19, 0, 0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 64, 64]
      for _ in 0..<9 { _ = put(4, &bytes, bytes.count) }
      return 0
      """, before: c("put(_: Int32, _: UnsafeMutableRawPointer, _: Int) -> Int", "write"))),
  HostileCase(
    "garbage on the reply pipe", [.failed, .endedEarly, .trapped], refused: true,
    only(
      "var bytes = [UInt8](repeating: 255, count: 64); _ = put(4, &bytes, 64); return 0",
      before: c("put(_: Int32, _: UnsafeMutableRawPointer, _: Int) -> Int", "write"))),
  HostileCase(
    "a reply that never ends", [.failed, .endedEarly, .timedOut], refused: true,
    only(
      "var bytes: [UInt8] = [255, 255, 255, 3]; _ = put(4, &bytes, 4); while true {}",
      before: c("put(_: Int32, _: UnsafeMutableRawPointer, _: Int) -> Int", "write"))),
  HostileCase(
    "close the reply pipe", [.endedEarly, .failed], refused: true,
    answering("_ = shut(4)", before: c("shut(_: Int32) -> Int32", "close"))),
  HostileCase(
    "close every descriptor", [.endedEarly, .failed], refused: true,
    answering(
      "for fd in 0..<64 { _ = shut(Int32(fd)) }", before: c("shut(_: Int32) -> Int32", "close"))),
  HostileCase(
    "interpose write", [.timedOut, .failed, .endedEarly, .compileError, .trapped], refused: true,
    "@_cdecl(\"write\") public func mine(_ fd: Int32, _ p: UnsafeRawPointer, _ n: Int) -> Int { n }\nfunc total(xs: [Float]) -> Float { 0 }"
  ),
  HostileCase(
    "interpose the probe's writing", [.timedOut, .failed, .endedEarly, .compileError],
    refused: true,
    "@_cdecl(\"gradus_write\") public func mine(_ fd: Int32, _ p: UnsafeRawPointer, _ n: Int) -> Int32 { 1 }\nfunc total(xs: [Float]) -> Float { 0 }"
  ),
  HostileCase(
    "code before main", [.endedEarly, .compileError], refused: true,
    c("leave(_: Int32) -> Never", "_exit")
      + "@_cdecl(\"early\") public func early() { leave(0) }\nfunc total(xs: [Float]) -> Float { early(); return 0 }"
  ),
  HostileCase(
    "answers learnt from a table", [.failed],
    "func total(xs: [Float]) -> Float { xs == [1, 2] ? 3 : 0 }"),
  HostileCase(
    "name the reference's files", [.failed, .trapped, .compileError], refused: true,
    only(
      "return Float(CommandLine.arguments.count)")),
  HostileCase(
    "take the glue's name", [.compileError],
    "func _gradus0(_ a: [Float]) -> Float { 3 }\nfunc total(xs: [Float]) -> Float { 0 }"),
  HostileCase(
    "hide beneath another line", [.failed, .passed, .compileError], refused: true,
    "#sourceLocation(file: \"Lessons/test.md\", line: 1)\nfunc total(xs: [Float]) -> Float { 0 }"),
  HostileCase(
    "write PASS to stderr and stdout", [.failed], printed: "3 of 3 checks passed",
    only("print(\"passed  test/f  3 of 3 checks passed\"); return 0")),
  HostileCase(
    "throw away the end frame", [.endedEarly, .timedOut], refused: true,
    answering(
      "if xs.isEmpty { _ = shut(3) }", before: c("shut(_: Int32) -> Int32", "close"))),
  HostileCase(
    "a bad exit status after all answers", [.endedEarly], refused: true,
    answering(
      "if xs.isEmpty { _ = later { _exit7(7) } }",
      before: c("later(_: @convention(c) () -> Void) -> Int32", "atexit")
        + c("_exit7(_: Int32) -> Never", "_exit"))),
  HostileCase(
    "a trap after all answers", [.endedEarly, .trapped], refused: true,
    answering(
      "if xs.isEmpty { _ = later { fatalError(\"late\") } }",
      before: c("later(_: @convention(c) () -> Void) -> Int32", "atexit"))),
]
