// Images are [batch, height, width, channels]. How a convolution and its derivatives are computed is
// in `Windows.swift`.

/// The convolution of `[batch, height, width, in]` with weights `[out, kernel, kernel, in]`.
///
/// y[i, j, o] = b[o] + Σ x[i·stride + r − padding, j·stride + s − padding, c]·w[o, r, s, c], over
/// the rows r, columns s and channels c of a kernel, which is not turned round (mathematicians call that
/// a cross-correlation); outside of the image x is 0. Each side of the
/// result is ⌊(side + 2·padding − kernel)/stride⌋ + 1 long.
///
/// Source: Dumoulin, Visin, *A guide to convolution arithmetic for deep learning*, 2016.
public func conv2d(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0
) -> Tensor {
  conv2d(x, weight, bias, stride, padding, .none)
}

func conv2d(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ stride: Int, _ padding: Int,
  _ activation: FusedActivation
) -> Tensor {
  let (s, w) = (x.node.shape, weight.node.shape)
  guard s.rank == 4, w.rank == 4, s[3] == w[3] else {
    stop(
      "shapes \(words(s)) and \(words(w)) do not match in conv2d: images are [batch, height, "
        + "width, channels] and weights [out, kernel, kernel, channels]")
  }
  demandStep(stride, padding, "conv2d")
  let height = (s[1] + 2 * padding - w[1]) / stride + 1
  let width = (s[2] + 2 * padding - w[2]) / stride + 1
  guard s[1] + 2 * padding >= w[1], s[2] + 2 * padding >= w[2] else {
    stop(
      "conv2d: a kernel of \(w[1]) × \(w[2]) is larger than the image, \(words(s)) with a padding "
        + "of \(padding)")
  }
  let window = Window(
    large: s, small: Shape([s[0], height, width, w[0]]), height: w[1], width: w[2],
    stride: stride, padding: padding)
  demandBias(bias, w[0], "conv2d")
  return small(x, weight, bias, window, activation)
}

/// The transposed convolution of `[batch, height, width, in]` with weights
/// `[in, kernel, kernel, out]`: each number is spread over a window, and windows add up.
///
/// Each side of the result is (side − 1)·stride − 2·padding + kernel + outputPadding long. It is the
/// adjoint of `conv2d` with the same weights, not its inverse. A `conv2d` with a stride makes several
/// lengths one; `outputPadding`, less than the stride, says which of them comes back.
public func convTranspose2d(
  _ y: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0,
  outputPadding: Int = 0
) -> Tensor {
  convTranspose2d(y, weight, bias, stride, padding, outputPadding, .none)
}

func convTranspose2d(
  _ y: Tensor, _ weight: Tensor, _ bias: Tensor?, _ stride: Int, _ padding: Int,
  _ outputPadding: Int, _ activation: FusedActivation
) -> Tensor {
  let (s, w) = (y.node.shape, weight.node.shape)
  guard s.rank == 4, w.rank == 4, s[3] == w[0] else {
    stop(
      "shapes \(words(s)) and \(words(w)) do not match in convTranspose2d: images are [batch, "
        + "height, width, channels] and weights [channels, kernel, kernel, out]")
  }
  demandStep(stride, padding, "convTranspose2d")
  guard (0..<stride).contains(outputPadding) else {
    stop(
      "convTranspose2d: an output padding of \(outputPadding) is not one of 0..<\(stride), the lengths "
        + "that a stride of \(stride) makes one")
  }
  let height = (s[1] - 1) * stride - 2 * padding + w[1] + outputPadding
  let width = (s[2] - 1) * stride - 2 * padding + w[2] + outputPadding
  guard height > 0, width > 0 else {
    stop(
      "convTranspose2d: a padding of \(padding) leaves nothing of the image that comes of shape "
        + "\(words(s)) and a kernel of \(w[1]) × \(w[2])")
  }
  let window = Window(
    large: Shape([s[0], height, width, w[3]]), small: s, height: w[1], width: w[2],
    stride: stride, padding: padding)
  demandBias(bias, w[3], "convTranspose2d")
  return large(y, weight, bias, window, activation)
}

private func demandStep(_ stride: Int, _ padding: Int, _ name: String) {
  guard stride < 1 || padding < 0 else { return }
  stop(
    "\(name): a stride is at least 1 and a padding at least 0, but they are \(stride) and \(padding)"
  )
}

private func demandBias(_ bias: Tensor?, _ channels: Int, _ name: String) {
  guard let bias, bias.node.shape != Shape(channels) else { return }
  stop(
    "\(name): a bias of shape \(words(bias.node.shape)) does not fit \(channels) channels; it needs "
      + "one number for each, shape \(words(Shape(channels)))")
}

/// A convolution layer, `[batch, height, width, in]` to `[batch, …, …, out]`.
///
/// The formula is at ``conv2d(_:_:_:stride:padding:)``. Channels come last, in PyTorch first. Weights start
/// evenly distributed in ±1/√(in·kernel²), as there.
public final class Conv2d: Module {
  /// The kernels, `[out, kernel, kernel, in]`.
  public let weight: Tensor
  /// One number for each output channel, unless the layer was made without.
  public let bias: Tensor?
  /// How far the kernel moves from place to place.
  public let stride: Int
  /// How many zeros are put around each side.
  public let padding: Int

  /// A layer from `inputs` to `outputs` channels with square kernels.
  public init(
    _ inputs: Int, _ outputs: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0,
    bias: Bool = true, using random: Generator? = nil
  ) {
    let bound = 1 / Float(inputs * kernelSize * kernelSize).squareRoot()
    weight = .parameter([outputs, kernelSize, kernelSize, inputs], within: bound, random)
    self.bias = bias ? .parameter([outputs], within: bound, random) : nil
    self.stride = stride
    self.padding = padding
  }

  public override var parts: [Part] {
    [.parameter("weight", weight)] + (bias.map { [.parameter("bias", $0)] } ?? [])
  }

  public override func callAsFunction(_ x: Tensor) -> Tensor {
    activated(x, .none)
  }

  override func activated(_ x: Tensor, _ activation: FusedActivation) -> Tensor {
    conv2d(x, weight, bias, stride, padding, activation)
  }
}

/// A transposed convolution layer, `[batch, height, width, in]` to `[batch, …, …, out]`.
///
/// The formula is at ``convTranspose2d(_:_:_:stride:padding:outputPadding:)``. Channels come last, in PyTorch
/// first. Weights start evenly distributed in ±1/√(out·kernel²), as there.
public final class ConvTranspose2d: Module {
  /// The kernels, `[in, kernel, kernel, out]`.
  public let weight: Tensor
  /// One number for each output channel, unless the layer was made without.
  public let bias: Tensor?
  /// How far apart the windows of neighbouring numbers lie.
  public let stride: Int
  /// How many rows and columns are cut off each side.
  public let padding: Int
  /// How many rows and columns are added at the end, less than the stride.
  public let outputPadding: Int

  /// A layer from `inputs` to `outputs` channels with square kernels.
  public init(
    _ inputs: Int, _ outputs: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0,
    outputPadding: Int = 0, bias: Bool = true, using random: Generator? = nil
  ) {
    let bound = 1 / Float(outputs * kernelSize * kernelSize).squareRoot()
    weight = .parameter([inputs, kernelSize, kernelSize, outputs], within: bound, random)
    self.bias = bias ? .parameter([outputs], within: bound, random) : nil
    self.stride = stride
    self.padding = padding
    self.outputPadding = outputPadding
  }

  public override var parts: [Part] {
    [.parameter("weight", weight)] + (bias.map { [.parameter("bias", $0)] } ?? [])
  }

  public override func callAsFunction(_ y: Tensor) -> Tensor {
    activated(y, .none)
  }

  override func activated(_ y: Tensor, _ activation: FusedActivation) -> Tensor {
    convTranspose2d(y, weight, bias, stride, padding, outputPadding, activation)
  }
}
