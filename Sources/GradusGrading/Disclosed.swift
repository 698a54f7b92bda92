import GradusLessons

extension SubmissionGrade {
  /// What its student may read: of hidden checks only whether they passed, of others what they disclose.
  ///
  /// What a program printed is left out where the exercise has a hidden check, because a program can
  /// print the inputs that it is called with.
  package func forTheStudent() -> SubmissionGrade {
    var result = self
    result.exercises = exercises.map { $0.forTheStudent() }
    return result
  }
}

extension ExerciseGrade {
  func forTheStudent() -> ExerciseGrade {
    var result = self
    var number = 0
    result.checks = checks.map { check in
      if check.hidden { number += 1 }
      return check.forTheStudent(hiddenNumber: number)
    }
    if checks.contains(where: { $0.hidden || $0.disclosure == .none }) {
      result.output = ""
      result.isOutputCut = false
    }
    return result
  }
}

extension CheckGrade {
  package func forTheStudent(hiddenNumber: Int) -> CheckGrade {
    guard hidden || disclosure != .full else { return self }
    var result = self
    result.expected = nil
    result.worst = nil
    result.mistake = nil
    if hidden {
      result.name = "hidden check \(hiddenNumber)"
      result.message = outcome == .passed ? nil : outcome.words
    }
    if hidden || disclosure == .none {
      result.call = nil
      result.got = nil
      result.trial = nil
      result.tolerance = nil
      result.reason = nil
      result.place = nil
    }
    return result
  }
}

extension CheckGrade.Outcome {
  /// What may be said of a check about which nothing else may be.
  package var words: String {
    switch self {
    case .passed: "It passed."
    case .failed: "The answer is not the expected one."
    case .trapped: "The program stopped itself."
    case .timedOut: "There was no answer in time."
    case .endedEarly: "The program ended before it had answered."
    case .outputLimit: "The program printed too much."
    case .memoryLimit: "The program wanted too much memory."
    case .broken: "The check itself is at fault."
    case .notRun: "It was not run."
    }
  }
}
