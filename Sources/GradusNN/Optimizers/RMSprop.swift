/// Steps divided by the root of a running mean of squared gradients:
/// s ← α·s + (1 − α)·g², w ← w − η·g/(√s + ε).
///
/// Source: Tieleman, Hinton, lecture 6.5 of *Neural Networks for Machine Learning*, 2012.
public final class RMSprop: Optimizer {
  /// α: how much the mean of squares keeps from step to step.
  public let alpha: Float
  /// ε, so that nothing is divided by 0.
  public let eps: Float
  /// μ: with it the steps v ← μ·v + g/(√s + ε) are taken instead.
  public let momentum: Float
  var squares: [Tensor] = []
  var velocity: [Tensor] = []

  /// An optimizer of these parameters.
  public init(
    _ parameters: [Tensor], learningRate: Float = 0.01, alpha: Float = 0.99, eps: Float = 1e-8,
    momentum: Float = 0
  ) {
    self.alpha = alpha
    self.eps = eps
    self.momentum = momentum
    super.init(parameters, learningRate)
    squares = memory()
    velocity = memory()
  }

  override func update(_ i: Int, _ w: Tensor, _ g: Tensor) {
    squares[i] = squares[i] * alpha + g.squared() * (1 - alpha)
    var step = g / (squares[i].sqrt() + eps)
    if momentum != 0 {
      velocity[i] = velocity[i] * momentum + step
      step = velocity[i]
    }
    w.assign(w - step * learningRate, line: 0)
  }
}
