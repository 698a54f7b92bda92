import GradusDiagnostics

// What is said of a whole file, where no line of it can be named.

extension Build.Outcome {
  /// What a learner reads when the compiler did not come to an end with their file; nil where it did.
  ///
  /// - Parameter seconds: how long it may take
  package func stopWords(seconds: Int) -> String? {
    switch self {
    case .built, .refused: nil
    case .tooLong:
      """
      The compiler was stopped: after \(timeWords(Double(seconds))) it was still busy with this file. Long \
      literals and long expressions do that; split them up.
      """
    case .outOfMemory:
      """
      The compiler was stopped: this file takes it more memory than there is. Long literals and long \
      expressions do that; split them up.
      """
    case .crashed:
      """
      The Swift compiler itself crashed on this file. That is a fault of the compiler, not of yours; \
      write the last thing that you changed in another way.
      """
    }
  }
}

/// What a learner reads when nothing of the compiler's output has a place in their file.
///
/// Of what it printed only the bare message may be shown.
package func compileWords(_ output: String) -> String {
  compilerFindings(output).first { $0.severity == .error }.map {
    "Your file does not fit the code that it is compiled with. The compiler says: \($0.message)"
  }
    ?? "The compiler stopped without saying why. Write the last thing that you changed in another way."
}

/// What a learner reads when a file compiles and cannot be linked.
package func linkWords(_ output: String) -> String {
  let mark = ": undefined symbol: "
  for line in output.split(separator: "\n") {
    if let (_, name) = halves(line, at: mark) {
      return """
        Your file uses '\(name)', which is in no library that an exercise may \
        use.
        """
    }
  }
  return "Your file compiles, but no program can be linked from it."
}
