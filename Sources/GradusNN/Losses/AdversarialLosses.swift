// The losses of the two players of a GAN, from the discriminator's logits (or a critic's scores)
// on real and on generated examples. All are to be lowered by the player they belong to.

/// A pair of losses for the game.
public enum AdversarialLoss {
  /// Discriminator: cross-entropy. Generator: mean log(1 − D), which is flat when D is certain.
  case saturating
  /// Discriminator: cross-entropy. Generator: −mean log D. Source: Goodfellow et al., 2014.
  case nonSaturating
  /// Squares: real scores towards 1, fake towards 0. Source: Mao et al., 2017.
  case leastSquares
  /// A critic's scores, as far apart as it can. Source: Arjovsky, Chintala, Bottou, 2017.
  case wasserstein
  /// Scores beyond ±1 cost nothing. Source: Lim, Ye, 2017.
  case hinge

  /// What the discriminator (or critic) lowers: a mean over the real examples plus one over the fake.
  public func discriminator(real: Tensor, fake: Tensor) -> Tensor {
    switch self {
    case .saturating, .nonSaturating: (-real).softplus().mean() + fake.softplus().mean()
    case .leastSquares: ((real - 1).squared().mean() + fake.squared().mean()) * 0.5
    case .wasserstein: fake.mean() - real.mean()
    case .hinge: (1 - real).relu().mean() + (fake + 1).relu().mean()
    }
  }

  /// What the generator lowers.
  public func generator(fake: Tensor) -> Tensor {
    switch self {
    case .saturating: -(fake.softplus().mean())
    case .nonSaturating: (-fake).softplus().mean()
    case .leastSquares: (fake - 1).squared().mean() * 0.5
    case .wasserstein, .hinge: -(fake.mean())
    }
  }
}

/// λ times the mean of (‖∇critic(x̂)‖ − 1)², at points x̂ drawn evenly between real and fake pairs.
///
/// Each example has its own mixing ratio and its own gradient norm, taken over all axes but the
/// first. That holds only if no row of the critic looks at another: no `BatchNorm` and no `MinibatchStd`
/// (section 4 of the paper); `LayerNorm` will do. The critic takes the shape of `real` and gives one score for
/// each row. The gradient is itself differentiated, so the penalty reaches the critic's weights.
/// Source: Gulrajani et al., *Improved Training of Wasserstein GANs*, 2017.
public func gradientPenalty(
  _ critic: (Tensor) -> Tensor, real: Tensor, fake: Tensor, weight: Float = 10,
  using random: Generator? = nil
) -> Tensor {
  guard real.rank > 0, real.shape == fake.shape else {
    stop(
      "gradientPenalty: real and fake examples come in pairs, so they must have the same shape, but "
        + "the shapes are \(real.shape) and \(fake.shape)")
  }
  var ratioShape = [Int](repeating: 1, count: real.rank)
  ratioShape[0] = real.shape[0]
  let ratio = Tensor.uniform(ratioShape, using: random)
  let between = noGrad { real * ratio + fake * (1 - ratio) }.detached()
  between.requiresGrad = true
  let slope = grad(of: critic(between).sum(), wrt: between, createGraph: true)
  return (slope.flattened(from: 1).norm(axis: 1) - 1).squared().mean() * weight
}
