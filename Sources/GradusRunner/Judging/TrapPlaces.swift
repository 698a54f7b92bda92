import CGradusSystem
import GradusDiagnostics
import GradusLessons
import GradusProbe

extension Trial {
  /// Why and where the learner's program trapped.
  func explained(
    _ trap: Trap, _ executable: String, name: String, path: String,
    known: inout [TrapReport.Places: [Frame]]
  ) throws(GradusError) -> CheckResult.Outcome {
    let report = TrapReport(traps.text)
    var places: [Frame] = []
    if var report {
      // Addresses of libraries differ from run to run, and nobody's line is in them.
      let size = UInt64(FileIdentity(executable)?.size ?? 0)
      report.places.removeAll { $0 >= size }
      if let found = known[report.places] {
        places = found
      } else {
        places = try bench.symbolise(report, in: executable)
        known[report.places] = places
      }
    }
    if isOutOfMemory(errors.text) { return .memoryLimit(bytes: limits.memory) }
    var trap = trap
    trap.reason = trapReason(report, errors: errors.text, frames: places)
    trap.span = places.first { fileName($0.file) == name && $0.line > 0 }.map { frame in
      let start = SourcePosition(line: frame.line, column: max(1, frame.column))
      return SourceSpan(
        file: path, start: start,
        end: SourcePosition(line: start.line, column: start.column + 1))
    }
    return .trapped(trap)
  }

  /// What happened to a judge that went away without a last word.
  func wordsOfBrokenJudge(in lesson: Lesson) throws(GradusError) -> String {
    let report = TrapReport(judgeTraps.text)
    let places =
      try report.map { (report) throws(GradusError) in
        try bench.symbolise(report, in: programs.judge)
      } ?? []
    let reason = trapReason(report, errors: judgeWords.text, frames: places)
    let place =
      places.first { $0.file.hasSuffix(lesson.path) && $0.line > 0 }
      .map { " at \(lesson.path):\($0.line)" } ?? ""
    return "The check's own code went wrong\(place): \(reason)."
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
