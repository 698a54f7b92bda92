import CGradusSystem
package import GradusDiagnostics
package import GradusLessons

/// What a learner handed in, already read.
package struct LearnerFile: Hashable, Sendable {
  /// As the learner knows it; findings are placed in it.
  package var path: String
  package var text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// Compiles and runs what lessons and learners write, and says what came of it.
package struct Runner: Sendable {
  let bench: Workbench
  package var limits: RunLimits
  /// Seconds of processor time that the compiler may take for a learner's file.
  package var compileSeconds = 10
  /// Whether a file is read for what a lesson does not ask for before it is compiled.
  package var usesLint = true
  /// Whether a result that is known already may be used again.
  package var usesResults = true

  package init(
    toolchain: Toolchain, paths: RuntimePaths, cache: String = defaultCacheFolder(),
    limits: RunLimits = RunLimits()
  ) throws(GradusError) {
    bench = try Workbench(toolchain, paths, cache: cache)
    self.limits = limits
  }

  /// What holds for everything that this runner starts.
  package var confinement: Confinement { bench.jail.confinement }

  /// Judges a learner's file.
  package func judge(
    _ exercise: Exercise, in lesson: Lesson, file: LearnerFile, seed: UInt64,
    includingHidden: Bool
  ) async -> Verdict {
    await onThreadOfItsOwn {
      Judgement(
        exercise: exercise, lesson: lesson, file: file, seed: seed,
        includingHidden: includingHidden, runner: self
      ).verdict()
    }
  }

  /// Runs an example of a lesson.
  ///
  /// - Parameter watch: told what happens while it runs; nothing happens where the run is known.
  package func run(
    _ example: Example, in lesson: Lesson, watch: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async -> ExampleRun {
    await onThreadOfItsOwn {
      Showing(example: example, lesson: lesson, runner: self, watch: watch).run()
    }
  }

  /// The run of an example as it was last time, if nothing has changed since; nothing is started.
  package func knownRun(of example: Example, in lesson: Lesson) -> ExampleRun? {
    let showing = Showing(example: example, lesson: lesson, runner: self)
    return KeptRuns(folder: "\(bench.cache)/runs").run(KeptRuns.name(showing))
  }
}
