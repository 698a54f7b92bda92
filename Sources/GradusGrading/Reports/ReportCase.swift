import GradusDiagnostics
import GradusRunner

/// One line of a report that lists tests: a check, or an exercise of which nothing could be run.
///
/// All texts are what a student may read, without control characters; each format only adds its own
/// escapes.
struct ReportCase: Hashable {
  enum Outcome { case passed, failed, error, skipped }

  var exercise: ExerciseTitle
  /// On one line, and no other case of the exercise has it.
  var name: String
  /// As the lesson calls it; nil of a hidden check and of an exercise as a whole.
  var checkName: String?
  var outcome: Outcome
  var points: Points
  var maxPoints: Points
  var isHidden = false
  /// What happened, in a sentence or two; nil of what passed.
  var summary: String?
  /// The facts below it, a line for each.
  var facts: [String] = []
  /// The exercise's file, such as "bce/loss.swift"; nil when none was judged.
  var file: String?
  /// Where in it, if that is known.
  var place: SourceSpan?

  /// Summary and facts.
  var text: String { ([summary ?? ""] + facts).joined(separator: "\n") }
}

/// All cases of a submission: their points add up to its points.
func cases(of submission: SubmissionGrade) -> [ReportCase] {
  let student = submission.forTheStudent()
  return student.exercises.flatMap { cases(of: $0, problem: student.problem) }
}

private func cases(of exercise: ExerciseGrade, problem: Diagnostic?) -> [ReportCase] {
  var made = exercise.checks.map { ReportCase($0, in: exercise) }
  let ending = ReportCase(ending: exercise, problem: problem)
  if !exercise.gradable {
    // Nothing was judged, so nothing is listed as if it had been.
    made = [ending]
  } else if exercise.status != .passed, made.allSatisfy({ $0.outcome == .passed }) {
    made.append(ending)
  }
  var seen: Set<String> = []
  for index in made.indices {
    let name = made[index].name
    var number = 1
    while !seen.insert(made[index].name).inserted {
      number += 1
      made[index].name = "\(name) (\(number))"
    }
  }
  return made
}

extension ReportCase {
  init(_ check: CheckGrade, in exercise: ExerciseGrade) {
    self.exercise = exercise.name
    name = oneLine(check.name)
    checkName = check.hidden ? nil : check.name
    outcome =
      switch check.outcome {
      case .passed: .passed
      case .notRun: .skipped
      case .broken: .error
      default: .failed
      }
    points = check.points
    maxPoints = check.maxPoints
    isHidden = check.hidden
    file = exercise.file
    place = check.place
    guard outcome != .passed else { return }
    summary = shown(check.message ?? check.outcome.words)
    facts = check.facts.map { "\($0.name): \(oneLine($0.value))" }
  }

  /// What became of an exercise as a whole.
  init(ending exercise: ExerciseGrade, problem: Diagnostic?) {
    self.exercise = exercise.name
    name = exercise.gradable ? "the program ends by itself" : "it can be run"
    outcome = exercise.gradable ? .failed : .error
    points = exercise.gradable ? .zero : exercise.points
    maxPoints = exercise.gradable ? .zero : exercise.maxPoints
    place = exercise.diagnostics.first?.span
    file = place?.file ?? exercise.file
    let words = exercise.status.words
    summary = shown(
      words.prefix(1).uppercased() + words.dropFirst() + "."
        + (exercise.message.map { " " + $0 } ?? ""))
    facts = ((problem.map { [$0] } ?? []) + exercise.diagnostics)
      .flatMap { shown(GradusDiagnostics.oneLine($0)).split(separator: "\n").map(String.init) }
  }
}

extension ExerciseGrade {
  fileprivate var file: String? { fileHash == nil ? nil : "\(name).swift" }
}

extension CheckGrade {
  /// What a failed check tells beside its sentence, with a name for each fact.
  var facts: [(name: String, value: String)] {
    var facts: [(String, String)] = []
    if let call { facts.append(("call", call)) }
    if let expected { facts.append(("expected", expected)) }
    if let got { facts.append(("got", got)) }
    if let worst { facts.append(("differs", "most at \(worst)")) }
    if let tolerance {
      facts.append(
        ("tolerance", "\(tolerance) × max(1, |expected|)" + (reason.map { ": \($0)" } ?? "")))
    }
    if let trial, trials > 1 { facts.append(("trial", "\(trial) of \(trials)")) }
    if let place { facts.append(("at", "\(place)")) }
    return facts
  }
}

/// Under what a class was graded, each fact with its name; every report says it.
package func conditions(of grading: Grading) -> [(name: String, value: String)] {
  [
    ("course", shown(grading.course)), ("course-hash", grading.courseHash),
    ("core-hash", grading.coreHash), ("toolchain", shown(grading.toolchain)),
    ("confinement", shown(grading.confinement.words)), ("seed", "\(grading.seed)"),
    ("graded-at", grading.gradedAt), ("gradus", grading.gradus),
  ] + (grading.shard.map { [("shard", "\($0)")] } ?? [])
}

/// Somebody's text without anything that moves a cursor, hides or turns what stands around it.
func shown(_ text: String) -> String { cleaned(text.utf8) }

/// The same on one line.
func oneLine(_ text: String) -> String {
  shown(text).split(whereSeparator: \.isNewline).joined(separator: " ")
    .replacing("\t", with: " ")
}

/// At most so many characters of Unicode, and a sign where something is missing.
///
/// What a reader sees as one may be thousands of them: a letter with marks above it.
func cut(_ text: String, to longest: Int, sign: String = "…") -> String {
  guard text.unicodeScalars.count > longest else { return text }
  return String(text.unicodeScalars.prefix(max(0, longest - sign.unicodeScalars.count))) + sign
}
