/// Stochastic gradient descent: w ← w − η·v, with v ← μ·v + g; v = g without momentum.
///
/// With `nesterov` the step is η·(g + μ·v). The first v is the first g, as in PyTorch.
/// Sources: Polyak, 1964; Nesterov, 1983. As in PyTorch, and unlike Sutskever et al., 2013, η is outside of
/// v: a change of the rate acts at once on all of v.
public final class SGD: Optimizer {
  /// μ: how much of its speed a step keeps; may be changed between steps.
  public var momentum: Float
  /// Whether the gradient counts once more after the momentum.
  public let nesterov: Bool
  /// λ: λ·w is added to the gradient.
  public let weightDecay: Float
  var velocity: [Tensor?]

  /// An optimizer of these parameters.
  public init(
    _ parameters: [Tensor], learningRate: Float, momentum: Float = 0, nesterov: Bool = false,
    weightDecay: Float = 0
  ) {
    if nesterov && momentum == 0 {
      stop("SGD: nesterov needs a momentum above 0; without one it would be plain SGD")
    }
    self.momentum = momentum
    self.nesterov = nesterov
    self.weightDecay = weightDecay
    velocity = [Tensor?](repeating: nil, count: parameters.count)
    super.init(parameters, learningRate)
  }

  override func update(_ i: Int, _ w: Tensor, _ gradient: Tensor) {
    var g = gradient
    if weightDecay != 0 { g = g + w * weightDecay }
    if momentum != 0 {
      let v = velocity[i].map { $0 * momentum + g } ?? g.copy()
      velocity[i] = v
      g = nesterov ? g + v * momentum : v
    }
    context.kernels.descend(w.mutableNumbers, g.numbers, w.count, learningRate)
  }
}
