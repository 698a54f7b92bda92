import CGradusSystem
import GradusDiagnostics
import GradusLessons
import GradusProbe

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One run of an example, with everything that it shows.
struct Showing {
  let example: Example
  let lesson: Lesson
  let runner: Runner
  /// Told what happens while the example still runs.
  var watch: @Sendable (RunEvent) -> Void = { _ in }

  private var bench: Workbench { runner.bench }

  func run() -> ExampleRun {
    let kept = KeptRuns(folder: "\(bench.cache)/runs")
    let name = KeptRuns.name(self)
    if runner.usesResults, let run = kept.run(name) { return run }
    let run = runAnew()
    kept.keep(run, name)
    return run
  }

  private func runAnew() -> ExampleRun {
    let began = gradus_now()
    var result: ExampleRun
    do throws(GradusError) {
      let folder = try makeWorkFolder(in: bench.work)
      defer { removeFolder(folder) }
      result = try shown(in: folder)
    } catch {
      result = ExampleRun(key: example.key, outcome: .failed(error.description))
    }
    result.seconds = gradus_now() - began
    result.toolchain = bench.toolchain.version
    result.day = today()
    return result
  }

  private func shown(in folder: String) throws(GradusError) -> ExampleRun {
    let program = try KeptProgram(
      exampleFiles(example, in: lesson), isScript: true, on: bench, in: folder)
    let (outcome, failure) = try program.findings()
    if case .refused(let text) = outcome {
      return ExampleRun(key: example.key, outcome: .failedToCompile(findings(text)))
    }
    if let failure {
      return ExampleRun(key: example.key, outcome: .failed("It cannot be built: \(failure)"))
    }
    return try run(program.executable)
  }

  private func findings(_ text: String) -> [Diagnostic] {
    compilerFindings(text).filter { $0.severity == .error || $0.file == lesson.path }.map {
      diagnostic($0, path: $0.file) { $0.file == lesson.path }
    }
  }

  private func run(_ executable: String) throws(GradusError) -> ExampleRun {
    var limits = runner.limits.with(lesson.limits)
    // An example trains a model now and then; it is the author's, and it runs once.
    limits.seconds = max(limits.seconds, lesson.limits.seconds ?? 60)
    limits.memory = max(limits.memory, 4 << 30)
    let (outputPipe, errorPipe) = (try Pipe(), try Pipe())
    let (recordPipe, trapPipe) = (try Pipe(), try Pipe())
    let child = try bench.start(
      executable, limits: limits, environment: ["GRADUS_RUN=\(example.id)"],
      descriptors: [
        1: outputPipe.writing, 2: errorPipe.writing, 3: recordPipe.writing, 5: trapPipe.writing,
      ])
    let output = Stream(outputPipe.reading, limit: limits.output)
    let errors = Stream(errorPipe.reading, limit: limits.captured)
    let records = Stream(recordPipe.reading, limit: 256 << 20)
    let traps = Stream(trapPipe.reading, limit: 1 << 14)
    for pipe in [outputPipe, errorPipe, recordPipe, trapPipe] { pipe.writing.close() }

    var result = ExampleRun(key: example.key, outcome: .finished)
    let inTime = follow(
      output, records, and: [errors, traps], until: gradus_now() + limits.seconds, into: &result)
    if !inTime { child.kill() }
    let end = child.reap(wait: true)
    result.stdout = cleaned(output.bytes)
    if !inTime {
      result.outcome = .timedOut(seconds: limits.seconds)
    } else if output.total > limits.output {
      result.outcome = .failed("It prints more than \(limits.output >> 10) kB.")
    } else if let end, end.signal != 0 || !traps.bytes.isEmpty {
      result.outcome = try trapped(executable, TrapReport(traps.text), errors.text)
    } else if let end, end.status != 0 {
      result.outcome = .failed("It ended with status \(end.status).")
    } else if let band = result.bands.first(where: { !$0.isInside }) {
      result.outcome = .failed("\(band.label) is \(band.value), outside of its band.")
    }
    return result
  }

  private func trapped(
    _ executable: String, _ report: TrapReport?, _ errors: String
  ) throws(GradusError) -> ExampleRun.Outcome {
    let places =
      try report.map { (report) throws(GradusError) in
        try Symbolising(report, in: executable, on: bench).places
      } ?? []
    let span = places.first { $0.file.hasSuffix(lesson.path) && $0.line > 0 }.map { frame in
      let start = SourcePosition(line: frame.line, column: max(1, frame.column))
      return SourceSpan(
        file: lesson.path, start: start,
        end: SourcePosition(line: start.line, column: start.column + 1))
    }
    return .trapped(
      reason: trapReason(report, errors: errors, frames: places), span: span)
  }

  /// Reads all streams to their ends and passes on what can already be understood.
  ///
  /// Returns false when that took longer than the deadline.
  private func follow(
    _ output: Stream, _ records: Stream, and others: [Stream], until deadline: Double,
    into result: inout ExampleRun
  ) -> Bool {
    let streams = [output, records] + others
    var said = 0
    while streams.contains(where: \.isOpen) {
      guard listen(to: streams, until: deadline) else { return false }
      take(records, into: &result)
      let end = output.bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      if end > said { watch(.printed(cleaned(output.bytes[said..<end]))) }
      said = max(said, end)
    }
    if output.bytes.count > said { watch(.printed(cleaned(output.bytes[said...]) + "\n")) }
    return true
  }

  /// Takes the records that have arrived whole.
  private func take(_ records: Stream, into result: inout ExampleRun) {
    while let (value, length) = Frames.first(in: records.bytes[...]) {
      records.consume(length)
      switch Record(value) {
      case .value(let name, let number): result.values.append(RunValue(name: name, number: number))
      case .band(let label, let value, let lower, let upper, let holds):
        result.bands.append(
          RunBand(
            label: label, value: asPrinted(value), lower: lower.map(asPrinted),
            upper: upper.map(asPrinted), isInside: holds))
      case .figure(let figure):
        let drawn = RunFigure(
          id: figure.id, title: figure.title, caption: figure.caption, svg: figure.svg,
          description: figure.description, columns: figure.columns, rows: figure.rows,
          replay: figure.replay, texts: figure.texts)
        result.figures.append(drawn)
        watch(.drew(drawn))
      case .progress(let step, let steps): watch(.progressed(step: step, steps: steps))
      case nil: break
      }
    }
  }
}

/// The number that a Float prints: 0.1, and not the 0.10000000149 which is nearest to it.
private func asPrinted(_ number: Float) -> Double { Double("\(number)") ?? Double(number) }

/// The day in universal time, such as "2026-11-21".
private func today() -> String {
  var now = time(nil)
  var parts = tm()
  gmtime_r(&now, &parts)
  let month = parts.tm_mon + 1
  return "\(parts.tm_year + 1900)-\(month < 10 ? "0" : "")\(month)-"
    + "\(parts.tm_mday < 10 ? "0" : "")\(parts.tm_mday)"
}
