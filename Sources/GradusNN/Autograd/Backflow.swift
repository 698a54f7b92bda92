import GradusKernelTypes

/// What the derivative of an operation works with: the gradient of the result, the inputs and the
/// result themselves, and where to put the gradients of the inputs.
///
/// A closure that finds its tensors here need not capture them, and a closure that captures nothing
/// costs no memory.
struct Backflow {
  /// The gradient of the loss with respect to the operation's result.
  let gradient: Tensor
  // Not counted: the walk over the graph holds both.
  let node: Unmanaged<Node>
  let operation: UnsafeMutablePointer<Operation>

  /// The operation's result.
  var output: Tensor { Tensor(node: node.takeUnretainedValue()) }

  /// The operation's inputs.
  var first: Tensor { tensor(operation.pointee.first) }
  var second: Tensor { tensor(operation.pointee.second) }
  var third: Tensor { tensor(operation.pointee.third) }
  var hasThird: Bool { operation.pointee.third != nil }

  /// What the operation noted down for its derivative.
  @inline(__always)
  func noted<Value: BitwiseCopyable>(as type: Value.Type) -> Value {
    operation.pointee.note.read(as: type)
  }

  /// The number that it noted down.
  var number: Float { noted(as: Float.self) }

  @inline(__always)
  private func tensor(_ node: Unmanaged<Node>?) -> Tensor {
    guard let node else {
      preconditionFailure("a derivative asks for an input that its operation does not have")
    }
    return Tensor(node: node.takeUnretainedValue())
  }

  /// Adds to the gradient of an input; what nobody asked for is not even computed.
  ///
  /// Where the input was repeated to fit (broadcasting), its gradient is the sum over the repeats.
  @inline(__always)
  func give(_ input: Tensor, _ gradient: () -> Tensor) {
    guard input.node.isWanted else { return }
    var share = gradient()
    if share.node.shape != input.node.shape { share = share.summed(to: input.node.shape) }
    add(share, to: input.node)
  }

  /// Adds to one stretch of an axis of an input's gradient.
  ///
  /// A loop over time takes a slice in every step. Each of their gradients, filled up with zeros to
  /// the length of the whole, would make a cost that grows with the square of the length.
  func give(_ input: Tensor, axis: Int, from start: Int, _ share: Tensor) {
    let node = input.node
    guard node.isWanted, node.ownsIncoming, !context.isRecording, let before = node.incoming else {
      give(input) { share.padded(axis, start, node.shape[axis]) }
      return
    }
    let inner = node.shape.count(axis + 1..<node.shape.rank)
    let width = share.node.shape[axis] * inner
    for o in 0..<node.shape.count(0..<axis) {
      let target = before.mutableNumbers + (o * node.shape[axis] + start) * inner
      let source = share.numbers + o * width
      for j in 0..<width { target[j] += source[j] }
    }
  }
}

/// Adds an arriving gradient to those that are there already.
private func add(_ share: consuming Tensor, to node: Node) {
  guard let before = node.incoming else {
    node.incoming = share
    return
  }
  if node.ownsIncoming && !context.isRecording {
    // The sum of two earlier ones: nobody else holds it, so it can be added to in place.
    context.kernels.pair(
      .add, .together, before.numbers, share.numbers, before.mutableNumbers, share.count, 0)
    return
  }
  node.incoming = before + share
  node.ownsIncoming = true
}
