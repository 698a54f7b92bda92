// Images are [batch, height, width, channels]. How a convolution and its derivatives are computed is
// in `Windows.swift`.

/// The convolution of `[batch, height, width, in]` with weights `[out, kernel, kernel, in]`.
///
/// Each side of the result is ⌊(side + 2·padding − kernel)/stride⌋ + 1 long.
public func conv2d(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0
) -> Tensor {
  conv2d(x, weight, bias, stride, padding, .none)
}

func conv2d(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ stride: Int, _ padding: Int, _ bend: Bend
) -> Tensor {
  let (s, w) = (x.node.shape, weight.node.shape)
  guard s.rank == 4, w.rank == 4, s[3] == w[3] else {
    stop(
      "shapes \(words(s)) and \(words(w)) do not match in conv2d: images are [batch, height, "
        + "width, channels] and weights [out, kernel, kernel, channels]")
  }
  let height = (s[1] + 2 * padding - w[1]) / stride + 1
  let width = (s[2] + 2 * padding - w[2]) / stride + 1
  guard s[1] + 2 * padding >= w[1], s[2] + 2 * padding >= w[2] else {
    stop("conv2d: a kernel of \(w[1]) × \(w[2]) is larger than the image, \(words(s))")
  }
  let window = Window(
    large: s, small: Shape([s[0], height, width, w[0]]), height: w[1], width: w[2],
    stride: stride, padding: padding)
  demandBias(bias, w[0], "conv2d")
  return small(x, weight, bias, window, bend)
}

/// The transposed convolution of `[batch, height, width, in]` with weights
/// `[in, kernel, kernel, out]`: each number is spread over a window, and windows add up.
///
/// Each side of the result is (side − 1)·stride − 2·padding + kernel long. It is the adjoint of
/// `conv2d` with the same weights, not its inverse.
public func convTranspose2d(
  _ y: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0
) -> Tensor {
  convTranspose2d(y, weight, bias, stride, padding, .none)
}

func convTranspose2d(
  _ y: Tensor, _ weight: Tensor, _ bias: Tensor?, _ stride: Int, _ padding: Int, _ bend: Bend
) -> Tensor {
  let (s, w) = (y.node.shape, weight.node.shape)
  guard s.rank == 4, w.rank == 4, s[3] == w[0] else {
    stop(
      "shapes \(words(s)) and \(words(w)) do not match in convTranspose2d: images are [batch, "
        + "height, width, channels] and weights [channels, kernel, kernel, out]")
  }
  let height = (s[1] - 1) * stride - 2 * padding + w[1]
  let width = (s[2] - 1) * stride - 2 * padding + w[2]
  guard height > 0, width > 0 else {
    stop("convTranspose2d: a padding of \(padding) leaves nothing of the image")
  }
  let window = Window(
    large: Shape([s[0], height, width, w[3]]), small: s, height: w[1], width: w[2],
    stride: stride, padding: padding)
  demandBias(bias, w[3], "convTranspose2d")
  return large(y, weight, bias, window, bend)
}

private func demandBias(_ bias: Tensor?, _ channels: Int, _ name: String) {
  guard let bias, bias.count != channels else { return }
  stop(
    "\(name): a bias of shape \(words(bias.node.shape)) does not fit \(channels) channels; it needs "
      + "one number for each")
}

/// A convolution layer; weights `[out, kernel, kernel, in]` start in ±1/√(in·kernel²).
public final class Conv2d: Module {
  public let weight: Tensor
  public let bias: Tensor?
  public let stride: Int
  public let padding: Int

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
    bent(x, .none)
  }

  override func bent(_ x: Tensor, _ bend: Bend) -> Tensor {
    conv2d(x, weight, bias, stride, padding, bend)
  }
}

/// A transposed convolution layer; weights `[in, kernel, kernel, out]` start in ±1/√(out·kernel²),
/// as in PyTorch.
public final class ConvTranspose2d: Module {
  public let weight: Tensor
  public let bias: Tensor?
  public let stride: Int
  public let padding: Int

  public init(
    _ inputs: Int, _ outputs: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0,
    bias: Bool = true, using random: Generator? = nil
  ) {
    let bound = 1 / Float(outputs * kernelSize * kernelSize).squareRoot()
    weight = .parameter([inputs, kernelSize, kernelSize, outputs], within: bound, random)
    self.bias = bias ? .parameter([outputs], within: bound, random) : nil
    self.stride = stride
    self.padding = padding
  }

  public override var parts: [Part] {
    [.parameter("weight", weight)] + (bias.map { [.parameter("bias", $0)] } ?? [])
  }

  public override func callAsFunction(_ y: Tensor) -> Tensor {
    bent(y, .none)
  }

  override func bent(_ y: Tensor, _ bend: Bend) -> Tensor {
    convTranspose2d(y, weight, bias, stride, padding, bend)
  }
}
