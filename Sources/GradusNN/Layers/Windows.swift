import GradusKernelTypes

// A convolution y = x ∗ w is linear in x and in w, and so are its two derivatives; the three of them
// are each other's derivatives, to any order:
//
//   small(x, w)   x ∗ w, the convolution itself           dx = large(g, w)   dw = match(x, g)
//   large(y, w)   its adjoint, which spreads y out        dy = small(g, w)   dw = match(g, y)
//   match(x, y)   which w would make x ∗ w look like y    dx = large(y, g)   dy = small(x, g)
//
// Each is a product of a matrix with the windows of the large image, one window a row: `readWindows` is
// what the literature calls im2col, and `addWindows` its adjoint, col2im. The windows of
// all images at once are many times as large as the images, so they are written and used in chunks
// that stay in the cache.

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
  var outputs: Int { small[3] }

  /// Whether the windows are the images themselves, number by number: one for each place, or one for
  /// each image.
  var isWhole: Bool {
    padding == 0
      && (height == 1 && width == 1 && stride == 1 || height == large[1] && width == large[2])
  }

  /// The windows in chunks of about 65,536 numbers (256 KB, for the second cache), a multiple of twelve
  /// windows: the rows of a tile.
  func eachChunk(_ body: (Range<Int>) -> Void) {
    let length = isWhole ? Swift.max(count, 1) : chunkLength
    for start in Swift.stride(from: 0, to: count, by: length) {
      body(start..<Swift.min(start + length, count))
    }
  }

  private var chunkLength: Int { Swift.max((65536 / Swift.max(size, 1) + 11) / 12, 1) * 12 }

  /// Room for the windows of one chunk, unless they need not be written.
  var room: Tensor? { isWhole ? nil : Tensor(uninitialized: Shape(chunkLength, size)) }

  /// What a kernel needs to know of it.
  var path: WindowPath {
    WindowPath(
      height: large[1], width: large[2], channels: large[3], rows: small[1], columns: small[2],
      windowHeight: height, windowWidth: width, stride: stride, padding: padding)
  }
}

/// The windows of a large image as rows.
///
/// Where one chunk holds them all they are written once, for the convolution and for its derivative.
final class WindowRows {
  let image: Tensor
  let window: Window
  private var all: Numbers? { window.isWhole ? image.numbers : kept?.numbers }
  private var kept: Tensor?

  init(_ image: Tensor, _ window: Window) {
    self.image = image
    self.window = window
  }

  /// Calls `body` for every chunk with its rows.
  func eachChunk(_ body: (Range<Int>, Numbers) -> Void) {
    let room = all == nil ? window.room : nil
    window.eachChunk { chunk in
      if let room {
        context.kernels.readWindows(
          chunk.lowerBound, chunk.upperBound, window.path, image.numbers, room.mutableNumbers)
        if chunk.count == window.count { kept = room }
        body(chunk, room.numbers)
      } else if let all {
        body(chunk, all + chunk.lowerBound * window.size)
      }
    }
  }
}

/// f(x ∗ w + bias): one row of numbers for each window, times the weights.
func small(
  _ x: Tensor, _ w: Tensor, _ bias: Tensor?, _ window: Window, _ activation: FusedActivation
) -> Tensor {
  small(WindowRows(x, window), w, bias, activation)
}

private func small(_ rows: WindowRows, _ w: Tensor, _ bias: Tensor?, _ activation: FusedActivation)
  -> Tensor
{
  let window = rows.window
  let result = Tensor(uninitialized: window.small)
  let panels = Panels(w, rows: window.outputs, width: window.size, transposed: true)
  rows.eachChunk { chunk, windows in
    panels.product(
      chunk.count, windows, result.mutableNumbers + chunk.lowerBound * window.outputs,
      stride: window.outputs)
  }
  activation.apply(to: result, bias: bias)
  let saved = activation.saved.union(.both)
  return result.from("conv2d", rows.image, w, bias, saving: saved) { back in
    let g = activation.gradient(back)
    back.give(back.first) { large(g, back.second, nil, window, .none) }
    back.give(back.second) { match(rows, g) }
    if back.hasThird { back.give(back.third) { g.summedToChannels() } }
  }
}

/// f of the adjoint of x ↦ x ∗ w, plus the bias: y times the weights, each window added back to its
/// place.
func large(
  _ y: Tensor, _ w: Tensor, _ bias: Tensor?, _ window: Window, _ activation: FusedActivation
) -> Tensor {
  let room = window.room
  let result = room == nil ? Tensor(uninitialized: window.large) : .zeros(window.large)
  let panels = Panels(w, rows: window.outputs, width: window.size, transposed: false)
  window.eachChunk { chunk in
    panels.product(
      chunk.count, y.numbers + chunk.lowerBound * window.outputs,
      room?.mutableNumbers ?? result.mutableNumbers + chunk.lowerBound * window.size,
      stride: window.size)
    if let room {
      context.kernels.addWindows(
        chunk.lowerBound, chunk.upperBound, window.path, room.numbers, result.mutableNumbers)
    }
  }
  activation.apply(to: result, bias: bias)
  return result.from("convTranspose2d", y, w, bias, saving: activation.saved.union(.both)) { back in
    let g = activation.gradient(back)
    let rows = WindowRows(g, window)
    back.give(back.first) { small(rows, back.second, nil, .none) }
    back.give(back.second) { match(rows, back.first) }
    if back.hasThird { back.give(back.third) { g.summedToChannels() } }
  }
}

/// The adjoint of w ↦ x ∗ w: yᵀ times the windows of x.
private func match(_ rows: WindowRows, _ y: Tensor) -> Tensor {
  let window = rows.window
  let outputs = window.outputs
  let shape = Shape([outputs, window.height, window.width, window.large[3]])
  // Without a window, as in an empty batch, nothing would be written.
  let result = window.count == 0 ? Tensor.zeros(shape) : Tensor(uninitialized: shape)
  rows.eachChunk { chunk, windows in
    multiply(
      outputs, window.size, chunk.count,
      Matrix(y.numbers + chunk.lowerBound * outputs, row: 1, column: outputs),
      Matrix(windows, row: window.size, column: 1),
      result.mutableNumbers, stride: window.size, adding: chunk.lowerBound > 0)
  }
  return result.from("conv2d's weight gradient", rows.image, y, saving: .both) { back in
    back.give(back.first) { large(back.second, back.gradient, nil, window, .none) }
    back.give(back.second) { small(rows, back.gradient, nil, .none) }
  }
}

extension Tensor {
  /// The sum over everything but the last axis.
  fileprivate func summedToChannels() -> Tensor {
    let channels = node.shape.last
    return reshaped(to: Shape(count / Swift.max(channels, 1), channels)).sum(axis: 0)
  }
}
