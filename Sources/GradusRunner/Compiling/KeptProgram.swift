import GradusDiagnostics
import GradusLessons

/// A program of the lesson's own, which is built once and kept under the fingerprint of its sources.
final class KeptProgram {
  let executable: String
  private let bench: Workbench
  private let files: [SourceFile]
  private let isScript: Bool
  private var build: (compile: Build, folder: String)?

  /// Starts compiling, unless the program is there already.
  init(
    _ files: [SourceFile], isScript: Bool = false, on bench: Workbench, in folder: String
  ) throws(GradusError) {
    self.bench = bench
    self.files = files
    self.isScript = isScript
    var fingerprint = Fingerprint()
    fingerprint.add(bench.ground)
    for file in files {
      fingerprint.add(file.name)
      fingerprint.add(file.text)
    }
    executable = "\(bench.cache)/programs/\(fingerprint.hex())"
    if exists(executable) { return }
    try makeFolder("\(bench.cache)/programs")
    build = (try bench.compile(files, in: folder, isScript: isScript, seconds: 60), folder)
  }

  /// Waits until the program is there.
  ///
  /// The text says why it cannot be.
  func finish() throws(GradusError) -> String? {
    guard let (compile, folder) = build else { return nil }
    build = nil
    switch compile.finish() {
    case .built: break
    case let failure: return failure.words
    }
    let link = try Build(
      bench.linkCommand("program.o", to: "program", in: folder), on: bench, in: folder, seconds: 60)
    switch link.finish() {
    case .built: break
    case let failure: return failure.words
    }
    // In one step: another Gradus may be making the same program, and finds all of it or nothing.
    try placeFile("\(folder)/program", at: executable)
    return nil
  }

  /// What the compiler said, for an example that must not compile.
  func findings() throws(GradusError) -> (outcome: Build.Outcome, failure: String?) {
    guard let (compile, _) = build else { return (.built, nil) }
    let outcome = compile.finish()
    if outcome != .built {
      build = nil
      return (outcome, outcome.words)
    }
    return (.built, try finish())
  }
}

extension Workbench {
  /// Starts compiling files to `program.o` in a folder.
  func compile(
    _ files: [SourceFile], in folder: String, isScript: Bool = false, seconds: Int
  ) throws(GradusError) -> Build {
    try makeFolder(folder)
    for file in files { try writeFile("\(folder)/\(file.name)", file.text.utf8) }
    return try Build(
      compileCommand(files.map(\.name), to: "program.o", in: folder, isScript: isScript),
      on: self, in: folder, seconds: seconds)
  }
}

extension Build.Outcome {
  /// What is wrong with a program that should have compiled.
  package var words: String {
    switch self {
    case .built: ""
    case .refused(let text):
      compilerFindings(text).first { $0.severity == .error }
        .map { "\($0.file):\($0.position.line):\($0.position.column): \($0.message)" }
        ?? String(text.prefix(2000))
    case .tooLong: "it takes the compiler too long"
    case .outOfMemory: "it takes the compiler too much memory"
    case .crashed: "the compiler crashed on it"
    }
  }
}
