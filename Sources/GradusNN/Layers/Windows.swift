import GradusKernelTypes

// A convolution y = x ∗ w is linear in x and in w, and so are its two derivatives; the three of them
// are each other's derivatives, to any order:
//
//   small(x, w)   x ∗ w, the convolution itself           dx = large(g, w)   dw = match(x, g)
//   large(y, w)   its adjoint, which spreads y out        dy = small(g, w)   dw = match(g, y)
//   match(x, y)   which w would make x ∗ w look like y    dx = large(y, g)   dy = small(x, g)
//
// Each is a product of a matrix with the windows of the large image, one window a row. The windows of
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

  /// Whether the windows are the image itself.
  var isWhole: Bool { height == 1 && width == 1 && stride == 1 && padding == 0 }

  /// The windows in chunks of a few dozens, a multiple of twelve: the rows of a tile.
  func eachChunk(_ body: (Range<Int>) -> Void) {
    let length = Swift.max(49152 / Swift.max(size, 1) / 12, 1) * 12
    for start in Swift.stride(from: 0, to: count, by: length) {
      body(start..<Swift.min(start + length, count))
    }
  }

  /// Room for the windows of one chunk.
  var room: Tensor {
    Tensor(uninitialized: Shape(Swift.max(49152 / Swift.max(size, 1) / 12, 1) * 12, size))
  }
}

/// f(x ∗ w + bias): one row of numbers for each window, times the weights.
func small(_ x: Tensor, _ w: Tensor, _ bias: Tensor?, _ window: Window, _ bend: Bend) -> Tensor {
  let result = Tensor(uninitialized: window.small)
  let panels = Panels(w, rows: window.outputs, width: window.size, transposed: true)
  let room = window.isWhole ? nil : window.room
  window.eachChunk { chunk in
    if let room { readWindows(chunk, of: x, into: room, window) }
    panels.product(
      chunk.count, room?.numbers ?? x.numbers + chunk.lowerBound * window.size,
      result.mutableNumbers + chunk.lowerBound * window.outputs, stride: window.outputs)
  }
  bend.apply(to: result, bias: bias)
  return result.from("conv2d", x, w, bias, saving: bend.saved.union(.both)) { back in
    let g = bend.gradient(back)
    back.give(back.first) { large(g, back.second, nil, window, .none) }
    back.give(back.second) { match(back.first, g, window) }
    if back.hasThird { back.give(back.third) { g.summedToChannels() } }
  }
}

/// f of the adjoint of x ↦ x ∗ w, plus the bias: y times the weights, each window added back to its
/// place.
func large(_ y: Tensor, _ w: Tensor, _ bias: Tensor?, _ window: Window, _ bend: Bend) -> Tensor {
  let result = Tensor.zeros(window.large)
  let panels = Panels(w, rows: window.outputs, width: window.size, transposed: false)
  let room = window.room
  window.eachChunk { chunk in
    panels.product(
      chunk.count, y.numbers + chunk.lowerBound * window.outputs, room.mutableNumbers,
      stride: window.size)
    addWindows(chunk, room, to: result, window)
  }
  bend.apply(to: result, bias: bias)
  return result.from("convTranspose2d", y, w, bias, saving: bend.saved.union(.both)) { back in
    let g = bend.gradient(back)
    back.give(back.first) { small(g, back.second, nil, window, .none) }
    back.give(back.second) { match(g, back.first, window) }
    if back.hasThird { back.give(back.third) { g.summedToChannels() } }
  }
}

/// The adjoint of w ↦ x ∗ w: yᵀ times the windows of x.
private func match(_ x: Tensor, _ y: Tensor, _ window: Window) -> Tensor {
  let outputs = window.outputs
  let result = Tensor(
    uninitialized: Shape([outputs, window.height, window.width, window.large[3]]))
  let room = window.isWhole ? nil : window.room
  window.eachChunk { chunk in
    if let room { readWindows(chunk, of: x, into: room, window) }
    multiply(
      outputs, window.size, chunk.count,
      Matrix(y.numbers + chunk.lowerBound * outputs, row: 1, column: outputs),
      Matrix(
        room?.numbers ?? x.numbers + chunk.lowerBound * window.size, row: window.size, column: 1),
      result.mutableNumbers, stride: window.size, adding: chunk.lowerBound > 0)
  }
  return result.from("conv2d's weight gradient", x, y, saving: .both) { back in
    back.give(back.first) { large(back.second, back.gradient, nil, window, .none) }
    back.give(back.second) { small(back.first, back.gradient, nil, window, .none) }
  }
}

extension Tensor {
  /// The sum over everything but the last axis.
  fileprivate func summedToChannels() -> Tensor {
    let channels = node.shape.last
    return reshaped(to: Shape(count / Swift.max(channels, 1), channels)).sum(axis: 0)
  }
}

/// Calls `body` for every row of the windows of a chunk: with its place among the windows' numbers
/// and how many numbers of it lie before the image, in the image (from which place on) and after it.
@inline(__always)
private func eachRow(
  _ chunk: Range<Int>, _ window: Window,
  _ body: (_ row: Int, _ before: Int, _ inImage: Int, _ count: Int, _ after: Int) -> Void
) {
  let (height, width, channels) = (window.large[1], window.large[2], window.large[3])
  let (rows, columns) = (window.small[1], window.small[2])
  let rowSize = window.width * channels
  var row = 0
  for place in chunk {
    let (image, inside) = place.quotientAndRemainder(dividingBy: rows * columns)
    let (i, j) = inside.quotientAndRemainder(dividingBy: columns)
    let left = j * window.stride - window.padding
    let first = Swift.min(Swift.max(0, -left), window.width)
    let end = Swift.max(first, Swift.min(window.width, width - left))
    for k in 0..<window.height {
      let y = i * window.stride - window.padding + k
      if y >= 0 && y < height {
        body(
          row, first * channels, ((image * height + y) * width + left + first) * channels,
          (end - first) * channels, (window.width - end) * channels)
      } else {
        body(row, rowSize, 0, 0, 0)
      }
      row += rowSize
    }
  }
}

/// Writes the windows of a chunk side by side, with zeros where they hang over the edge.
private func readWindows(_ chunk: Range<Int>, of x: Tensor, into room: Tensor, _ window: Window) {
  let (source, target) = (x.numbers, room.mutableNumbers)
  eachRow(chunk, window) { row, before, inImage, count, after in
    let to = target + row
    for c in 0..<before { to[c] = 0 }
    copy(source + inImage, to + before, count)
    for c in 0..<after { to[before + count + c] = 0 }
  }
}

/// A few numbers; calling the system's copying for four of them takes longer than copying.
@inline(__always)
private func copy(_ source: Numbers, _ target: MutableNumbers, _ count: Int) {
  if count >= 64 {
    target.update(from: source, count: count)
    return
  }
  var c = 0
  while c + 4 <= count {
    let four = UnsafeRawPointer(source + c).loadUnaligned(as: SIMD4<Float>.self)
    UnsafeMutableRawPointer(target + c).storeBytes(of: four, as: SIMD4<Float>.self)
    c += 4
  }
  while c < count {
    target[c] = source[c]
    c += 1
  }
}

/// Adds the windows of a chunk back to where they came from.
private func addWindows(_ chunk: Range<Int>, _ room: Tensor, to image: Tensor, _ window: Window) {
  let (source, target) = (room.numbers, image.mutableNumbers)
  eachRow(chunk, window) { row, before, inImage, count, _ in
    let (from, to) = (source + row + before, target + inImage)
    var c = 0
    while c + 4 <= count {
      let sum =
        UnsafeRawPointer(to + c).loadUnaligned(as: SIMD4<Float>.self)
        + UnsafeRawPointer(from + c).loadUnaligned(as: SIMD4<Float>.self)
      UnsafeMutableRawPointer(to + c).storeBytes(of: sum, as: SIMD4<Float>.self)
      c += 4
    }
    while c < count {
      to[c] += from[c]
      c += 1
    }
  }
}
