import GradusKernelTypes

/// What the derivative of an operation works with: the gradient of the result, and where to put
/// the gradients of the inputs.
struct Backflow {
  /// The gradient of the loss with respect to the operation's result.
  let gradient: Tensor
  /// The operation's result.
  let output: Tensor

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

  @inline(__always)
  func wants(_ input: Tensor) -> Bool { input.node.isWanted }
}

/// Adds an arriving gradient to those that are there already.
private func add(_ share: Tensor, to node: Node) {
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

/// The nodes whose gradients are needed, inputs before results.
///
/// An ordinary depth-first search, with a list in place of recursion: a loop over 100,000 steps
/// makes a graph that deep.
private func orderedNodes(from root: Node, to targets: [Node]?) -> [Node] {
  context.passes &+= 1
  let pass = context.passes
  if let targets {
    for target in targets {
      target.pass = pass
      target.isWanted = true
      target.incoming = nil
    }
  }
  var order: [Node] = []
  var path: [(node: Node, next: Int)] = []

  func enter(_ node: Node) {
    if node.pass != pass {
      node.pass = pass
      node.isWanted = targets == nil && node.isLeafWithGradient
    }
    node.isOrdered = pass
    node.incoming = nil
    node.ownsIncoming = false
    path.append((node, 0))
  }

  enter(root)
  while !path.isEmpty {
    let top = path.count - 1
    let node = path[top].node
    let next = path[top].next
    guard let operation = node.operation, next < operation.inputCount else {
      path.removeLast()
      if let operation = node.operation, !node.isWanted {
        for i in 0..<operation.inputCount where operation.input(i)?.isWanted == true {
          node.isWanted = true
          break
        }
      }
      if node.isWanted { order.append(node) }
      continue
    }
    path[top].next += 1
    if let input = operation.input(next), input.isOrdered != pass {
      if input.operation != nil {
        enter(input)
      } else {
        if input.pass != pass {
          input.pass = pass
          input.isWanted = targets == nil && input.isLeafWithGradient
        }
        input.isOrdered = pass
        input.incoming = nil
        input.ownsIncoming = false
        if input.isWanted { order.append(input) }
      }
    }
  }
  return order
}

/// Walks from the result back to the inputs; `arrive` is called for every node that is finished.
private func flowBack(
  from root: Tensor, with gradient: Tensor, to targets: [Node]?, recorded: Bool,
  _ arrive: (Node, Tensor) -> Void
) {
  let order = orderedNodes(from: root.node, to: targets)
  recording(recorded) {
    root.node.incoming = gradient
    for node in order.reversed() {
      guard let arrived = node.incoming else { continue }
      node.incoming = nil
      arrive(node, arrived)
      guard let operation = node.operation else { continue }
      if !operation.saved.isEmpty { checkVersions(operation, node) }
      operation.backward?(Backflow(gradient: arrived, output: Tensor(node: node)))
    }
  }
}

/// Stops when numbers that a derivative needs were changed after they were used.
private func checkVersions(_ operation: Operation, _ output: Node) {
  func check(_ flag: Saved, _ node: Node?, _ lane: Int, _ role: () -> String) {
    guard operation.saved.contains(flag), let node,
      node.storage.version != operation.versions[lane]
    else { return }
    stop(
      "the derivative of \(operation.name) needs \(role()) as it was, but it has been changed in "
        + "place since (by an optimizer's step, an assignment or a clipping); "
        + "compute the loss again after the change, or call backward() before it")
  }
  check(.first, operation.first, 0) { "its first input, of shape \(shapeWords(operation.first))" }
  check(.second, operation.second, 1) {
    "its second input, of shape \(shapeWords(operation.second))"
  }
  check(.third, operation.third, 2) { "its third input, of shape \(shapeWords(operation.third))" }
  check(.output, output, 3) { "its result, of shape \(words(output.shape))" }
}

private func shapeWords(_ node: Node?) -> String { words(node?.shape ?? .scalar) }

extension Tensor {
  /// Adds the gradient of this number to the `grad` of every parameter and input it depends on.
  ///
  /// The gradients *add up* over calls until `zeroGrad()`. The graph stays usable, so a second call
  /// adds the same gradients again.
  public func backward() {
    guard count == 1 else {
      stop(
        "backward() starts from one number, but the shape is \(words(node.shape)); "
          + "take the sum() or the mean() first, or pass backward(_:) a gradient of that shape")
    }
    backward(Tensor.ones(node.shape))
  }

  /// The same from a tensor of any shape, whose own gradient is given.
  public func backward(_ gradient: Tensor, createGraph: Bool = false) {
    guard gradient.node.shape == node.shape else {
      stop(
        "backward(_:) got a gradient of shape \(words(gradient.node.shape)) for a tensor of shape "
          + words(node.shape))
    }
    guard node.requiresGradient else {
      stop(
        "backward() found nothing to differentiate: no parameter or input with requiresGrad went "
          + "into this, or it was computed under noGrad or from detached tensors")
    }
    flowBack(from: self, with: gradient, to: nil, recorded: createGraph) { node, arrived in
      guard node.isLeafWithGradient else { return }
      if let before = node.gradient {
        node.gradient = before + arrived
      } else {
        node.gradient = arrived
      }
    }
  }
}

/// The derivatives of one number with respect to some tensors, without touching any `grad`.
///
/// ```swift
/// let score = critic(x).sum()
/// let slope = grad(of: score, wrt: [x], createGraph: true)[0]
/// ```
///
/// With `createGraph` the gradients are themselves part of the graph and can be differentiated
/// again; a gradient penalty needs that. A tensor on which the number does not depend gets zeros.
public func grad(of result: Tensor, wrt inputs: [Tensor], createGraph: Bool = false) -> [Tensor] {
  guard result.count == 1 else {
    stop(
      "grad(of:wrt:) differentiates one number, but the shape is \(words(result.node.shape)); "
        + "take the sum() first: for rows that do not influence each other this gives each row "
        + "its own gradient")
  }
  for (i, input) in inputs.enumerated() where !input.requiresGrad {
    stop(
      "grad(of:wrt:): input \(i), of shape \(words(input.node.shape)), does not require "
        + "gradients; set its requiresGrad before it is used")
  }
  let targets = inputs.map { $0.node }
  var found = [Tensor?](repeating: nil, count: inputs.count)
  flowBack(
    from: result, with: Tensor.ones(result.node.shape), to: targets, recorded: createGraph
  ) { node, arrived in
    for (i, target) in targets.enumerated() where target === node { found[i] = arrived }
  }
  return zip(found, targets).map { $0 ?? Tensor.zeros($1.shape) }
}

/// The derivative of one number with respect to one tensor.
public func grad(of result: Tensor, wrt input: Tensor, createGraph: Bool = false) -> Tensor {
  grad(of: result, wrt: [input], createGraph: createGraph)[0]
}
