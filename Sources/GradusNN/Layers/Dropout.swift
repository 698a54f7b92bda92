/// Sets each number to 0 with the given probability p while training.
///
/// The others are divided by 1 − p, so that the expected value stays. Out of training nothing
/// changes. Source: Srivastava et al., 2014, where p is what is kept and the scaling is left for afterwards;
/// this is the "inverted" form that libraries use.
public final class Dropout: Module {
  /// How likely a number is to be set to 0.
  public let probability: Float
  let random: Generator?

  /// A layer that draws from the given generator or the shared one.
  public init(_ probability: Float = 0.5, using random: Generator? = nil) {
    guard (0...1).contains(probability) else {
      stop("Dropout: a probability lies between 0 and 1, not at \(probability)")
    }
    self.probability = probability
    self.random = random
  }

  public override var parts: [Part] { [] }

  public override func callAsFunction(_ x: Tensor) -> Tensor {
    if !isTraining || probability == 0 { return x }
    let drawn = Tensor.uniform(x.shape, using: random)
    // With a probability of 1 nothing is left to be made larger.
    let share = probability < 1 ? 1 - probability : 1
    let mask = drawn.isGreater(orEqualTo: Tensor(probability)) / share
    return x * mask
  }
}
