import GradusKernelTypes

/// Up to `longest` numbers are added one after the other; of more, every block by itself.
private let longest = 1 << 17
private let block = 1 << 12

/// The sum of numbers, of very many block by block: what is added to a sum that has grown large loses
/// its digits.
func total(_ numbers: Numbers, _ count: Int) -> Float {
  inBlocks(count) { context.kernels.sum(numbers + $0.lowerBound, $0.count) }
}

/// What `part` gives for all numbers, or the sum of what it gives for blocks of very many.
func inBlocks(_ count: Int, _ part: (Range<Int>) -> Float) -> Float {
  if count <= longest { return part(0..<count) }
  let parts = Tensor(uninitialized: Shape((count + block - 1) / block))
  for i in 0..<parts.count {
    parts.mutableNumbers[i] = part(i * block..<Swift.min((i + 1) * block, count))
  }
  return total(parts.numbers, parts.count)
}

/// The sums over the middle axis of `outer` × `middle` × `inner` numbers, of very many block by block.
private func sumMiddle(
  _ x: Numbers, _ y: MutableNumbers, _ outer: Int, _ middle: Int, _ inner: Int
) {
  if middle <= longest {
    context.kernels.sumMiddle(x, y, outer, middle, inner)
    return
  }
  let parts = Tensor(uninitialized: Shape((middle + block - 1) / block, inner))
  for o in 0..<outer {
    for i in 0..<parts.node.shape[0] {
      context.kernels.sumMiddle(
        x + (o * middle + i * block) * inner, parts.mutableNumbers + i * inner, 1,
        Swift.min(block, middle - i * block), inner)
    }
    sumMiddle(parts.numbers, y + o * inner, 1, parts.node.shape[0], inner)
  }
}

extension Tensor {
  /// The place of an axis, counted from the front; negative ones count from the end.
  func axis(_ axis: Int, _ name: StaticString) -> Int {
    let place = axis < 0 ? axis + rank : axis
    guard (0..<rank).contains(place) else {
      stop("\(name): shape \(words(node.shape)) has no axis \(axis)")
    }
    return place
  }

  /// The sum of all numbers; every number gets the gradient unchanged.
  public func sum() -> Tensor {
    let result = Tensor(uninitialized: .scalar)
    result.mutableNumbers[0] = total(numbers, count)
    return result.from("sum", self) { back in
      back.give(back.first) { back.gradient.expanded(to: back.first.node.shape) }
    }
  }

  /// The sums along one axis, which disappears or is kept with length 1.
  public func sum(axis: Int, keepDims: Bool = false) -> Tensor {
    let axis = self.axis(axis, "sum(axis:)")
    let shape = node.shape
    let kept = shape.with(axis, 1)
    let result = Tensor(uninitialized: keepDims ? kept : shape.without(axis))
    let outer = shape.count(0..<axis)
    let inner = shape.count(axis + 1..<shape.rank)
    if inner > 1 {
      sumMiddle(numbers, result.mutableNumbers, outer, shape[axis], inner)
    } else if shape[axis] <= longest {
      context.kernels.sumRows(numbers, result.mutableNumbers, outer, shape[axis])
    } else {
      for i in 0..<outer {
        result.mutableNumbers[i] = total(numbers + i * shape[axis], shape[axis])
      }
    }
    return result.from("sum(axis:)", self) { back in
      back.give(back.first) { back.gradient.reshaped(to: kept).expanded(to: shape) }
    }
  }

  /// The sums along several axes.
  public func sum(axes: [Int], keepDims: Bool = false) -> Tensor {
    let places = Set(axes.map { axis($0, "sum(axes:)") })
    var result = self
    for place in places.sorted(by: >) { result = result.sum(axis: place, keepDims: keepDims) }
    return result
  }

  /// The mean of all numbers; every number gets the gradient divided by their count.
  public func mean() -> Tensor {
    let result = Tensor(uninitialized: .scalar)
    let n = Float(count)
    result.mutableNumbers[0] = total(numbers, count) / n
    return result.from("mean", self) { back in
      back.give(back.first) {
        (back.gradient / Float(back.first.count)).expanded(to: back.first.node.shape)
      }
    }
  }

  /// The means along one axis, which disappears or is kept with length 1.
  public func mean(axis: Int, keepDims: Bool = false) -> Tensor {
    let place = self.axis(axis, "mean(axis:)")
    return sum(axis: place, keepDims: keepDims) / Float(node.shape[place])
  }

  /// The means along several axes.
  public func mean(axes: [Int], keepDims: Bool = false) -> Tensor {
    var n = 1
    for axis in Set(axes.map { axis($0, "mean(axes:)") }) { n *= node.shape[axis] }
    return sum(axes: axes, keepDims: keepDims) / Float(n)
  }

  /// The mean squared distance from the mean, along one axis: divided by n, not by n − 1.
  public func variance(axis: Int, keepDims: Bool = false) -> Tensor {
    (self - mean(axis: axis, keepDims: true)).squared().mean(axis: axis, keepDims: keepDims)
  }

  /// The mean squared distance of all numbers from their mean.
  public func variance() -> Tensor { (self - mean()).squared().mean() }

  /// The largest number; where there are several, they share the gradient evenly, as in PyTorch.
  public func max() -> Tensor {
    noGrad { reshaped(to: Shape(count)).max(axis: 0) }.from("max", self, saving: [.first, .output])
    {
      back in
      back.give(back.first) {
        let winners = noGrad { back.first.isEqual(to: back.output) }
        return back.gradient * noGrad { winners / winners.sum() }
      }
    }
  }

  /// The smallest number.
  public func min() -> Tensor { -((-self).max()) }

  /// The largest numbers along one axis; where there are several, the first gets the gradient.
  public func max(axis: Int, keepDims: Bool = false) -> Tensor {
    let axis = self.axis(axis, "max(axis:)")
    let shape = node.shape
    let (largest, places) = largest(axis, "max(axis:)")
    let kept = shape.with(axis, 1)
    return (keepDims ? largest : largest.reshaped(to: shape.without(axis)))
      .from("max(axis:)", self) { back in
        back.give(back.first) {
          let mask = noGrad { Tensor.oneHot(places, axis, shape) }
          return back.gradient.reshaped(to: kept) * mask
        }
      }
  }

  /// The smallest numbers along one axis.
  public func min(axis: Int, keepDims: Bool = false) -> Tensor {
    let axis = self.axis(axis, "min(axis:)")
    return -((-self).max(axis: axis, keepDims: keepDims))
  }

  /// The places of the largest numbers along one axis, as numbers that count from 0.
  public func argmax(axis: Int) -> Tensor {
    let place = self.axis(axis, "argmax(axis:)")
    return largest(place, "argmax(axis:)").places.detached().reshaped(to: node.shape.without(place))
  }

  /// The largest numbers and their places along an axis that is kept with length 1; unrecorded.
  private func largest(_ axis: Int, _ name: StaticString) -> (values: Tensor, places: Tensor) {
    let shape = node.shape
    guard shape[axis] > 0 else { stop("\(name): axis \(axis) of shape \(words(shape)) is empty") }
    let values = Tensor(uninitialized: shape.with(axis, 1))
    let places = Tensor(uninitialized: shape.with(axis, 1))
    context.kernels.largestMiddle(
      numbers, values.mutableNumbers, places.mutableNumbers, shape.count(0..<axis), shape[axis],
      shape.count(axis + 1..<shape.rank))
    return (values, places)
  }

  /// 1 at the places along the axis, 0 elsewhere.
  private static func oneHot(_ places: Tensor, _ axis: Int, _ shape: Shape) -> Tensor {
    let result = zeros(shape)
    let inner = shape.count(axis + 1..<shape.rank)
    for i in 0..<places.count {
      let row = i / inner * shape[axis] + Int(places.numbers[i])
      result.mutableNumbers[row * inner + i % inner] = 1
    }
    return result
  }

  /// log Σ eˣ along one axis, without overflow.
  public func logSumExp(axis: Int, keepDims: Bool = false) -> Tensor {
    let place = self.axis(axis, "logSumExp(axis:)")
    let top = finiteMax(place)
    let result = (self - top).exp().sum(axis: place, keepDims: true).log() + top
    return keepDims ? result : result.reshaped(to: node.shape.without(place))
  }

  /// The largest numbers along one axis, which is kept, for a shift before an exponential; unrecorded.
  private func finiteMax(_ axis: Int) -> Tensor {
    let top = noGrad { self.max(axis: axis, keepDims: true) }
    // ∞ − ∞ is no number; without a shift both infinities come out as they should.
    for i in 0..<top.count where top.numbers[i].isInfinite { top.mutableNumbers[i] = 0 }
    return top
  }

  /// eˣ/Σ eˣ along one axis: positive numbers that add up to 1.
  public func softmax(axis: Int = -1) -> Tensor {
    let place = self.axis(axis, "softmax(axis:)")
    let result = noGrad {
      if place == rank - 1 { return softmaxOfRows().values }
      let e = (self - self.max(axis: place, keepDims: true)).exp()
      return e / e.sum(axis: place, keepDims: true)
    }
    return result.from("softmax", self, saving: .output) { back in
      back.give(back.first) {
        let weighted = back.gradient * back.output
        return weighted - back.output * weighted.sum(axis: place, keepDims: true)
      }
    }
  }

  /// The softmax along the last axis, and of each row its largest number and log Σ e^(x − largest);
  /// unrecorded.
  func softmaxOfRows() -> (values: Tensor, tops: Tensor, logs: Tensor) {
    let values = Tensor(uninitialized: node.shape)
    let tops = Tensor(uninitialized: node.shape.without(rank - 1))
    let logs = Tensor(uninitialized: tops.node.shape)
    context.kernels.softmaxRows(
      numbers, values.mutableNumbers, tops.mutableNumbers, logs.mutableNumbers, logs.count,
      node.shape.last)
    return (values, tops, logs)
  }

  /// The logarithm of the softmax: (x − max) − log Σ e^(x − max), exact where the softmax is close to 0
  /// and where it is close to 1.
  public func logSoftmax(axis: Int = -1) -> Tensor {
    let place = self.axis(axis, "logSoftmax(axis:)")
    let result = noGrad {
      let shifted = self - self.finiteMax(place)
      return shifted - shifted.exp().sum(axis: place, keepDims: true).log()
    }
    return result.from("logSoftmax", self, saving: .output) { back in
      back.give(back.first) {
        back.gradient - back.output.exp() * back.gradient.sum(axis: place, keepDims: true)
      }
    }
  }

  /// √Σx² of all numbers, or along one axis; the gradient at 0 is 0, not NaN.
  public func norm() -> Tensor { reshaped(to: Shape(count)).norm(axis: 0) }

  /// √Σx² along one axis: x/‖x‖ is the derivative, taken as 0 where ‖x‖ is 0.
  public func norm(axis: Int, keepDims: Bool = false) -> Tensor {
    let place = self.axis(axis, "norm(axis:)")
    let square = squared().sum(axis: place, keepDims: keepDims)
    return square.mapped(.sqrt).from("norm", square, saving: .output) { back in
      back.give(square) {
        // 1/(2·√s), with 0 where s is 0: added to 0 it becomes 1, and the mask takes it out again.
        let isZero = noGrad { back.output.isEqual(to: Tensor(0)) }
        return back.gradient * 0.5 * (1 - isZero) / (back.output + isZero)
      }
    }
  }
}
