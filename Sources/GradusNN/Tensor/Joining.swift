/// Tensors one after the other along an axis; the other axes must agree.
public func concatenate(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
  guard let first = tensors.first else { stop("concatenate needs at least one tensor") }
  let axis = first.axis(axis, "concatenate")
  var length = 0
  for (i, tensor) in tensors.enumerated() {
    guard tensor.rank == first.rank,
      tensor.node.shape.with(axis, 0) == first.node.shape.with(axis, 0)
    else {
      stop(
        "concatenate: tensor \(i) has shape \(words(tensor.node.shape)) and tensor 0 "
          + "\(words(first.node.shape)); they may differ on axis \(axis) only")
    }
    length += tensor.node.shape[axis]
  }
  let shape = first.node.shape.with(axis, length)
  let result = Tensor(uninitialized: shape)
  let inner = shape.count(axis + 1..<shape.rank)
  let outer = shape.count(0..<axis)
  var starts: [Int] = []
  var at = 0
  for tensor in tensors {
    let width = tensor.node.shape[axis] * inner
    for o in 0..<outer {
      (result.mutableNumbers + (o * length + at) * inner).update(
        from: tensor.numbers + o * width, count: width)
    }
    starts.append(at)
    at += tensor.node.shape[axis]
  }
  return result.from("concatenate", all: tensors) { back in
    for (tensor, start) in zip(tensors, starts) {
      back.give(tensor) {
        back.gradient.slice(axis: axis, start..<start + tensor.node.shape[axis])
      }
    }
  }
}

/// Tensors of the same shape side by side along a new axis.
public func stack(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
  guard let first = tensors.first else { stop("stack needs at least one tensor") }
  for (i, tensor) in tensors.enumerated() where tensor.node.shape != first.node.shape {
    stop(
      "stack: tensor \(i) has shape \(words(tensor.node.shape)) and tensor 0 "
        + "\(words(first.node.shape)); all must have the same")
  }
  let place = axis < 0 ? axis + first.rank + 1 : axis
  guard (0...first.rank).contains(place) else {
    stop("stack: shape \(words(first.node.shape)) has no place \(axis) for a new axis")
  }
  return concatenate(tensors.map { $0.unsqueezed(place) }, axis: place)
}
