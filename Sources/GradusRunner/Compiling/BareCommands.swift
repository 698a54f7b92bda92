package import GradusDiagnostics
package import GradusLessons

/// The fewest programs that can turn an exercise into a run: what benchmarks measure verdicts against.
package struct BareCommands: Sendable {
  package var compile: [String]
  package var typecheck: [String]
  package var link: [String]
  package var run: [String]
  /// The same program run in the jail.
  package var jailedRun: [String]
}

extension Runner {
  /// Writes the files of an exercise into a folder, and says how to build and run them there.
  package func bareCommands(
    _ exercise: Exercise, in lesson: Lesson, text: String, folder: String
  ) throws(GradusError) -> BareCommands {
    try makeFolder(folder)
    let files =
      answererFiles(exercise, in: lesson) + [
        SourceFile(name: exercise.name.exercise + ".swift", text: text)
      ]
    for file in files { try writeFile("\(folder)/\(file.name)", file.text.utf8) }
    let compile = bench.compileCommand(
      files.map(\.name), to: "program.o", in: folder, isScript: false)
    let link = bench.linkCommand("program.o", to: "program", in: folder)
    let jailed = bench.jail.command(
      Command(program: "\(folder)/program", arguments: [], folder: "/"),
      bench.runPermissions("\(folder)/program", limits: limits))
    return BareCommands(
      compile: [compile.program] + compile.arguments,
      typecheck: [compile.program]
        + compile.arguments.map { $0 == "-c" ? "-typecheck" : $0 }.dropLast(2),
      link: [link.program] + link.arguments, run: ["\(folder)/program"],
      jailedRun: [jailed.program] + jailed.arguments)
  }
}
