import CGradusSystem
import GradusLessons
import GradusRunner

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Measures verdicts against the fewest programs that could give them, side by side in one run.
///
///     swift run -c release GradusBench [ROUNDS]
@main enum GradusBench {
  static func main() async throws {
    let rounds = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 15
    let subject = try Subject()
    print("\(rounds) rounds, medians; wall clock in ms")
    let verdict = try await subject.verdicts(rounds)
    try subject.swiftTest(3, verdict: verdict)
    try subject.hello(rounds)
    try subject.jail(rounds * 4)
    try await subject.manyExercises()
    try await subject.unchanged()
    subject.cleanUp()
  }
}

/// Milliseconds of an action.
func milliseconds(_ action: () throws -> Void) rethrows -> Double {
  let began = gradus_now()
  try action()
  return (gradus_now() - began) * 1000
}

func milliseconds(_ action: () async throws -> Void) async rethrows -> Double {
  let began = gradus_now()
  try await action()
  return (gradus_now() - began) * 1000
}

func median(_ numbers: [Double]) -> Double {
  let sorted = numbers.sorted()
  return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
}

func shown(_ number: Double, digits: Int = 1) -> String {
  let scale = digits == 2 ? 100.0 : 10.0
  let rounded = (number * scale).rounded() / scale
  return "\(rounded)"
}

/// One row of the table.
func row(_ name: String, _ value: String, _ target: String = "") {
  func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
  print(padded(name, 52) + padded(value, 22) + target)
}

/// Runs a command with nothing to read and nobody to read it; its status, or 128 and the signal.
@discardableResult
func run(_ command: [String], in folder: String, environment more: [String] = []) -> Int32 {
  let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
  defer { close(nothing) }
  var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
  var environment: [UnsafeMutablePointer<CChar>?] =
    (["LC_ALL=C.UTF-8"] + more).map { strdup($0) } + [nil]
  defer { for string in arguments + environment { free(string) } }
  let table = (0...4).map { gradus_descriptor(child: Int32($0), ours: nothing) }
  let pid = gradus_spawn(
    command[0], &arguments, &environment, folder, table, Int32(table.count))
  var end = gradus_end()
  guard pid > 0 else { return 127 }
  gradus_reap(pid, 1, &end)
  return end.signal == 0 ? end.status : 128 + end.signal
}

#if canImport(Darwin)
  private let (selfOnly, children) = (RUSAGE_SELF, RUSAGE_CHILDREN)
#else
  private let (selfOnly, children) = (RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue)
#endif

/// Processor seconds of this process and of all children that have ended.
func processorMilliseconds() -> Double {
  [selfOnly, children].map { who in
    var usage = rusage()
    getrusage(who, &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000
  }.reduce(0, +)
}
