extension Tensor {
  /// This as the gradient of one tensor alone: a sum hands the same gradient to all that it added up,
  /// and who changes one in place must not change the others.
  fileprivate func owned() -> Tensor {
    if node.isCollected || node.storage.isShared { return copy() }
    node.isCollected = true
    return self
  }
}

/// The nodes whose gradients are needed, inputs before results.
///
/// An ordinary depth-first search, with a list in place of recursion: a loop over 100,000 steps
/// makes a graph that deep. References are not counted on the way, because the root holds them all.
private func orderedNodes(from root: Node, to targets: [Node]?) -> [Unmanaged<Node>] {
  context.passes &+= 1
  let pass = context.passes
  if let targets {
    for target in targets {
      target.pass = pass
      target.isWanted = true
      target.incoming = nil
    }
  }
  var order: [Unmanaged<Node>] = []
  var path: [Visit] = []
  order.reserveCapacity(64)
  path.reserveCapacity(32)

  @inline(__always)
  func meet(_ node: Unmanaged<Node>) {
    node._withUnsafeGuaranteedRef {
      if $0.isOrdered == pass { return }
      if $0.pass != pass {
        $0.pass = pass
        $0.isWanted = targets == nil && $0.isLeafWithGradient
      }
      $0.isOrdered = pass
      $0.incoming = nil
      $0.ownsIncoming = false
      if let operation = $0.operation {
        path.append(Visit(node: node, operation: operation))
      } else if $0.isWanted {
        order.append(node)
      }
    }
  }

  meet(.passUnretained(root))
  while let visit = path.last {
    if visit.next < visit.operation.pointee.inputCount {
      path[path.count - 1].next += 1
      if let input = visit.operation.pointee.input(visit.next) { meet(input) }
      continue
    }
    path.removeLast()
    visit.node._withUnsafeGuaranteedRef { node in
      if !node.isWanted { node.isWanted = visit.hasWantedInput }
      if node.isWanted { order.append(visit.node) }
    }
  }
  return order
}

/// A node whose inputs are being looked at, one after the other.
private struct Visit {
  let node: Unmanaged<Node>
  let operation: UnsafeMutablePointer<Operation>
  var next = 0

  var hasWantedInput: Bool {
    for i in 0..<operation.pointee.inputCount {
      if let input = operation.pointee.input(i),
        input._withUnsafeGuaranteedRef({ $0.isWanted })
      {
        return true
      }
    }
    return false
  }
}

/// Walks from the result back to the inputs; `arrive` is called for every node that is finished.
private func flowBack(
  from root: Tensor, with gradient: Tensor, to targets: [Node]?, recorded: Bool, line: UInt,
  _ arrive: (Node, Tensor) -> Void
) {
  let order = orderedNodes(from: root.node, to: targets)
  recording(recorded) {
    root.node.incoming = gradient
    for node in order.reversed() {
      node._withUnsafeGuaranteedRef { node in
        guard let arrived = node.incoming.take() else { return }
        arrive(node, arrived)
        guard let operation = node.operation else { return }
        if !operation.pointee.saved.isEmpty { checkVersions(operation, node, line) }
        operation.pointee.backward(
          Backflow(gradient: arrived, node: .passUnretained(node), operation: operation))
      }
    }
  }
}

/// Stops when numbers that a derivative needs were changed after they were used.
private func checkVersions(
  _ operation: UnsafeMutablePointer<Operation>, _ output: Node, _ line: UInt
) {
  func check(
    _ flag: Saved, _ node: Unmanaged<Node>?, _ version: UInt32, _ role: @autoclosure () -> String
  ) {
    guard operation.pointee.saved.contains(flag), let node,
      node._withUnsafeGuaranteedRef({ $0.storage.version }) != version
    else { return }
    let (shape, changed) = node._withUnsafeGuaranteedRef { ($0.shape, $0.storage.lineOfChange) }
    let place = changed == 0 ? "" : " in line \(changed)"
    stop(
      "the derivative of \(operation.pointee.name) needs its \(role()), of shape \(words(shape)), "
        + "as it was, but it was changed in place\(place) (by an optimizer's step, an assignment or "
        + "a clipping) before the gradient was asked for in line \(line); compute the loss again "
        + "after the change, or ask for the gradient before it")
  }
  let versions = operation.pointee.versions
  check(.first, operation.pointee.first, versions[0], "first input")
  check(.second, operation.pointee.second, versions[1], "second input")
  check(.third, operation.pointee.third, versions[2], "third input")
  check(.output, .passUnretained(output), versions[3], "result")
  for i in 0..<operation.pointee.others.count {
    let other = operation.pointee.others[i]
    check(.everything, .passUnretained(other.node), other.version, ordinals[i])
  }
}

private let ordinals = ["first", "second", "third", "fourth", "fifth", "sixth"].map {
  "\($0) input"
}

extension Tensor {
  /// Adds the gradient of this number to the `grad` of every parameter and input it depends on.
  ///
  /// The gradients *add up* over calls until `zeroGrad()`. The graph stays usable, so a second call
  /// adds the same gradients again.
  public func backward(line: UInt = #line) {
    guard count == 1 else {
      stop(
        "backward() starts from one number, but the shape is \(words(node.shape)); "
          + "take the sum() or the mean() first, or pass backward(_:) a gradient of that shape")
    }
    backward(Tensor.ones(node.shape), line: line)
  }

  /// Adds to every `grad` from a tensor of any shape, with the gradient of that tensor given.
  ///
  /// With `createGraph` the collected gradients are recorded themselves. They then hold the graph, and the
  /// graph holds the parameters: call `zeroGrad()` when done, or use ``grad(of:wrt:createGraph:line:)``.
  public func backward(_ gradient: Tensor, createGraph: Bool = false, line: UInt = #line) {
    guard gradient.node.shape == node.shape else {
      stop(
        "backward(_:) got a gradient of shape \(words(gradient.node.shape)) for a tensor of shape "
          + "\(words(node.shape)); a gradient has the shape of its tensor")
    }
    guard node.requiresGradient else {
      stop(
        "backward() found nothing to differentiate: no parameter or input with requiresGrad went "
          + "into this, or it was computed under noGrad or from detached tensors")
    }
    flowBack(from: self, with: gradient, to: nil, recorded: createGraph, line: line) {
      node, arrived in
      guard node.isLeafWithGradient else { return }
      if let before = node.gradient {
        node.gradient = before + arrived
      } else {
        node.gradient =
          createGraph
          ? arrived : arrived.node === gradient.node ? arrived.copy() : arrived.owned()
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
public func grad(
  of result: Tensor, wrt inputs: [Tensor], createGraph: Bool = false, line: UInt = #line
) -> [Tensor] {
  guard result.count == 1 else {
    stop(
      "grad(of:wrt:) differentiates one number, but the shape is \(words(result.node.shape)); "
        + "take the sum() first: for rows that do not influence each other this gives each row "
        + "its own gradient")
  }
  guard result.node.requiresGradient else {
    stop(
      "grad(of:wrt:) found nothing to differentiate: the number was computed under noGrad or from "
        + "detached tensors, or it is itself a gradient that was taken without createGraph: true")
  }
  for (i, input) in inputs.enumerated() where !input.requiresGrad {
    stop(
      "grad(of:wrt:): input \(i), of shape \(words(input.node.shape)), does not require "
        + "gradients; set its requiresGrad before it is used")
  }
  let targets = inputs.map { $0.node }
  var found = [Tensor?](repeating: nil, count: inputs.count)
  flowBack(
    from: result, with: Tensor.ones(result.node.shape), to: targets, recorded: createGraph,
    line: line
  ) { node, arrived in
    for (i, target) in targets.enumerated() where target === node {
      found[i] = createGraph ? arrived : arrived.owned()
    }
  }
  return zip(found, targets).map { $0 ?? Tensor.zeros($1.shape) }
}

/// The derivative of one number with respect to one tensor.
public func grad(
  of result: Tensor, wrt input: Tensor, createGraph: Bool = false, line: UInt = #line
) -> Tensor {
  grad(of: result, wrt: [input], createGraph: createGraph, line: line)[0]
}
