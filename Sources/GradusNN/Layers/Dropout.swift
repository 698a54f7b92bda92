/// Sets each number to 0 with the given probability p while training.
///
/// The others are divided by 1 − p, so that the expected value stays. Out of training nothing
/// changes. Source: Srivastava et al., 2014.
public final class Dropout: Module {
  public let probability: Float
  let random: Generator?

  public init(_ probability: Float = 0.5, using random: Generator? = nil) {
    self.probability = probability
    self.random = random
  }

  public override var parts: [Part] { [] }

  public override func callAsFunction(_ x: Tensor) -> Tensor {
    if !isTraining || probability == 0 { return x }
    let drawn = Tensor.uniform(x.shape, using: random)
    let mask = drawn.isGreater(orEqualTo: Tensor(probability)) / (1 - probability)
    return x * mask
  }
}
