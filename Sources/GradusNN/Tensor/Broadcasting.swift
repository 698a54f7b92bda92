import GradusKernelTypes

extension Tensor {
  /// f(a, b) place by place, unrecorded, after repeating axes of length 1 until the shapes fit.
  static func combine(_ f: Pairing, _ name: StaticString, _ a: Tensor, _ b: Tensor) -> Tensor {
    let x = a.node.shape
    let y = b.node.shape
    if x == y {
      let result = Tensor(uninitialized: x)
      context.kernels.pair(f, .together, a.numbers, b.numbers, result.mutableNumbers, x.count, 0)
      return result
    }
    guard let shape = broadcastShape(x, y) else {
      stop(mismatch(name, x, y))
    }
    let result = Tensor(uninitialized: shape)
    let count = shape.count
    if count == 0 { return result }
    if y.count == 1 {
      context.kernels.pair(f, .number, a.numbers, b.numbers, result.mutableNumbers, count, 0)
    } else if x.count == 1 {
      context.kernels.pair(f, .numberFirst, a.numbers, b.numbers, result.mutableNumbers, count, 0)
    } else if x == shape && f.hasRowKernel && y.count == y.last && y.last == x.last {
      context.kernels.pairRow(
        f, a.numbers, b.numbers, result.mutableNumbers, count / y.count, y.count)
    } else if x == shape && f.hasRowKernel && y.rank == x.rank && y.last == 1
      && y.count(0..<y.rank - 1) == x.count(0..<x.rank - 1)
    {
      context.kernels.pairColumn(f, a.numbers, b.numbers, result.mutableNumbers, y.count, x.last)
    } else {
      let p = x == shape ? a : a.repeated(shape)
      let q = y == shape ? b : b.repeated(shape)
      context.kernels.pair(f, .together, p.numbers, q.numbers, result.mutableNumbers, count, 0)
    }
    return result
  }

  /// f(a, b) for every number of a, unrecorded.
  static func combine(_ f: Pairing, _ a: Tensor, _ b: Float) -> Tensor {
    let result = Tensor(uninitialized: a.node.shape)
    withUnsafePointer(to: b) {
      context.kernels.pair(f, .number, a.numbers, $0, result.mutableNumbers, a.count, 0)
    }
    return result
  }

  /// f(a, b) for every number of b, unrecorded.
  static func combine(_ f: Pairing, _ a: Float, _ b: Tensor) -> Tensor {
    let result = Tensor(uninitialized: b.node.shape)
    withUnsafePointer(to: a) {
      context.kernels.pair(f, .numberFirst, $0, b.numbers, result.mutableNumbers, b.count, 0)
    }
    return result
  }

  /// Says which axes do not fit, and what would.
  private static func mismatch(_ name: StaticString, _ x: Shape, _ y: Shape) -> String {
    var text = "shapes \(words(x)) and \(words(y)) do not match in \(name)"
    for back in 1...8 where back <= Swift.min(x.rank, y.rank) {
      let p = x[x.rank - back]
      let q = y[y.rank - back]
      guard p != q && p != 1 && q != 1 else { continue }
      let place = back == 1 ? "the last axis has" : "counted from the end, axis \(back) has"
      text += ": \(place) \(p) and \(q); lengths must be equal, or one of them 1"
      if x.rank == 2 && y.rank == 1 && x[0] == y[0] {
        text += " (reshaped(\(y[0]), 1) would add it to every column)"
      } else if x.rank == 2 && y.rank == 2 && x[0] == y[1] && x[1] == y[0] {
        text += " (transposed() would make them fit)"
      }
      break
    }
    return text
  }

  /// This tensor repeated along the axes it is missing or has with length 1; unrecorded.
  func repeated(_ shape: Shape) -> Tensor {
    if count == 1 { return .full(shape, numbers[0]) }
    let result = Tensor(uninitialized: shape)
    let from = node.shape
    let missing = shape.rank - from.rank
    // How far the source moves for one step on each axis of the result: not at all where repeated.
    var steps = [Int](repeating: 0, count: shape.rank)
    var step = 1
    for axis in stride(from: from.rank - 1, through: 0, by: -1) {
      if from[axis] != 1 { steps[axis + missing] = step }
      step *= from[axis]
    }
    copyStrided(numbers, steps, shape, to: result.mutableNumbers)
    return result
  }

  /// The sum over the places that repeating to this shape made equal: repeating, turned round.
  func summed(to shape: Shape) -> Tensor {
    precondition(
      broadcastShape(shape, node.shape) == node.shape,
      "a derivative gave its input a gradient of a shape that does not fit")
    var result = self
    while result.node.shape.rank > shape.rank { result = result.sum(axis: 0) }
    for axis in 0..<shape.rank where shape[axis] == 1 && result.node.shape[axis] != 1 {
      result = result.sum(axis: axis, keepDims: true)
    }
    return result
  }

  /// This tensor repeated to a larger shape.
  public func broadcast(to shape: [Int]) -> Tensor { expanded(to: Shape(shape)) }

  func expanded(to shape: Shape) -> Tensor {
    if node.shape == shape { return self }
    guard broadcastShape(node.shape, shape) == shape else {
      stop(
        "broadcast: shape \(words(node.shape)) cannot be repeated to \(words(shape)); counted from "
          + "the end, lengths must be equal, or the first one 1")
    }
    return repeated(shape).from("broadcast", self) { back in
      back.give(back.first) { back.gradient.summed(to: back.first.node.shape) }
    }
  }
}

extension Pairing {
  fileprivate var hasRowKernel: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide: true
    default: false
    }
  }
}

/// Copies numbers that lie at regular distances into a contiguous result of the given shape.
func copyStrided(
  _ source: Numbers, _ steps: [Int], _ shape: Shape, to target: MutableNumbers
) {
  let rank = shape.rank
  guard rank > 0 else {
    target[0] = source[0]
    return
  }
  let count = shape.count
  if count == 0 { return }
  let inner = shape[rank - 1]
  let step = steps[rank - 1]
  var index = [Int](repeating: 0, count: rank)
  var at = 0
  var done = 0
  while done < count {
    if step == 1 {
      (target + done).update(from: source + at, count: inner)
    } else {
      var s = at
      for j in 0..<inner {
        target[done + j] = source[s]
        s += step
      }
    }
    done += inner
    var axis = rank - 2
    while axis >= 0 {
      index[axis] += 1
      at += steps[axis]
      if index[axis] < shape[axis] { break }
      at -= steps[axis] * shape[axis]
      index[axis] = 0
      axis -= 1
    }
  }
}
