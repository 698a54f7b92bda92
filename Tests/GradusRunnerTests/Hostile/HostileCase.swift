import GradusRunner

/// A submission that tries something, and the verdicts that are right for it.
struct HostileCase: Sendable, CustomStringConvertible {
  var name: String
  /// The learner's file, without its import.
  var code: String
  /// What the verdict may be with the lint switched off.
  var expected: Set<Verdict.Status>
  /// What the lint says of it, where it says something.
  var isRefused: Bool
  /// Text that must appear nowhere in the verdict: a leak.
  var secret: String?
  /// Text that must appear in the printed output.
  var printed: String?
  /// What a check may take; short, because many cases use it up.
  var seconds: Double

  init(
    _ name: String, _ expected: Set<Verdict.Status>, refused: Bool = false, secret: String? = nil,
    printed: String? = nil, seconds: Double = 0.5, _ code: String
  ) {
    self.seconds = seconds
    self.name = name
    self.code = code
    self.expected = expected
    isRefused = refused
    self.secret = secret
    self.printed = printed
  }

  var description: String { name }
}

/// Declares a C function.
func c(_ declaration: String, _ symbol: String) -> String {
  "@_silgen_name(\"\(symbol)\") func \(declaration)\n"
}

/// The honest function, with something done before it answers.
func answering(_ statements: String, before: String = "") -> String {
  """
  \(before)
  func total(xs: [Float]) -> Float {
    \(statements)
    var sum: Float = 0
    for x in xs { sum += x }
    return sum
  }
  """
}

/// A function that has only this in it.
func only(_ statements: String, before: String = "") -> String {
  """
  \(before)
  func total(xs: [Float]) -> Float {
    \(statements)
  }
  """
}
