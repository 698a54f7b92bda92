public import GradusNN

extension Draw {
  /// A number from the standard normal distribution.
  public func normal() -> Float { generator().normal() }

  /// Numbers from the standard normal distribution.
  public func normal(_ count: Int) -> [Float] { generator().normal(count) }

  /// A source of random numbers for code that takes one.
  public func generator() -> Generator { Generator(seed: next()) }
}
