package import GradusLessons

/// What a program of a lesson may use.
package struct RunLimits: Hashable, Sendable {
  /// For one check, or one example.
  package var seconds: Double
  /// Bytes of address space.
  package var memory: Int
  /// Bytes of printed text, after which it is stopped.
  package var output: Int
  /// Bytes of printed text that are kept of each stream.
  package var captured = 64 << 10

  package init(seconds: Double = 5, memory: Int = 1 << 30, output: Int = 1 << 20) {
    self.seconds = seconds
    self.memory = memory
    self.output = output
  }

  /// A lesson's own limits, and these where it has none.
  package func with(_ limits: Limits) -> RunLimits {
    var result = self
    if let seconds = limits.seconds { result.seconds = seconds }
    if let megabytes = limits.memory { result.memory = megabytes << 20 }
    if let kilobytes = limits.output { result.output = kilobytes << 10 }
    return result
  }

  /// The kernel's own limit.
  ///
  /// It counts whole programs, so it lies far above what one check may take; the runner's watch
  /// comes first.
  var processorSeconds: Int { Int(min(seconds * 20, 3600)) + 1 }

  /// Judge and reference must never be what runs out first.
  var forTheJudge: RunLimits {
    var result = self
    result.seconds *= 4
    result.memory *= 2
    return result
  }
}
