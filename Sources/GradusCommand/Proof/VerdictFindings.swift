package import GradusDiagnostics
package import GradusLessons
package import GradusRunner

/// A starter must compile, so that the learner begins with a working file, and must not pass.
package func starterFindings(_ exercise: Exercise, _ verdict: Verdict) -> [Diagnostic] {
  switch verdict.status {
  case .passed:
    [
      Diagnostic(
        id: "StarterPasses", at: exercise.code, summary: "'\(exercise.name)' passes as shipped",
        explanation: "the learner would have nothing to do",
        fixes: ["leave something out in the #else branch, or add a check that needs it"])
    ]
  case .compileError:
    broken(
      "StarterDoesNotCompile", exercise.code, "'\(exercise.name)' does not compile as shipped",
      verdict)
  case .broken, .compilerCrashed, .compileTimedOut: cannotBeJudged(exercise, verdict)
  default: []
  }
}

/// A solution must pass everything, whatever inputs a seed draws.
package func solutionFindings(_ exercise: Exercise, _ verdict: Verdict) -> [Diagnostic] {
  guard verdict.status != .passed else { return [] }
  if verdict.status == .broken { return cannotBeJudged(exercise, verdict) }
  return broken(
    "SolutionFails", exercise.code,
    "the solution of '\(exercise.name)' does not pass with seed \(verdict.seed): \(reason(verdict))",
    verdict)
}

/// A wrong answer must fail, for the reason it was written for.
package func wrongFindings(_ exercise: Exercise, _ wrong: WrongAnswer, _ verdict: Verdict)
  -> [Diagnostic]
{
  let name = "wrong answer '\(wrong.mistake)' of '\(exercise.name)'"
  let said = recognised(verdict)
  if said.contains(wrong.mistake) { return [] }
  switch verdict.status {
  case .passed:
    return [
      Diagnostic(
        id: "WrongAnswerPasses", at: wrong.code, summary: "\(name) passes every check",
        explanation: "a learner who makes this mistake would be told that all is well",
        fixes: ["add a check that tells it from the solution"])
    ]
  case .broken: return cannotBeJudged(exercise, verdict)
  case .compileError, .compilerCrashed, .compileTimedOut:
    return broken(
      "WrongAnswerBroken", wrong.code, "\(name) cannot be judged: \(reason(verdict))", verdict)
  default:
    let instead = said.isEmpty ? "no mistake" : said.map { "'\($0)'" }.joined(separator: ", ")
    return [
      Diagnostic(
        id: "MistakeNotRecognised", at: wrong.code,
        summary: "\(name) fails, but \(instead) was recognised: \(reason(verdict))",
        explanation: "each wrong answer teaches with the message of its own mistake",
        fixes: [
          said.first.flatMap { nearMiss(wrong.mistake, among: [$0]) }.map {
            "call it \($0) in the fence"
          } ?? "add .mistake(\"\(wrong.mistake)\", …) to the expectation it fails"
        ])
    ]
  }
}

/// The mistakes a verdict names: known ones by their id, and the ways a program can end early.
func recognised(_ verdict: Verdict) -> [String] {
  var ids: [String] = []
  for check in verdict.checks {
    switch check.outcome {
    case .failed(let failure): if let mistake = failure.mistake { ids.append(mistake.id) }
    case .trapped: ids.append("trap")
    case .timedOut: ids.append("timeout")
    default: break
    }
  }
  switch verdict.status {
  case .compileError: ids.append("compile-error")
  case .trapped: ids.append("trap")
  case .timedOut: ids.append("timeout")
  default: break
  }
  var seen: Set<String> = []
  return ids.filter { seen.insert($0).inserted }
}

/// Why a verdict is not a pass, in one phrase.
func reason(_ verdict: Verdict) -> String {
  for check in verdict.checks {
    switch check.outcome {
    case .passed: continue
    case .failed(let failure): return "check '\(check.name)' says: \(firstLine(failure.message))"
    case .trapped(let trap):
      return "check '\(check.name)' ends in a trap: \(firstLine(trap.reason))"
    case .timedOut(let seconds, _):
      return "check '\(check.name)' takes longer than \(amount(seconds)) s"
    case .endedEarly: return "the program ends during check '\(check.name)'"
    case .outputLimit: return "check '\(check.name)' prints too much"
    case .memoryLimit: return "check '\(check.name)' needs too much memory"
    case .broken(let why): return "check '\(check.name)' is broken: \(firstLine(why))"
    case .notRun(let why): return "check '\(check.name)' says: \(firstLine(why))"
    }
  }
  if let message = verdict.message { return firstLine(message) }
  if let first = verdict.diagnostics.first { return firstLine(first.summary) }
  return "\(verdict.status)"
}

func firstLine(_ text: String) -> String {
  String(text.split(separator: "\n", maxSplits: 1).first ?? "")
}

/// The same for starter, solution and wrong answers, so that it is said once for all of them.
private func cannotBeJudged(_ exercise: Exercise, _ verdict: Verdict) -> [Diagnostic] {
  broken(
    "ExerciseBroken", exercise.code, "'\(exercise.name)' cannot be judged: \(reason(verdict))",
    verdict)
}

/// A finding at the block, with the compiler's own findings after it.
private func broken(
  _ id: String, _ code: CodeBlock, _ summary: String, _ verdict: Verdict
) -> [Diagnostic] {
  [Diagnostic(id: id, at: code, summary: summary)] + verdict.diagnostics.prefix(3)
}

extension Diagnostic {
  /// An error at a line of a block of code.
  init(
    id: String, at code: CodeBlock, line: Int = 1, summary: String, explanation: String? = nil,
    fixes: [String] = []
  ) {
    self.init(
      id: id,
      at: SourceSpan(
        file: code.file, line: code.firstLine + line - 1, column: code.indentation + 1),
      summary, explanation: explanation, fixes: fixes)
  }
}
