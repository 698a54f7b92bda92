import Foundation
import GradusRunner
import Testing

/// What a program in the jail said, and how it ended.
private struct Ended: Equatable {
  var output: String
  var errors: String
  var status: Int32
}

private func jail(_ arguments: [String]) throws -> Ended {
  let process = Process()
  let paths = try RuntimePaths.beside(executable: runningExecutable())
  process.executableURL = URL(filePath: paths.jail)
  process.arguments = arguments
  let (output, errors) = (Foundation.Pipe(), Foundation.Pipe())
  process.standardOutput = output
  process.standardError = errors
  try process.run()
  let said = output.fileHandleForReading.readDataToEndOfFile()
  let complained = errors.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return Ended(
    output: String(decoding: said, as: UTF8.self),
    errors: String(decoding: complained, as: UTF8.self), status: process.terminationStatus)
}

/// What a plain program of the system needs of the jail.
let plain = [
  "--read", "/lib", "--read", "/usr/lib", "--read", "/lib64", "--read", "/etc/ld.so.cache",
  "--execute", "/bin", "--execute", "/usr/bin", "--execute", "/lib64", "--execute", "/lib",
]

#if os(Linux)
  @Suite struct GradusRunnerJailTests {
    @Test func saysWhatThisKernelHas() throws {
      let ended = try jail(["--probe"])
      #expect(ended.status == 0)
      let names = ended.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
      #expect(names == ["landlock", "seccomp"])
    }

    @Test func runsProgramAndPassesItsStatusOn() throws {
      #expect(try jail(plain + ["--", "/bin/echo", "hello"]).output == "hello\n")
      #expect(try jail(plain + ["--", "/bin/false"]).status == 1)
    }

    @Test func environmentIsOnlyWhatIsGiven() throws {
      let ended = try jail(plain + ["--env", "A=1", "--env", "B=2", "--", "/usr/bin/env"])
      #expect(ended.output == "A=1\nB=2\n")
    }

    @Test func filesAreOutOfReachUnlessAllowed() throws {
      #expect(try jail(plain + ["--", "/bin/cat", "/etc/hostname"]).status == 1)
      #expect(
        try jail(plain + ["--read", "/etc/hostname", "--", "/bin/cat", "/etc/hostname"]).status
          == 0)
    }

    @Test func nothingElseCanBeStarted() throws {
      let ended = try jail(plain + ["--", "/bin/sh", "-c", "/bin/echo forked | /bin/cat"])
      #expect(!ended.output.contains("forked"))
      #expect(ended.status != 0)
    }

    @Test func wordsForWrongUse() throws {
      #expect(
        try jail([]).errors
          == "gradus-jail: usage: gradus-jail [option …] -- PROGRAM [ARGUMENT …]\n")
      #expect(
        try jail(["--cpu", "many", "--", "/bin/true"]).errors
          == "gradus-jail: --cpu: wants a whole number\n")
      #expect(try jail(["--shrink", "1", "--", "/bin/true"]).status == 125)
      #expect(try jail(plain + ["--", "/bin/no-such-program"]).status == 127)
    }

    @Test func processorTimeIsLimited() throws {
      let began = Date()
      let ended = try jail(plain + ["--cpu", "1", "--", "/bin/sh", "-c", "while :; do :; done"])
      #expect(ended.status == SIGXCPU)
      #expect(Date().timeIntervalSince(began) < 20)
    }
  }
#endif
