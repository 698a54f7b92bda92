import CGradusSystem
import Foundation
import GradusDiagnostics
import GradusRunner
import Testing

#if os(Linux)
  /// A program of the system that waits to be copied, as compiler and linker do.
  private final class Waiting {
    private let control: Int32
    private let pid: Int32

    init(_ program: String) throws {
      let jail = try RuntimePaths.beside(executable: runningExecutable()).jail
      let library = jail.dropLast("gradus-jail".count) + "libGradusReady.so"
      var ends: (Int32, Int32) = (-1, -1)
      try #require(gradus_conversation(&ends.0, &ends.1) == 0)
      let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
      defer {
        close(nothing)
        close(ends.1)
      }
      let table = [0, 1, 2].map { gradus_descriptor(child: $0, ours: nothing) }
      var arguments = [strdup(program), nil]
      var environment = [strdup("LD_PRELOAD=\(library)"), nil]
      defer { for string in arguments + environment { free(string) } }
      pid = gradus_spawn(
        program, &arguments, &environment, "/",
        table + [gradus_descriptor(child: 3, ours: ends.1)], 4)
      control = ends.0
      try #require(pid > 0)
    }

    /// What a copy in the jail says, and its status.
    func copy(_ words: [String]) throws -> (said: String, status: Int32, signal: Int32) {
      let output = Foundation.Pipe()
      let request = (["/", "gradus-jail"] + words).reduce(into: [UInt8]()) {
        $0 += Array($1.utf8) + [0]
      }
      let copy = gradus_ask_for_copy(
        control, request, request.count, output.fileHandleForWriting.fileDescriptor)
      try #require(copy > 0)
      try output.fileHandleForWriting.close()
      let said = output.fileHandleForReading.readDataToEndOfFile()
      var end = gradus_end()
      #expect(gradus_reap(copy, 1, &end) == copy)
      return (String(decoding: said, as: UTF8.self), end.status, end.signal)
    }

    /// Ends it by letting go of it.
    func leave() -> Int32 {
      close(control)
      var end = gradus_end()
      gradus_reap(pid, 1, &end)
      return end.status
    }
  }

  @Suite struct GradusRunnerReadyTests {
    @Test func copyRunsWithItsOwnArgumentsAndEnvironment() throws {
      let echo = try Waiting("/bin/echo")
      #expect(try echo.copy(plain + ["--", "/bin/echo", "one"]).said == "one\n")
      #expect(try echo.copy(plain + ["--", "/bin/echo", "two", "three"]).said == "two three\n")
      #expect(echo.leave() == 0)
      let printing = try Waiting("/usr/bin/env")
      #expect(try printing.copy(plain + ["--env", "A=1", "--", "/usr/bin/env"]).said == "A=1\n")
      #expect(printing.leave() == 0)
    }

    @Test func copyIsConfinedLikeAnyProgram() throws {
      let cat = try Waiting("/bin/cat")
      let name = try String(contentsOfFile: "/etc/hostname", encoding: .utf8)
      #expect(try cat.copy(plain + ["--", "/bin/cat", "/etc/hostname"]).status == 1)
      let allowed = plain + ["--read", "/etc/hostname", "--", "/bin/cat", "/etc/hostname"]
      #expect(try cat.copy(allowed).said == name)
      #expect(try cat.copy(plain + ["--", "/bin/cat", "/proc/self/fd/3"]).status == 1)
      #expect(try cat.copy(plain + ["--no-such-option", "1", "--", "/bin/cat"]).status == 125)
      #expect(cat.leave() == 0)
    }

    @Test func copyHasTheLimitsOfTheJail() throws {
      let shell = try Waiting("/bin/sh")
      let endless = ["--cpu", "1", "--", "/bin/sh", "-c", "while :; do :; done"]
      #expect(try shell.copy(plain + endless).signal == SIGXCPU)
      // No copy makes another one.
      let child = ["--", "/bin/sh", "-c", "/bin/echo child; echo done"]
      #expect(try !shell.copy(plain + child).said.contains("child\n"))
      #expect(shell.leave() == 0)
    }

    /// The first compilation of a runner starts a compiler, the others copy one.
    @Test func verdictsAreTheSame() async throws {
      let cache = FileManager.default.temporaryDirectory.appending(
        path: "gradus-ready-\(UUID().uuidString)"
      ).path
      defer { try? FileManager.default.removeItem(atPath: cache) }
      let runner = try Bench.runner(cache: cache, seconds: 5)
      for code in ["xs.reduc(0, +)", "xs.reduce(0, *)", "xs[9]", "xs.reduce(0, +)"] {
        let file = LearnerFile(
          path: "f.swift", text: "func total(xs: [Float]) -> Float { \(code) }\n")
        func said(_ runner: Runner) async -> String {
          await card(
            runner.judge(sums.1, in: sums.0, file: file, seed: 1, includingHidden: true),
            style: .plain)
        }
        // The first one has compiled the module cache and this exercise; a new one has done nothing.
        let copied = [await said(runner), await said(runner)]
        let started = await said(try Bench.runner(cache: cache, seconds: 5))
        #expect(Set(copied) == [started])
      }
    }
  }
#endif
