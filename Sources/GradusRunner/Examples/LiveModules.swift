package import GradusDiagnostics
package import GradusLessons
import GradusSyntax

/// Live figures as WebAssembly: the core and a figure's program compiled as Embedded Swift.
///
/// The core is compiled once for all figures, and again when its sources or the compiler change.
package struct LiveModules: Sendable {
  package enum Outcome: Hashable, Sendable {
    case module([UInt8])
    /// The author's program uses something that a page's program cannot have.
    case refused(String)
  }

  private let bench: Workbench
  /// The folder with the core's sources, one folder for a module.
  private let sources: String
  /// The modules of the core in the order in which they need each other, with their sources.
  private let core: [(name: String, files: [SourceFile])]
  /// Of the core, this file and the compiler; every module's name begins with these.
  private let ground: Fingerprint

  /// - Parameter sources: the project's `Sources` folder
  package init(_ runner: Runner, sources: String) {
    bench = runner.bench
    self.sources = sources
    core = [
      ("GradusKernelTypes", "GradusKernelTypes"), ("GradusKernels", "GradusKernels"),
      ("GradusNN", "GradusNN"), ("GradusProbe", "GradusProbe/Live"),
    ].map { name, path in (name, swiftFiles(below: "\(sources)/\(path)")) }
    var ground = Fingerprint()
    ground.add("live \(Self.recipe) \(bench.ground)")
    for file in core.flatMap(\.files) { ground.add(file.text) }
    self.ground = ground
  }

  /// Why this machine cannot make modules; nil where it can.
  package var whatIsMissing: String? {
    if !exists("\(bench.toolchain.root)/lib/swift/embedded/\(Self.target)") {
      return "\(bench.toolchain.version) has no standard library for WebAssembly"
    }
    if !exists(linker) { return "wasm-ld is not beside the compiler" }
    if !exists("\(sources)/GradusNN") { return "the sources of the core are not in \(sources)" }
    return nil
  }

  /// The module of a live figure, made now or kept from before.
  package func module(
    of example: Example, in lesson: Lesson
  ) async throws(GradusError) -> Outcome {
    let result = await onThreadOfItsOwn { () -> Result<Outcome, GradusError> in
      do throws(GradusError) {
        return .success(try make(exampleFiles(example, in: lesson)))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static let target = "wasm32-unknown-none-wasm"
  /// Raised when this file compiles or links differently.
  private static let recipe = "2"
  /// What a page's script calls.
  private static let exports = [
    "live_describe", "live_length", "live_set", "live_begin", "live_step", "live_picture",
    "live_numbers",
  ]

  /// Clang modules for this target; lessons' authors are trusted to write here.
  private var moduleCache: String { "\(bench.cache)/wasm/modules-\(bench.ground.prefix(16))" }

  private var linker: String { "\(folder(of: bench.toolchain.linker))/wasm-ld" }

  private func make(_ program: [SourceFile]) throws(GradusError) -> Outcome {
    var fingerprint = ground
    let compiled = "\(bench.cache)/wasm/core-\(fingerprint.hex().prefix(32))"
    for file in program { fingerprint.add(withoutPlaces(file.text)) }
    let kept = "\(bench.cache)/wasm/\(fingerprint.hex()).wasm"
    if let bytes = readFile(kept) { return .module(bytes) }
    try makeFolder(moduleCache)
    if !exists(compiled) { try compileCore(to: compiled) }

    let work = try makeWorkFolder(in: bench.work)
    defer { removeFolder(work) }
    for file in program { try writeFile("\(work)/\(file.name)", file.text.utf8) }
    let names = program.map(\.name)
    let build = try Build(
      compileCommand(names, "Live", isLibrary: false, modules: compiled, in: work), on: bench,
      in: work, alsoWriting: [moduleCache], alsoReading: [compiled], seconds: 120)
    switch build.finish() {
    case .built: break
    case let failure: return .refused(failure.words)
    }
    let objects = core.map { "\(compiled)/\($0.name).o" } + ["Live.o"]
    var arguments = ["--no-entry", "--gc-sections", "--strip-all", "--allow-undefined"]
    // The linker's own 64 KB are less than one call of the largest kernel takes on a machine whose
    // registers hold four numbers; what runs over them is "memory access out of bounds".
    arguments += ["-z", "stack-size=1048576"]
    // A script's beginning is called either way.
    arguments += ["main", "__main_argc_argv", "__heap_base"].map { "--export-if-defined=\($0)" }
    arguments += Self.exports.map { "--export=\($0)" } + objects + ["-o", "live.wasm"]
    let link = try Build(
      Command(
        program: linker, arguments: arguments, environment: ["LC_ALL=C.UTF-8"], folder: work),
      on: bench, in: work, alsoReading: [compiled], seconds: 60)
    switch link.finish() {
    case .built: break
    case let failure: return .refused(failure.words)
    }
    guard let bytes = readFile("\(work)/live.wasm") else {
      return .refused("the linker wrote no module")
    }
    try writeWhole(kept, bytes)
    return .module(bytes)
  }

  private func compileCore(to target: String) throws(GradusError) {
    let work = try makeWorkFolder(in: bench.work)
    defer { removeFolder(work) }
    for (name, files) in core {
      try makeFolder("\(work)/\(name)")
      for file in files { try writeFile("\(work)/\(name)/\(file.name)", file.text.utf8) }
      let build = try Build(
        compileCommand(
          files.map { "\(name)/\($0.name)" }, name, isLibrary: true, modules: work, in: work),
        on: bench, in: work, alsoWriting: [moduleCache], seconds: 600)
      switch build.finish() {
      case .built: break
      case let failure:
        throw GradusError(
          .internalFault, subject: "\(name) for WebAssembly", underlying: failure.words,
          fix: "report this with the output of gradus doctor")
      }
      removeFolder("\(work)/\(name)")
    }
    try moveFile(work, to: target)
  }

  private func compileCommand(
    _ files: [String], _ module: String, isLibrary: Bool, modules: String, in work: String
  ) -> Command {
    var arguments = [
      "-frontend", "-c", "-target", Self.target, "-enable-experimental-feature", "Embedded",
      "-Osize", "-Xcc", "-msimd128", "-enable-upcoming-feature", "ExistentialAny",
      "-enable-upcoming-feature", "InternalImportsByDefault", "-enable-upcoming-feature",
      "MemberImportVisibility", "-disable-availability-checking", "-module-cache-path",
      moduleCache, "-I", modules, "-module-name", module, "-suppress-warnings",
    ]
    if isLibrary {
      arguments += [
        "-parse-as-library", "-package-name", "gradus", "-emit-module-path",
        "\(module).swiftmodule",
      ]
    }
    arguments += files + ["-o", "\(module).o"]
    return Command(
      program: bench.toolchain.frontend, arguments: arguments,
      environment: ["LC_ALL=C.UTF-8", "TMPDIR=\(work)", "HOME=\(work)"], folder: work)
  }
}

private func swiftFiles(below path: String) -> [SourceFile] {
  names(in: path).sorted().flatMap { name -> [SourceFile] in
    let inner = "\(path)/\(name)"
    guard name.hasSuffix(".swift") else { return swiftFiles(below: inner) }
    return readText(inner).map { [SourceFile(name: name, text: $0)] } ?? []
  }
}

/// A program without the lines that say where in the lesson its code stands: an edit of the prose
/// compiles nothing again.
package func withoutPlaces(_ text: String) -> String {
  text.lines.filter { !$0.hasPrefix("#sourceLocation(") }.joined(separator: "\n")
}
