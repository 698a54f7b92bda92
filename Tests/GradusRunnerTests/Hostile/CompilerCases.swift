import GradusRunner

/// Attempts on the compiler, and on who reads what it says.
let compilerCases: [HostileCase] = [
  HostileCase(
    "an expression without an end", [.compileError],
    only("let x = \"a\" + 1 + \"b\" + 2 + \"c\" + 3 + \"d\" + 4 + \"e\" + 5; return 0")),
  HostileCase(
    "a literal of many numbers", [.failed, .compileTimedOut, .compileError, .refused],
    "let all = [\(Array(repeating: "1", count: 60_000).joined(separator: ","))]\nfunc total(xs: [Float]) -> Float { 0 }"
  ),
  HostileCase(
    "brackets three thousand deep", [.refused],
    "let x = \(String(repeating: "[", count: 3000))\(String(repeating: "]", count: 3000))\nfunc total(xs: [Float]) -> Float { 0 }"
  ),
  HostileCase(
    "closures three hundred deep", [.refused],
    "let x = \(String(repeating: "{ (", count: 300))1\(String(repeating: ") }", count: 300))\nfunc total(xs: [Float]) -> Float { 0 }"
  ),
  // These three were aimed at the reader of the file, before any compiler.
  HostileCase(
    "interpolations eighty thousand deep", [.refused],
    "let x = \(String(repeating: "\"\\(", count: 80_000))\nfunc total(xs: [Float]) -> Float { 0 }"),
  HostileCase(
    "a quarter of a million number signs", [.compileError, .compileTimedOut],
    "\(String(repeating: "#", count: 250_000))\nfunc total(xs: [Float]) -> Float { 0 }"),
  HostileCase(
    "brackets that close before they open", [.refused],
    "\(String(repeating: ")", count: 3000))\(String(repeating: "(", count: 3000))\nfunc total(xs: [Float]) -> Float { 0 }"
  ),
  HostileCase(
    "a structure that contains itself many times",
    [
      .compileTimedOut, .compileError, .failed,
      .compilerCrashed,
    ],
    (1...9).map { level in
      "struct S\(level) { var a, b, c, d, e, f, g, h: \(level == 1 ? "Int" : "S\(level - 1)") }"
    }.joined(separator: "\n")
      + "\nfunc total(xs: [Float]) -> Float { MemoryLayout<S9>.size > 0 ? 0 : 1 }"),
  HostileCase(
    "generics that never end",
    [
      .compileError, .compileTimedOut, .failed, .trapped, .timedOut,
      .compilerCrashed, .memoryLimit,
    ],
    "struct W<T> { var x: T }\nfunc grow<T>(_ n: Int, _ x: T) -> Int { n == 0 ? 0 : grow(n - 1, W(x: x)) }\nfunc total(xs: [Float]) -> Float { Float(grow(1_000_000, 1)) }"
  ),
  HostileCase(
    "a file that is not closed", [.compileError], "func total(xs: [Float]) -> Float {"),
  HostileCase(
    "an unterminated string", [.compileError],
    "let s = \"abc\nfunc total(xs: [Float]) -> Float { 0 }"
  ),
  HostileCase(
    "an unterminated comment", [.compileError], "/* func total(xs: [Float]) -> Float { 0 }"),
  HostileCase("nothing at all", [.compileError], ""),
  HostileCase(
    "a C header", [.compileError], refused: true,
    "import Glibc2\nfunc total(xs: [Float]) -> Float { 0 }"),
  HostileCase(
    "shims of the standard library", [.compileError, .failed], refused: true,
    "import SwiftShims\nfunc total(xs: [Float]) -> Float { 0 }"),
  HostileCase(
    "Foundation", [.compileError, .failed], refused: true,
    "import Foundation\nfunc total(xs: [Float]) -> Float { Float(ProcessInfo.processInfo.environment.count) }"
  ),
  HostileCase(
    "a macro", [.compileError], refused: true,
    "@freestanding(expression) macro m() -> Int = #externalMacro(module: \"M\", type: \"T\")\nfunc total(xs: [Float]) -> Float { Float(#m) }"
  ),
  HostileCase(
    "read a file while compiling", [.compileError], secret: "root:",
    "let secret = #embed(\"/etc/passwd\")\nfunc total(xs: [Float]) -> Float { 0 }"),
  HostileCase(
    "include a file in a message", [.compileError], refused: true, secret: "root:",
    "#sourceLocation(file: \"/etc/passwd\", line: 1)\nfunc total(xs: [Float]) -> Float { nothing }"
  ),
  HostileCase(
    "a symbol from nowhere", [.compileError], refused: true,
    only("return nowhere()", before: c("nowhere() -> Float", "no_such_symbol_anywhere"))),
  HostileCase(
    "colours and cursor movements", [.failed], secret: "\u{1B}", printed: "hidden",
    only("print(\"\\u{1B}[2J\\u{1B}[31mhidden\\u{1B}]0;title\\u{7}\\u{9B}1A\"); return 0")),
  HostileCase(
    "a workflow command", [.failed], printed: "::error::passed",
    only("print(\"::error::passed\\n##[group]\"); return 0")),
  HostileCase(
    "text that runs backwards", [.failed], secret: "\u{202E}",
    only("print(\"\\u{202E}dessap\"); return 0")),
  HostileCase(
    "bytes that are no text", [.failed], refused: true,
    only(
      "var bytes: [UInt8] = [0xFF, 0xFE, 0x41, 0x0A]; _ = put(1, &bytes, 4); return 0",
      before: c("put(_: Int32, _: UnsafeMutableRawPointer, _: Int) -> Int", "write"))),
  HostileCase(
    "a forged reason for a trap", [.trapped], refused: true,
    only(
      "var bytes: [UInt8] = Array(\"signal 4 address 0 stack 0\\npc ffffffff\\n\".utf8); _ = put(5, &bytes, bytes.count); stop()",
      before: c("put(_: Int32, _: UnsafeMutableRawPointer, _: Int) -> Int", "write")
        + c("stop() -> Never", "abort"))),
  HostileCase(
    "a hidden direction in the source", [.refused],
    "func total(xs: [Float]) -> Float { 0 /* \u{202E} */ }"),
  HostileCase("a NUL in the source", [.refused], "func total(xs: [Float]) -> Float { 0 } // \0"),
]

/// Honest answers, written in ways that must not be taken for attacks.
let honestCases: [HostileCase] = [
  HostileCase("a loop", [.passed], answering("")),
  HostileCase("one line", [.passed], "func total(xs: [Float]) -> Float { xs.reduce(0, +) }"),
  HostileCase(
    "a helper", [.passed],
    "private func add(_ a: Float, _ b: Float) -> Float { a + b }\nfunc total(xs: [Float]) -> Float { xs.reduce(0, add) }"
  ),
  HostileCase("a tensor", [.passed], only("return xs.isEmpty ? 0 : Tensor(xs).sum().item()")),
  HostileCase(
    "recursion", [.passed], only("return xs.isEmpty ? 0 : xs[0] + total(xs: Array(xs.dropFirst()))")
  ),
  HostileCase("printing", [.passed], printed: "adding", answering("print(\"adding\", xs)")),
  HostileCase("a global", [.passed], "var calls = 0\n" + answering("calls += 1")),
  HostileCase(
    "a class", [.passed],
    "final class Sum { var x: Float = 0 }\nfunc total(xs: [Float]) -> Float { let s = Sum(); for x in xs { s.x += x }; return s.x }"
  ),
  HostileCase(
    "generics", [.passed],
    "func fold<T>(_ a: [T], _ z: T, _ f: (T, T) -> T) -> T { var r = z; for x in a { r = f(r, x) }; return r }\nfunc total(xs: [Float]) -> Float { fold(xs, 0, +) }"
  ),
  HostileCase(
    "words in strings and comments", [.passed],
    "// import Glibc, @_silgen_name, CommandLine\nlet note = \"unsafeBitCast and @main\"\n"
      + answering("_ = note")),
  HostileCase("the shared code", [.passed], answering("_ = double(1)")),
  HostileCase(
    "Windows line ends", [.passed],
    "func total(xs: [Float]) -> Float {\r\n  xs.reduce(0, +)\r\n}\r\n"
  ),
]
