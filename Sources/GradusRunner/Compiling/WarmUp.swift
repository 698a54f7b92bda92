import GradusDiagnostics
import GradusLessons

extension Workbench {
  /// Lets the compiler build the Clang modules that it needs once, before anything else is compiled.
  ///
  /// In the jail a learner's compilation may read them and not write: what one submission leaves there
  /// would be part of the next one's program. The folder belongs to one compiler, one set of flags
  /// and one core, because its files do.
  func warmUp() throws(GradusError) {
    let ready = "\(moduleCache)/ready"
    if exists(ready) { return }
    try makeFolder(moduleCache)
    let folder = try makeWorkFolder(in: work)
    defer { removeFolder(folder) }
    let file = SourceFile(
      name: "main.swift", text: "import GradusJudge\nimport GradusNN\nimport GradusProbe\n")
    try writeFile("\(folder)/\(file.name)", file.text.utf8)
    // Both ways of calling the compiler, should their modules differ.
    for isScript in [true, false] {
      let build = try Build(
        compileCommand([file.name], to: "program.o", in: folder, isScript: isScript), on: self,
        in: folder, alsoWriting: [moduleCache], seconds: 60)
      let outcome = build.finish()
      guard outcome == .built else {
        throw GradusError(
          .runtimeMissing, subject: "a core that this compiler can read",
          underlying: outcome.words,
          fix: "start Gradus with ./gradus in its own folder; it builds the core again")
      }
    }
    try writeWhole(ready, [])
  }
}
