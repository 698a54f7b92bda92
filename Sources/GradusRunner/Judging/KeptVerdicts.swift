import GradusDiagnostics
import GradusLessons

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The verdicts of earlier runs, each in a file under the fingerprint of all that it depends on.
///
/// Two runs at once may write the same file: each puts it there in one step, and both would say the
/// same. A file that was damaged counts as none.
struct KeptVerdicts {
  let folder: String

  /// What a verdict depends on: the compiler, the core, the author's code, the learner's text, the
  /// seed, the limits and the jail.
  static func name(
    _ judgement: Judgement, _ files: [SourceFile], on bench: Workbench
  ) -> String {
    var fingerprint = Fingerprint()
    let runner = judgement.runner
    let limits = runner.limits.with(judgement.lesson.limits)
    for part in [
      bench.ground, "\(Verdict.currentVersion)", judgement.exercise.name.description,
      judgement.file.path, judgement.file.text, "\(judgement.seed)",
      "\(judgement.includingHidden) \(runner.usesLint) \(runner.compileSeconds)",
      "\(limits.seconds) \(limits.memory) \(limits.output) \(limits.captured)",
      bench.jail.confinement.description,
    ] { fingerprint.add(part) }
    for file in files {
      fingerprint.add(file.name)
      fingerprint.add(file.text)
    }
    return fingerprint.hex()
  }

  func verdict(_ name: String) -> Verdict? {
    guard let bytes = readFile("\(folder)/\(name)"),
      var verdict = try? JSONDecoder().decode(Verdict.self, from: Data(bytes)),
      verdict.version == Verdict.currentVersion
    else { return nil }
    verdict.wasCached = true
    return verdict
  }

  /// Keeps a verdict that would be the same again; one that depends on how busy the machine was is not.
  func keep(_ verdict: Verdict, _ name: String) {
    switch verdict.status {
    case .passed, .failed, .compileError, .trapped, .endedEarly, .refused: break
    case .timedOut, .outputLimit, .memoryLimit, .compileTimedOut, .compilerCrashed, .broken: return
    }
    let dependsOnClock = verdict.checks.contains { check in
      switch check.outcome {
      case .timedOut, .memoryLimit, .outputLimit, .notRun, .broken: true
      case .passed, .failed, .trapped, .endedEarly: false
      }
    }
    guard !dependsOnClock, let data = try? JSONEncoder().encode(verdict) else { return }
    // Not being able to remember is no reason to fail.
    try? makeFolder(folder)
    try? writeWhole("\(folder)/\(name)", data)
  }
}
