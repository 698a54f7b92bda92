/// An array of numbers (`Float`) with any number of axes, that remembers how it was computed.
///
/// ```swift
/// let w = Tensor([[1, 2], [3, 4]], requiresGrad: true)
/// let loss = (w * w).sum()
/// loss.backward()
/// print(w.grad as Any)   // 2·w
/// ```
///
/// A tensor is a handle: `let b = a` gives the same numbers a second name, and an optimizer that
/// changes a parameter changes it for everybody. ``copy()`` makes new numbers. A tensor belongs to
/// the thread that made it.
public struct Tensor {
  package let node: Node

  @inline(__always)
  init(node: Node) { self.node = node }

  /// New numbers of the given shape, not yet set.
  @inline(__always)
  package init(uninitialized shape: Shape) {
    node = Node(shape, Storage(count: shape.count))
  }

  /// The lengths of the axes: `[]` for a single number, `[rows, columns]` for a matrix.
  public var shape: [Int] { node.shape.array }

  /// How many axes there are.
  public var rank: Int { node.shape.rank }

  /// How many numbers there are.
  @inline(__always)
  public var count: Int { node.shape.count }

  /// The numbers, row by row: the last axis runs fastest.
  ///
  /// Setting them changes them in place.
  public var scalars: [Float] {
    get {
      Array(UnsafeBufferPointer(start: numbers, count: count))
    }
    nonmutating set {
      guard newValue.count == count else {
        stop("a tensor of shape \(words(node.shape)) holds \(count) numbers, not \(newValue.count)")
      }
      for (i, x) in newValue.enumerated() { mutableNumbers[i] = x }
      changed()
    }
  }

  /// The number of a tensor that holds just one.
  public func item() -> Float {
    guard count == 1 else {
      stop(
        "item() needs a tensor with one number, but the shape is \(words(node.shape)); scalars has "
          + "them all")
    }
    return numbers[0]
  }

  /// The same numbers in new memory, cut off from the history.
  public func copy() -> Tensor {
    let result = Tensor(uninitialized: node.shape)
    result.mutableNumbers.update(from: numbers, count: count)
    return result
  }

  /// Takes over the numbers of another tensor of the same shape, in place and unrecorded.
  public func assign(_ other: Tensor, line: UInt = #line) {
    guard node.shape == other.node.shape else {
      stop(
        "assign: shapes \(words(node.shape)) and \(words(other.node.shape)) differ; "
          + "a tensor can only take over numbers of its own shape")
    }
    mutableNumbers.update(from: other.numbers, count: count)
    changed(in: line)
  }

  @inline(__always) var numbers: UnsafePointer<Float> { UnsafePointer(node.storage.start) }
  @inline(__always) var mutableNumbers: UnsafeMutablePointer<Float> { node.storage.start }

  /// Notes that the numbers were changed in place, and by which line of the learner's file.
  func changed(in line: UInt = 0) { node.storage.changed(in: line) }
}
