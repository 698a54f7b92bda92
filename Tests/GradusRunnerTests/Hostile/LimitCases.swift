import GradusRunner

/// Attempts to use up what there is.
let limitCases: [HostileCase] = [
  HostileCase("loop for ever", [.timedOut], only("while true {}")),
  HostileCase(
    "loop in another check only", [.timedOut], answering("if xs.count == 4 { while true {} }")),
  HostileCase(
    "sleep for ever", [.timedOut], refused: true,
    only("while true { _ = doze(100) }", before: c("doze(_: UInt32) -> UInt32", "sleep"))),
  HostileCase(
    "ignore SIGXCPU and loop", [.timedOut], refused: true,
    only(
      "_ = handle(24, OpaquePointer(bitPattern: 1)); while true {}",
      before: c("handle(_: Int32, _: OpaquePointer?) -> OpaquePointer?", "signal"))),
  HostileCase("call itself for ever", [.trapped], only("return total(xs: xs) + 1")),
  HostileCase(
    "call each other for ever", [.trapped],
    "func other(_ xs: [Float]) -> Float { total(xs: xs) + 1 }\nfunc total(xs: [Float]) -> Float { other(xs) + 1 }"
  ),
  HostileCase(
    // Half a gigabyte of new pages takes longer than the suite's half second on a busy machine.
    "all the memory, bit by bit", [.memoryLimit, .trapped], seconds: 10,
    only(
      "var all: [[Float]] = []; while true { all.append([Float](repeating: Float(all.count), count: 1 << 18)) }"
    )),
  HostileCase(
    "all the memory at once", [.memoryLimit, .trapped],
    only("let all = [Float](repeating: 1, count: 1 << 40); return all[5]")),
  HostileCase(
    "a string that doubles", [.memoryLimit, .trapped], seconds: 10,
    only("var s = \"x\"; while true { s += s }")),
  HostileCase(
    "a tensor larger than the world", [.memoryLimit, .trapped],
    only("return Tensor.zeros(1 << 20, 1 << 20).sum().item()")),
  HostileCase(
    "print for ever", [.outputLimit], only("while true { print(\"0123456789abcdef\") }")),
  HostileCase(
    "print one endless line", [.outputLimit],
    only("while true { print(\"0123456789abcdef\", terminator: \"\") }")),
  HostileCase(
    "a million threads", [.trapped, .timedOut, .failed, .memoryLimit, .endedEarly, .passed],
    only(
      "for _ in 0..<1_000_000 { Task.detached { while true { await Task.yield() } } }; while true {}"
    )),
  HostileCase(
    "fork", [.failed, .passed, .trapped], refused: true,
    only(
      "return copy() < 0 ? xs.reduce(0, +) : -1",
      before: c("copy() -> Int32", "fork"))),
  HostileCase(
    "fork bomb", [.timedOut], refused: true,
    only("while true { _ = copy() }", before: c("copy() -> Int32", "fork"))),
  HostileCase(
    "many open files", [.passed, .failed, .trapped], refused: true,
    answering(
      "for _ in 0..<10_000 { _ = openFile(\"/dev/null\", 0) }",
      before: c("openFile(_: UnsafePointer<CChar>, _: Int32) -> Int32", "open"))),
  HostileCase(
    "a large file", [.passed], refused: true,
    answering(
      "_ = openFile(\"/tmp/gradus-hostile\", 0x241, 0o600)",
      before: c("openFile(_: UnsafePointer<CChar>, _: Int32, _: UInt32) -> Int32", "open"))),
  HostileCase("fatalError", [.trapped], only("fatalError(\"enough\")")),
  HostileCase(
    "abort", [.trapped], refused: true,
    only("stop()", before: c("stop() -> Never", "abort"))),
  HostileCase(
    "raise SIGKILL", [.endedEarly, .memoryLimit, .trapped], refused: true,
    only("_ = strike(9); return 0", before: c("strike(_: Int32) -> Int32", "raise"))),
  HostileCase(
    "write through a null pointer", [.trapped], refused: true,
    only("UnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1; return 0")),
  HostileCase(
    "divide by nothing", [.trapped], only("let n = xs.count - xs.count; return Float(1 / n)")),
  HostileCase("nil", [.trapped], only("let x: Float? = xs.isEmpty ? 1 : nil; return x!")),
  HostileCase("index out of range", [.trapped], only("return xs[100]")),
  HostileCase("a bad cast", [.trapped], only("let x: Any = xs; return x as! Float")),
  HostileCase(
    "a float that is no whole number", [.trapped], only("return Float(Int(Float.nan))")),
  HostileCase(
    "an error nobody catches", [.trapped],
    only("struct E: Error {}\nfunc f() throws { throw E() }\ntry! f(); return 0")),
  HostileCase("a range backwards", [.trapped], only("let n = 0; for _ in 3...n {}; return 0")),
  HostileCase(
    "read what nobody types", [.failed], refused: true,
    only("return Float(readLine()?.count ?? 0) - 1")),
]
