/// A linear layer whose matrix is divided by its largest singular value σ = uᵀ·W·v, with u and v followed
/// by one step of power iteration per training call: once they have settled, no input is stretched.
///
/// Source: Miyato et al., *Spectral Normalization for Generative Adversarial Networks*, 2018.
public final class SpectralNormLinear: Module {
  /// The layer whose matrix W is divided.
  public let layer: Linear
  /// W's left singular vector as far as it is known, `[outputs]`.
  public let u: Tensor
  /// The right one, `[inputs]`.
  public let v: Tensor

  /// The layer, bounded from now on.
  public init(_ layer: Linear, using random: Generator? = nil) {
    self.layer = layer
    u = Tensor.randn(layer.weight.shape[0], using: random)
    v = Tensor.randn(layer.weight.shape[1], using: random)
    super.init()
    iterate()
  }

  public override var parts: [Part] {
    [.module("layer", layer), .buffer("u", u), .buffer("v", v)]
  }

  private func iterate() {
    noGrad {
      let w = layer.weight
      let right = u.matmul(w)
      v.assign(right / (right.norm() + 1e-12), line: 0)
      let left = w.matmul(v)
      u.assign(left / (left.norm() + 1e-12), line: 0)
    }
  }

  public override func callAsFunction(_ x: Tensor) -> Tensor {
    if isTraining { iterate() }
    // The vectors are constants here; copies, because the next call changes them in place.
    let sigma = u.copy().matmul(layer.weight).matmul(v.copy())
    return linear(x, layer.weight / sigma, layer.bias)
  }
}
