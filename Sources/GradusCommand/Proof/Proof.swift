import GradusDiagnostics
import GradusLessons
import GradusRunner

/// One thing that `verify` proves about a course by running it.
enum Proof: Sendable {
  /// As shipped, the exercise compiles and at least one check fails.
  case starterFails(Exercise)
  /// The author's solution passes every check, hidden ones too.
  case solutionPasses(Exercise)
  /// A tempting wrong answer fails, and is recognised as the mistake it is.
  case wrongIsRecognised(Exercise, WrongAnswer)
  /// An example runs and prints what the lesson says.
  case exampleHolds(Example)

  var name: String {
    switch self {
    case .starterFails(let exercise): "starter of \(exercise.name)"
    case .solutionPasses(let exercise): "solution of \(exercise.name)"
    case .wrongIsRecognised(let exercise, let wrong): "wrong \(exercise.name) \(wrong.mistake)"
    case .exampleHolds(let example): "example \(example.id)"
    }
  }
}

/// Everything to prove about one lesson, in document order of its kinds.
func proofs(of lesson: Lesson) -> [Proof] {
  lesson.examples.map(Proof.exampleHolds)
    + lesson.exercises.flatMap { exercise in
      [.starterFails(exercise), .solutionPasses(exercise)]
        + exercise.wrongs.map { Proof.wrongIsRecognised(exercise, $0) }
    }
}

/// What a finished proof has to say: nothing when it holds, and the numbers an example recorded.
struct ProofResult: Sendable {
  var findings: [Diagnostic]
  var run: ExampleRun?
  var seconds: Double = 0
}
