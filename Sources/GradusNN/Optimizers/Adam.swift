/// Running means of the gradient and of its square, both corrected for starting at 0:
/// m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g²,
/// w ← w − η·(m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) + ε).
///
/// Source: Kingma, Ba, *Adam: A Method for Stochastic Optimization*, 2015.
public class Adam: Optimizer {
  /// β₁ and β₂: how much the two means keep from step to step.
  public let betas: (Float, Float)
  /// ε, so that nothing is divided by 0.
  public let eps: Float
  /// λ: λ·w is added to the gradient, or in ``AdamW`` taken off the parameter.
  public let weightDecay: Float
  var means: [Tensor] = []
  var squares: [Tensor] = []
  var steps: [Int]
  /// 1 − β₁ᵗ and 1 − β₂ᵗ of the last step t that was asked for: all parameters share it, as a rule.
  private var correction = (step: 0, mean: 1.0, square: 1.0)

  /// An optimizer of these parameters.
  public init(
    _ parameters: [Tensor], learningRate: Float = 1e-3, betas: (Float, Float) = (0.9, 0.999),
    eps: Float = 1e-8, weightDecay: Float = 0
  ) {
    self.betas = betas
    self.eps = eps
    self.weightDecay = weightDecay
    steps = [Int](repeating: 0, count: parameters.count)
    super.init(parameters, learningRate)
    means = memory()
    squares = memory()
  }

  override func update(_ i: Int, _ w: Tensor, _ gradient: Tensor) {
    let g = weightDecay != 0 && !decaysWeightsApart ? gradient + w * weightDecay : gradient
    steps[i] += 1
    if steps[i] != correction.step {
      // In Double, and by multiplication: 1 − β₂ᵗ loses its digits in Float, and pow is of libm.
      correction.step = steps[i]
      correction.mean = 1 - power(Double(betas.0), steps[i])
      correction.square = 1 - power(Double(betas.1), steps[i])
    }
    context.kernels.adamStep(
      w.mutableNumbers, means[i].mutableNumbers, squares[i].mutableNumbers, g.numbers, w.count,
      betas, Float(Double(learningRate) / correction.mean),
      Float(1 / correction.square.squareRoot()), eps,
      decaysWeightsApart ? 1 - learningRate * weightDecay : 1)
  }

  var decaysWeightsApart: Bool { false }
}

/// Adam with weight decay kept apart from the gradient: w ← (1 − η·λ)·w before each step.
///
/// λ is multiplied by the learning rate η, as in PyTorch; in the paper only by the schedule's factor.
/// Source: Loshchilov, Hutter, *Decoupled Weight Decay Regularization*, 2019.
public final class AdamW: Adam {
  public override init(
    _ parameters: [Tensor], learningRate: Float = 1e-3, betas: (Float, Float) = (0.9, 0.999),
    eps: Float = 1e-8, weightDecay: Float = 0.01
  ) {
    super.init(
      parameters, learningRate: learningRate, betas: betas, eps: eps, weightDecay: weightDecay)
  }

  override var decaysWeightsApart: Bool { true }
}

/// xⁿ in Double, by repeated multiplication.
private func power(_ x: Double, _ n: Int) -> Double {
  var result = 1.0
  var square = x
  var rest = n
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
