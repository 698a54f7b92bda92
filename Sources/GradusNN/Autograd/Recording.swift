/// Runs `body` without recording, so that nothing in it costs memory or lets gradients through.
///
/// ```swift
/// let fake = noGrad { generator(z) }   // the generator gets no gradient from this
/// ```
public func noGrad<Result>(_ body: () throws -> Result) rethrows -> Result {
  try recording(false, body)
}

func recording<Result>(_ isOn: Bool, _ body: () throws -> Result) rethrows -> Result {
  let before = context.isRecording
  context.isRecording = isOn
  defer { context.isRecording = before }
  return try body()
}

/// Whether operations are being recorded just now.
@inline(__always) var isRecording: Bool { context.isRecording }

extension Tensor {
  /// Notes how this tensor was computed, if a gradient could ever be asked for.
  ///
  /// `backward` is called with the gradient of the result and hands each input its share. It is
  /// written in tensor operations, so that derivatives of derivatives need nothing more. It must
  /// not capture the result itself (it finds it in its argument): that would be a cycle. A number
  /// or a flag that it needs goes into the note.
  @inline(__always)
  consuming func from(
    _ name: StaticString, _ a: Tensor, _ b: Tensor? = nil, _ c: Tensor? = nil, saving: Saved = [],
    noting note: Note = Note(), _ backward: @escaping (Backflow) -> Void
  ) -> Tensor {
    guard context.isRecording,
      a.node.requiresGradient || (b?.node.requiresGradient ?? false)
        || (c?.node.requiresGradient ?? false)
    else { return self }
    if context.isWatching { stopIfFirstNotFinite(name, [a.node, b?.node, c?.node]) }
    let versions =
      saving.isEmpty
      ? SIMD4()
      : SIMD4(
        a.node.storage.version, b?.node.storage.version ?? 0, c?.node.storage.version ?? 0,
        node.storage.version)
    node.operation = Operation.keep(
      Operation(name, a.node, b?.node, c?.node, [], saving, versions, note, backward))
    return self
  }

  /// The same for any number of inputs; `saving` says that the derivative looks at all of them and
  /// at the result.
  func from(
    _ name: StaticString, all inputs: [Tensor], saving: Bool = false,
    _ backward: @escaping (Backflow) -> Void
  ) -> Tensor {
    guard context.isRecording, inputs.contains(where: { $0.node.requiresGradient }) else {
      return self
    }
    if context.isWatching { stopIfFirstNotFinite(name, inputs.map { $0.node }) }
    let versions = SIMD4(0, 0, 0, node.storage.version)
    node.operation = Operation.keep(
      Operation(
        name, nil, nil, nil, inputs.map { ($0.node, $0.node.storage.version) },
        saving ? .everything : [], versions, Note(), backward))
    return self
  }

  /// Whether gradients flow here: true for a parameter and for everything that is computed from one.
  ///
  /// They are collected in ``grad`` only for inputs and parameters, and only those can be switched. For a
  /// result in between ask ``grad(of:wrt:createGraph:line:)``.
  public var requiresGrad: Bool {
    get { node.requiresGradient }
    nonmutating set {
      if node.operation != nil {
        if newValue { return }
        stop("only an input or a parameter can stop requiring gradients; use detached() instead")
      }
      node.isLeafWithGradient = newValue
    }
  }

  /// The sum of the gradients of all backward passes since the last `zeroGrad()`; nil if none.
  public var grad: Tensor? {
    get { node.gradient }
    nonmutating set {
      if let shape = newValue?.node.shape, shape != node.shape {
        stop(
          "grad: a gradient of shape \(words(shape)) cannot belong to a tensor of shape "
            + "\(words(node.shape)); a gradient has the shape of its tensor")
      }
      node.gradient = newValue
    }
  }

  /// Forgets the collected gradient.
  public func zeroGrad() { node.gradient = nil }

  /// The same numbers without the history: no gradient flows back through the result.
  ///
  /// The memory is shared, so a change in place is seen by both.
  public func detached() -> Tensor { Tensor(node: Node(node.shape, node.storage.retain())) }

  /// How many recorded operations a backward pass from here would visit.
  public var historyCount: Int {
    var seen = 0
    var waiting = [node]
    context.passes &+= 1
    let pass = context.passes
    while let node = waiting.popLast() {
      guard node.pass != pass, let operation = node.operation else { continue }
      node.pass = pass
      node.isWanted = false
      seen += 1
      for i in 0..<operation.pointee.inputCount {
        if let input = operation.pointee.input(i) { waiting.append(input.takeUnretainedValue()) }
      }
    }
    return seen
  }
}
