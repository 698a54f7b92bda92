import CGradusSystem
import GradusDiagnostics
import GradusLessons
import GradusProbe

/// The places of traps in one program; the same trap in several checks is looked up once.
final class TrapPlaces {
  private let bench: Workbench
  private var begun: [TrapReport.Places: Symbolising] = [:]

  init(_ bench: Workbench) { self.bench = bench }

  /// Begins to look a trap up, beside whatever else is running.
  func begin(_ report: TrapReport, in executable: String) throws(GradusError) -> Symbolising {
    var report = report
    // Addresses of libraries differ from run to run, and nobody's line is in them.
    let size = UInt64(FileIdentity(executable)?.size ?? 0)
    report.places.removeAll { $0 >= size }
    if let known = begun[report.places] { return known }
    let symbolising = try Symbolising(report, in: executable, on: bench)
    begun[report.places] = symbolising
    return symbolising
  }
}

/// What a program that trapped has left behind.
struct Remains {
  let report: TrapReport?
  private let errors: String
  private let isOutOfMemory: Bool
  private let symbolising: Symbolising?

  /// - Parameter isWithheld: whether the program's own words about its end stay unsaid
  init(
    _ learner: LearnerProgram, of executable: String, _ places: TrapPlaces, isWithheld: Bool
  ) throws(GradusError) {
    report = TrapReport(learner.traps.text)
    isOutOfMemory = GradusRunner.isOutOfMemory(learner.errors.text)
    errors = isWithheld ? "" : learner.errors.text
    symbolising = try report.map { (report) throws(GradusError) in
      try places.begin(report, in: executable)
    }
  }

  /// Why and where the learner's program trapped.
  func explained(
    _ trap: Trap, name: String, file: LearnerFile, memory: Int
  ) -> CheckResult.Outcome {
    if isOutOfMemory { return .memoryLimit(bytes: memory) }
    let places = symbolising?.places ?? []
    var trap = trap
    trap.reason = trapReason(report, errors: errors, frames: places)
    let isOverflow = report?.isStackOverflow == true
    trap.span = trapPlace(places, name: name, file: file, isOverflow: isOverflow)
    return .trapped(trap)
  }
}

/// Where in the learner's file a program trapped.
///
/// A program may have made the frames up: a place that is not in the file is none.
///
/// - Parameters:
///   - name: under which name the file was compiled
///   - isOverflow: where the last bit of stack is missed depends on luck. What says something is the
///     call that was made again and again: the line that most frames are at
func trapPlace(
  _ frames: [Frame], name: String, file: LearnerFile, isOverflow: Bool = false
) -> SourceSpan? {
  let lines = file.text.utf8.split(
    separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  let own = frames.filter { fileName($0.file) == name && lines.indices.contains($0.line - 1) }
  var chosen = own.first
  if isOverflow {
    let counts = own.reduce(into: [:]) { $0[$1.line, default: 0] += 1 }
    let line = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    chosen = own.first { $0.line == line }
  }
  return chosen.map { frame in
    let column = min(max(1, frame.column), lines[frame.line - 1].count + 1)
    return SourceSpan(
      file: file.path, start: SourcePosition(line: frame.line, column: column),
      end: SourcePosition(line: frame.line, column: column + 1))
  }
}

extension Trial {
  /// What happened to a judge that went away without a last word: where in the lesson, and why.
  func endOfJudge(in lesson: Lesson) throws(GradusError) -> (place: String, reason: String) {
    let report = TrapReport(judgeTraps.text)
    let places =
      try report.map { (report) throws(GradusError) in
        try Symbolising(report, in: programs.judge, on: bench).places
      } ?? []
    let reason = trapReason(report, errors: judgeWords.text, frames: places)
    let place =
      places.first { $0.file.hasSuffix(lesson.path) && $0.line > 0 }
      .map { " at \(lesson.path):\($0.line)" } ?? ""
    return (place, reason)
  }

  /// The checks of an exercise, without running one.
  static func names(
    _ programs: Programs, on bench: Workbench, limits: RunLimits
  ) throws(GradusError) -> [CheckResult] {
    let pipe = try Pipe()
    let child = try bench.start(
      programs.judge, ["--names"], limits: limits, descriptors: [1: pipe.writing])
    pipe.writing.close()
    let stream = Stream(pipe.reading, limit: 1 << 20)
    _ = drain([stream], until: gradus_now() + 10)
    child.kill()
    return JudgeRecord.all(in: stream.bytes).compactMap { record in
      guard case .began(let index, let name, let terms) = record else { return nil }
      return CheckResult(
        index: index, name: name, isHidden: terms.isHidden,
        disclosure: CheckBlock.Disclosure(rawValue: terms.disclosure) ?? .none, trials: 0,
        outcome: .notRun(""))
    }
  }
}

/// The Swift runtime's words for memory that it did not get.
func isOutOfMemory(_ errors: String) -> Bool {
  fatalError(in: errors).map { reason in
    reason.contains("allocate") || reason.contains("out of memory")
  } ?? false
}

private func fileName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}
