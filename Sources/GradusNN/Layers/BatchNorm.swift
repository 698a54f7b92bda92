/// x normalised over all axes but the last, then scaled and shifted channel by channel:
/// y = γ·(x − mean)/√(variance + ε) + β; also returns the mean and the (biased) variance, as numbers.
///
/// The gradient of y flows through the mean and the variance: treating them as constants would leave
/// out two terms as large as the rest. Where g is the same for all rows the true dx is 0, because the
/// mean takes it away again. With s = √(variance + ε) and x̂ = (x − mean)/s:
/// dβ = Σ g, dγ = Σ g·x̂, dx = γ/s·(g − mean of g − x̂·mean of g·x̂).
public func batchNorm(_ x: Tensor, _ scale: Tensor, _ shift: Tensor, eps: Float = 1e-5) -> (
  output: Tensor, mean: Tensor, variance: Tensor
) {
  batchNorm(x, scale, shift, eps: eps, .none)
}

func batchNorm(
  _ x: Tensor, _ scale: Tensor, _ shift: Tensor, eps: Float, _ activation: FusedActivation
) -> (
  output: Tensor, mean: Tensor, variance: Tensor
) {
  demandScale("batchNorm", x, scale, shift)
  let channels = x.node.shape.last
  let rows = x.count / Swift.max(channels, 1)
  let mean = Tensor(uninitialized: Shape(channels))
  let variance = Tensor(uninitialized: Shape(channels))
  context.kernels.moments(
    x.numbers, mean.mutableNumbers, variance.mutableNumbers, rows, channels)
  let deviation = noGrad { (variance + eps).sqrt() }
  // With a name, because a temporary would be gone before its numbers are read.
  let factor = noGrad { scale / deviation }
  let y = Tensor(uninitialized: x.node.shape)
  context.kernels.normalise(
    x.numbers, mean.numbers, factor.numbers, shift.numbers,
    y.mutableNumbers, rows, channels)
  activation.apply(to: y, bias: nil)
  let saved = activation.saved.union(.both)
  let output = y.from("batchNorm", x, scale, shift, saving: saved) { back in
    let g = activation.gradient(back)
    let (dx, dScale, dShift) =
      isRecording
      ? recordedSlopes(back.first, back.second, g, eps)
      : slopes(back.first, back.second, g, mean, deviation)
    back.give(back.first) { dx }
    back.give(back.second) { dScale }
    back.give(back.third) { dShift }
  }
  return (output, mean, variance)
}

/// Stops unless there is one scale and one shift for each place on the last axis.
func demandScale(_ name: StaticString, _ x: Tensor, _ scale: Tensor, _ shift: Tensor) {
  let wanted = Shape(x.rank == 0 ? 0 : x.node.shape.last)
  guard x.rank == 0 || scale.node.shape != wanted || shift.node.shape != wanted else { return }
  stop(
    "\(name): a scale of shape \(words(scale.node.shape)) and a shift of shape "
      + "\(words(shift.node.shape)) do not fit shape \(words(x.node.shape)); each place on the last axis "
      + "needs one of each, shape \(words(wanted))")
}

private func slopes(
  _ x: Tensor, _ scale: Tensor, _ g: Tensor, _ mean: Tensor, _ deviation: Tensor
) -> (x: Tensor, scale: Tensor, shift: Tensor) {
  let channels = mean.count
  let rows = x.count / Swift.max(channels, 1)
  let sum = Tensor(uninitialized: mean.node.shape)
  let product = Tensor(uninitialized: mean.node.shape)
  context.kernels.normaliseSums(
    x.numbers, mean.numbers, g.numbers, sum.mutableNumbers, product.mutableNumbers, rows, channels)
  let dScale = product / deviation
  let factor = scale / deviation
  let constant = sum / Float(rows)
  let linear = dScale / deviation / Float(rows)
  let dx = Tensor(uninitialized: x.node.shape)
  context.kernels.normaliseBackward(
    x.numbers, mean.numbers, g.numbers, factor.numbers, constant.numbers,
    linear.numbers, dx.mutableNumbers, rows, channels)
  return (dx, dScale, sum)
}

/// The same in tensor operations, for derivatives of derivatives.
private func recordedSlopes(_ x: Tensor, _ scale: Tensor, _ g: Tensor, _ eps: Float) -> (
  x: Tensor, scale: Tensor, shift: Tensor
) {
  let channels = x.node.shape.last
  let flat = Shape(x.count / Swift.max(channels, 1), channels)
  let (rows, g) = (x.reshaped(to: flat), g.reshaped(to: flat))
  let centred = rows - rows.mean(axis: 0)
  let deviation = (centred.squared().mean(axis: 0) + eps).sqrt()
  let normal = centred / deviation
  let product = g * normal
  let dx = (g - g.mean(axis: 0) - normal * product.mean(axis: 0)) * (scale / deviation)
  return (dx.reshaped(to: x.node.shape), product.sum(axis: 0), g.sum(axis: 0))
}

/// Batch normalisation with a mean and a variance that were stored, `[channels]` each: one affine map for
/// each channel, y = (x − mean)·γ/√(variance + ε) + β.
public func batchNorm(
  _ x: Tensor, _ scale: Tensor, _ shift: Tensor, mean: Tensor, variance: Tensor,
  eps: Float = 1e-5
) -> Tensor {
  (x - mean) * (scale / (variance + eps).sqrt()) + shift
}

/// Batch normalisation over the last axis, for rows `[batch, channels]` and images
/// `[batch, height, width, channels]` alike.
///
/// In training it uses the batch's own mean and variance and moves the stored ones towards them by the
/// share `momentum` of the way (the variance divided by n − 1 there, as in PyTorch); afterwards it uses
/// the stored ones. Source: Ioffe, Szegedy, 2015.
public final class BatchNorm: Module {
  /// γ, `[channels]`; starts at 1.
  public let weight: Tensor
  /// β, `[channels]`; starts at 0.
  public let bias: Tensor
  /// The mean of each channel over the batches so far.
  public let runningMean: Tensor
  /// The variance of each channel over the batches so far.
  public let runningVariance: Tensor
  /// How far a batch moves the two towards its own (in Keras, 1 minus this).
  public let momentum: Float
  /// ε, so that nothing is divided by 0.
  public let eps: Float

  /// A layer for rows or images of `channels` channels.
  public init(_ channels: Int, momentum: Float = 0.1, eps: Float = 1e-5) {
    weight = .ones(channels)
    bias = .zeros(channels)
    weight.requiresGrad = true
    bias.requiresGrad = true
    runningMean = .zeros(channels)
    runningVariance = .ones(channels)
    self.momentum = momentum
    self.eps = eps
  }

  public override var parts: [Part] {
    [
      .parameter("weight", weight), .parameter("bias", bias), .buffer("runningMean", runningMean),
      .buffer("runningVariance", runningVariance),
    ]
  }

  public override func callAsFunction(_ x: Tensor) -> Tensor { activated(x, .none) }

  override func activated(_ x: Tensor, _ activation: FusedActivation) -> Tensor {
    guard x.rank > 1, x.node.shape.last == weight.count else {
      stop(
        "shape \(words(x.node.shape)) does not fit a BatchNorm of \(weight.count) channels: the "
          + "last axis must hold the channels, and there must be a batch before it")
    }
    if !isTraining {
      return activation.after(
        batchNorm(x, weight, bias, mean: runningMean, variance: runningVariance, eps: eps))
    }
    let n = Float(x.count / weight.count)
    if n < 2 {
      stop(
        "BatchNorm in training needs more than one row to take a variance of, but the shape is "
          + "\(words(x.node.shape)); give it a larger batch, or call eval() first")
    }
    let (y, mean, variance) = batchNorm(x, weight, bias, eps: eps, activation)
    noGrad {
      runningMean.assign(runningMean * (1 - momentum) + mean * momentum, line: 0)
      runningVariance.assign(
        runningVariance * (1 - momentum) + variance * (momentum * n / (n - 1)), line: 0)
    }
    return y
  }
}
