extension Draw {
  /// A number from the standard normal distribution.
  public func normal() -> Float {
    // Twelve uniforms less six: mean 0 and variance 1 exactly, and no library's logarithm in it, so
    // that the inputs of a check are bit for bit the same on every machine.
    (0..<12).reduce(into: -6) { sum, _ in sum += float(in: 0...1) }
  }

  /// Numbers from the standard normal distribution.
  public func normal(_ count: Int) -> [Float] { (0..<count).map { _ in normal() } }
}
