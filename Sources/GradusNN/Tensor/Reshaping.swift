extension Tensor {
  /// These numbers in another shape; one length may be −1 and is then worked out.
  ///
  /// The memory is shared: a change in place is seen by both.
  public func reshaped(_ shape: Int...) -> Tensor { reshaped(shape) }

  /// These numbers in a shape that was computed, in the same memory; one length may be −1.
  public func reshaped(_ shape: [Int]) -> Tensor {
    let unknown = shape.filter { $0 == -1 }.count
    if unknown == 0 { return reshaped(to: Shape(shape)) }
    if unknown > 1 {
      stop("reshaped: shape \(shape) leaves \(unknown) lengths open; only one can be worked out")
    }
    let known = shape.reduce(1) { $1 == -1 ? $0 : $0 * $1 }
    guard known > 0, count % known == 0 else {
      stop(
        "reshaped: shape \(words(node.shape)) has \(count) numbers, which do not fit into "
          + "\(shape): the lengths that are given make \(known)")
    }
    return reshaped(to: Shape(shape.map { $0 == -1 ? count / known : $0 }))
  }

  /// In the same memory; the gradient is reshaped back.
  func reshaped(to shape: Shape) -> Tensor {
    if shape == node.shape { return self }
    guard shape.count == count else {
      stop(
        "reshaped: shape \(words(node.shape)) has \(count) numbers, but \(words(shape)) needs "
          + "\(shape.count)")
    }
    return Tensor(node: Node(shape, node.storage.retain())).from("reshaped", self) { back in
      back.give(back.first) { back.gradient.reshaped(to: back.first.node.shape) }
    }
  }

  /// All numbers as one vector; `flattened(from: 1)` keeps the first axis, the batch.
  public func flattened(from axis: Int = 0) -> Tensor {
    let start = axis < 0 ? axis + rank : axis
    guard (0...rank).contains(start) else {
      stop("flattened(from:): shape \(words(node.shape)) has no axis \(axis)")
    }
    var shape = Shape((0..<start).map { node.shape[$0] })
    shape.append(node.shape.count(start..<rank))
    return reshaped(to: shape)
  }

  /// A new axis of length 1.
  public func unsqueezed(_ axis: Int) -> Tensor {
    let place = axis < 0 ? axis + rank + 1 : axis
    guard (0...rank).contains(place) else {
      stop("unsqueezed: shape \(words(node.shape)) has no place \(axis) for a new axis")
    }
    return reshaped(to: node.shape.inserting(place, 1))
  }

  /// Without an axis of length 1.
  public func squeezed(_ axis: Int) -> Tensor {
    let place = self.axis(axis, "squeezed")
    guard node.shape[place] == 1 else {
      stop("squeezed: axis \(axis) of shape \(words(node.shape)) is not of length 1")
    }
    return reshaped(to: node.shape.without(place))
  }

  /// Rows and columns exchanged (the last two axes).
  public func transposed() -> Tensor {
    guard rank >= 2 else {
      stop("transposed() needs at least two axes, but the shape is \(words(node.shape))")
    }
    return transposed(rank - 2, rank - 1)
  }

  /// Two axes exchanged.
  public func transposed(_ first: Int, _ second: Int) -> Tensor {
    var order = Array(0..<rank)
    order.swapAt(axis(first, "transposed"), axis(second, "transposed"))
    return permuted(order)
  }

  /// The axes in another order: axis i of the result is axis `order[i]` of this.
  ///
  /// The numbers are copied.
  public func permuted(_ order: [Int]) -> Tensor {
    guard order.sorted() == Array(0..<rank) else {
      stop(
        "permuted: \(order) is not an order of the axes of shape \(words(node.shape)); each of "
          + "0..<\(rank) comes once")
    }
    let shape = node.shape
    let result = Tensor(uninitialized: Shape(order.map { shape[$0] }))
    copyStrided(
      numbers, order.map { shape.count($0 + 1..<shape.rank) }, result.node.shape,
      to: result.mutableNumbers)
    return result.from("permuted", self) { back in
      back.give(back.first) {
        var inverse = order
        for (i, axis) in order.enumerated() { inverse[axis] = i }
        return back.gradient.permuted(inverse)
      }
    }
  }
}
