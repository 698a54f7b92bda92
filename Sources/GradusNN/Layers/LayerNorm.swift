/// Each row normalised by its own mean and variance over the last axis, then scaled and shifted:
/// y = γ·(x − mean)/√(variance + ε) + β.
public func layerNorm(_ x: Tensor, _ scale: Tensor, _ shift: Tensor, eps: Float = 1e-5) -> Tensor {
  demandScale("layerNorm", x, scale, shift)
  let centred = x - x.mean(axis: -1, keepDims: true)
  let variance = centred.squared().mean(axis: -1, keepDims: true)
  return centred / (variance + eps).sqrt() * scale + shift
}

/// Layer normalisation over the last axis, `[…, width]`; no row looks at another one.
///
/// Source: Ba, Kiros, Hinton, 2016.
public final class LayerNorm: Module {
  /// γ, `[width]`; starts at 1.
  public let weight: Tensor
  /// β, `[width]`; starts at 0.
  public let bias: Tensor
  /// ε, so that nothing is divided by 0.
  public let eps: Float

  /// A layer for rows of `width` numbers.
  public init(_ width: Int, eps: Float = 1e-5) {
    weight = .ones(width)
    bias = .zeros(width)
    weight.requiresGrad = true
    bias.requiresGrad = true
    self.eps = eps
  }

  public override var parts: [Part] { [.parameter("weight", weight), .parameter("bias", bias)] }

  public override func callAsFunction(_ x: Tensor) -> Tensor {
    layerNorm(x, weight, bias, eps: eps)
  }
}
