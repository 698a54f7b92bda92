import GradusKernelTypes

// Images are [batch, height, width, channels]. A convolution y = x ∗ w is linear in x and in w, and
// so are its two derivatives; the three of them are each other's derivatives, to any order:
//
//   small(x, w)   x ∗ w, the convolution itself           dx = large(g, w)   dw = match(x, g)
//   large(y, w)   its adjoint, which spreads y out        dy = small(g, w)   dw = match(g, y)
//   match(x, y)   which w would make x ∗ w look like y    dx = large(y, g)   dy = small(x, g)

/// How the window of a convolution moves, and the sizes on both sides of it.
struct Window {
  /// `[batch, height, width, channels]` of the large image and of the small one.
  let large: Shape
  let small: Shape
  let height: Int
  let width: Int
  let stride: Int
  let padding: Int

  /// How many windows there are, and how many numbers one of them covers.
  var count: Int { small[0] * small[1] * small[2] }
  var size: Int { height * width * large[3] }
}

/// The convolution of `[batch, height, width, in]` with weights `[out, kernel, kernel, in]`.
///
/// Each side of the result is ⌊(side + 2·padding − kernel)/stride⌋ + 1 long.
public func conv2d(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0
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
  let y = small(x, weight, window)
  return bias.map { y + $0 } ?? y
}

/// The transposed convolution of `[batch, height, width, in]` with weights
/// `[in, kernel, kernel, out]`: each number is spread over a window, and windows add up.
///
/// Each side of the result is (side − 1)·stride − 2·padding + kernel long. It is the adjoint of
/// `conv2d` with the same weights, not its inverse.
public func convTranspose2d(
  _ y: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0
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
  let x = large(y, weight, window)
  return bias.map { x + $0 } ?? x
}

/// x ∗ w: one row of numbers for each window, times the weights.
private func small(_ x: Tensor, _ w: Tensor, _ window: Window) -> Tensor {
  let columns = windows(of: x, window)
  let outputs = window.small[3]
  let result = Tensor(uninitialized: window.small)
  context.kernels.gemm(
    window.count, outputs, window.size, Matrix(columns.numbers, row: window.size, column: 1),
    Matrix(w.numbers, row: 1, column: window.size), result.mutableNumbers, outputs, false,
    context.panel)
  return result.from("conv2d", x, w, saving: .both) { back in
    back.give(x) { large(back.gradient, w, window) }
    back.give(w) { match(x, back.gradient, window) }
  }
}

/// The adjoint of x ↦ x ∗ w: y times the weights, each window added back to its place.
private func large(_ y: Tensor, _ w: Tensor, _ window: Window) -> Tensor {
  let columns = Tensor(uninitialized: Shape(window.count, window.size))
  let outputs = window.small[3]
  context.kernels.gemm(
    window.count, window.size, outputs, Matrix(y.numbers, row: outputs, column: 1),
    Matrix(w.numbers, row: window.size, column: 1), columns.mutableNumbers, window.size, false,
    context.panel)
  let result = Tensor.zeros(window.large)
  addWindows(columns, to: result, window)
  return result.from("convTranspose2d", y, w, saving: .both) { back in
    back.give(y) { small(back.gradient, w, window) }
    back.give(w) { match(back.gradient, y, window) }
  }
}

/// The adjoint of w ↦ x ∗ w: yᵀ times the windows of x.
private func match(_ x: Tensor, _ y: Tensor, _ window: Window) -> Tensor {
  let columns = windows(of: x, window)
  let outputs = window.small[3]
  let result = Tensor(
    uninitialized: Shape([outputs, window.height, window.width, window.large[3]]))
  context.kernels.gemm(
    outputs, window.size, window.count, Matrix(y.numbers, row: 1, column: outputs),
    Matrix(columns.numbers, row: window.size, column: 1), result.mutableNumbers, window.size,
    false, context.panel)
  return result.from("conv2d's weight gradient", x, y, saving: .both) { back in
    back.give(x) { large(y, back.gradient, window) }
    back.give(y) { small(x, back.gradient, window) }
  }
}

/// Calls `body` for every row of every window that lies inside the large image: with the place of
/// the row among the windows' numbers, the place in the image, and how many numbers both share.
@inline(__always)
private func eachRow(_ window: Window, _ body: (Int, Int, Int) -> Void) {
  let (height, width, channels) = (window.large[1], window.large[2], window.large[3])
  let rowSize = window.width * channels
  var row = 0
  for image in 0..<window.small[0] {
    for i in 0..<window.small[1] {
      for j in 0..<window.small[2] {
        let left = j * window.stride - window.padding
        let first = Swift.max(0, -left)
        let end = Swift.min(window.width, width - left)
        if first < end {
          for k in 0..<window.height {
            let y = i * window.stride - window.padding + k
            guard y >= 0 && y < height else { continue }
            body(
              row + k * rowSize + first * channels,
              ((image * height + y) * width + left + first) * channels,
              (end - first) * channels)
          }
        }
        row += window.size
      }
    }
  }
}

/// The windows of an image side by side, with zeros where they hang over the edge.
private func windows(of x: Tensor, _ window: Window) -> Tensor {
  if window.height == 1 && window.width == 1 && window.stride == 1 && window.padding == 0 {
    return x
  }
  let shape = Shape(window.count, window.size)
  let result = window.padding > 0 ? Tensor.zeros(shape) : Tensor(uninitialized: shape)
  let (source, target) = (x.numbers, result.mutableNumbers)
  eachRow(window) { inWindows, inImage, count in
    (target + inWindows).update(from: source + inImage, count: count)
  }
  return result
}

/// Adds every window back to where it came from.
private func addWindows(_ columns: Tensor, to image: Tensor, _ window: Window) {
  let (source, target) = (columns.numbers, image.mutableNumbers)
  eachRow(window) { inWindows, inImage, count in
    let (from, to) = (source + inWindows, target + inImage)
    for c in 0..<count { to[c] += from[c] }
  }
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
    conv2d(x, weight, bias, stride: stride, padding: padding)
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
    convTranspose2d(y, weight, bias, stride: stride, padding: padding)
  }
}
