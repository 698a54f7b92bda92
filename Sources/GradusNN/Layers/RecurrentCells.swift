// One step in time: from an input and a state to the next state. Weights are laid out as in
// PyTorch: `[gates · hidden, inputs]` and `[gates · hidden, hidden]`, two bias vectors, all evenly
// distributed in ±1/√hidden.

/// What the three recurrent layers share: an input's weights, a state's weights, two biases.
public class RecurrentWeights: Module {
  /// How many numbers come in at each step.
  public let inputs: Int
  /// How many numbers the state has.
  public let hidden: Int
  /// What the input is multiplied by, `[gates·hidden, inputs]`.
  public let inputWeight: Tensor
  /// What the state is multiplied by, `[gates·hidden, hidden]`.
  public let hiddenWeight: Tensor
  /// What is added to the input's part, `[gates·hidden]`.
  public let inputBias: Tensor
  /// What is added to the state's part, `[gates·hidden]`.
  public let hiddenBias: Tensor
  let gates: Int

  init(_ inputs: Int, _ hidden: Int, gates: Int, _ random: Generator?) {
    self.inputs = inputs
    self.hidden = hidden
    self.gates = gates
    let bound = 1 / Float(hidden).squareRoot()
    inputWeight = .parameter([gates * hidden, inputs], within: bound, random)
    hiddenWeight = .parameter([gates * hidden, hidden], within: bound, random)
    inputBias = .parameter([gates * hidden], within: bound, random)
    hiddenBias = .parameter([gates * hidden], within: bound, random)
  }

  /// A layer over weights that exist: the input's, the state's, and the two biases.
  init(weights: ArraySlice<Tensor>, gates: Int) {
    let all = Array(weights)
    inputWeight = all[0]
    hiddenWeight = all[1]
    inputBias = all[2]
    hiddenBias = all[3]
    self.gates = gates
    inputs = all[0].shape[1]
    hidden = all[1].shape[1]
  }

  public override var parts: [Part] {
    [
      .parameter("inputWeight", inputWeight), .parameter("hiddenWeight", hiddenWeight),
      .parameter("inputBias", inputBias), .parameter("hiddenBias", hiddenBias),
    ]
  }

  /// Makes the recurrent matrix of each gate orthogonal, times `gain`: a state then neither grows
  /// nor shrinks by being passed on.
  public func makeOrthogonal(gain: Float = 1, using random: Generator? = nil) {
    let squares = (0..<gates).map { _ in
      Tensor.orthogonal(hidden, hidden, gain: gain, using: random)
    }
    hiddenWeight.assign(concatenate(squares), line: 0)
  }

  /// Sets one gate's bias: the input's bias holds the value, the state's holds 0, so that the two
  /// do not add up to twice of it.
  func setBias(gate: Int, _ values: [Float]) {
    for (i, value) in values.enumerated() {
      inputBias.mutableNumbers[gate * hidden + i] = value
      hiddenBias.mutableNumbers[gate * hidden + i] = 0
    }
    inputBias.changed()
    hiddenBias.changed()
  }

  /// Biases log(u − 1) for lengths u drawn evenly up to `longest`.
  ///
  /// Gates that open with these biases remember for about u steps. Source: Tallec, Ollivier, *Can
  /// recurrent neural networks warp time?*, 2018.
  func chronoBiases(_ longest: Int, _ random: Generator?) -> [Float] {
    guard longest > 1 else { stop("makeChrono: a memory lasts at least 2 steps, not \(longest)") }
    return (random ?? sharedGenerator).uniform(hidden, in: 1...Float(longest - 1)).map { log($0) }
  }
}

extension RecurrentWeights {
  /// The state to start from: the one that is given, or 0 for each sequence of the batch.
  final func first(_ state: Tensor?, _ x: Tensor) -> Tensor {
    let shape = Shape(x.node.shape[0], hidden)
    guard let state else { return .zeros(shape) }
    guard state.node.shape == shape else {
      stop(
        "a state of shape \(words(state.node.shape)) does not fit: this batch and this layer take "
          + "[batch, hidden], which is \(words(shape))")
    }
    return state
  }

  /// Stops unless x is what a cell takes in one step.
  fileprivate func demandRows(_ x: Tensor) {
    guard x.rank != 2 || x.node.shape[1] != inputs else { return }
    stop(
      "a cell with \(inputs) inputs takes [batch, \(inputs)], but the shape is \(words(x.node.shape))"
    )
  }
}

/// The plain cell: h′ = tanh(x·Wxᵀ + bx + h·Whᵀ + bh).
///
/// Source: Elman, *Finding Structure in Time*, 1990.
public final class RNNCell: RecurrentWeights {
  /// A cell with `inputs` numbers in and a state of `hidden`.
  public init(_ inputs: Int, _ hidden: Int, using random: Generator? = nil) {
    super.init(inputs, hidden, gates: 1, random)
  }

  package init(weights: ArraySlice<Tensor>) { super.init(weights: weights, gates: 1) }

  /// `[batch, inputs]` and `[batch, hidden]` to `[batch, hidden]`; without a state it starts at 0.
  public func callAsFunction(_ x: Tensor, _ h: Tensor? = nil) -> Tensor {
    demandRows(x)
    let h = first(h, x)
    return (linear(x, inputWeight, inputBias) + linear(h, hiddenWeight, hiddenBias)).tanh()
  }

  public override func callAsFunction(_ x: Tensor) -> Tensor { self(x, nil) }
}

/// The long short-term memory: with gates i, f, g, o in this order,
/// c′ = σ(f)·c + σ(i)·tanh(g) and h′ = σ(o)·tanh(c′).
///
/// The four lie side by side in x·Wxᵀ + bx + h·Whᵀ + bh, each `hidden` numbers wide: input gate, forget
/// gate, candidate, output gate.
///
/// Source: Hochreiter, Schmidhuber, *Long Short-Term Memory*, 1997, with the forget gate of Gers et
/// al., 2000.
public final class LSTMCell: RecurrentWeights {
  /// A cell with `inputs` numbers in and a state of `hidden`.
  public init(_ inputs: Int, _ hidden: Int, using random: Generator? = nil) {
    super.init(inputs, hidden, gates: 4, random)
  }

  package init(weights: ArraySlice<Tensor>) { super.init(weights: weights, gates: 4) }

  /// `[batch, inputs]` and two states `[batch, hidden]` to the next two; without them they start at 0.
  public func callAsFunction(_ x: Tensor, _ state: (h: Tensor, c: Tensor)? = nil) -> (
    h: Tensor, c: Tensor
  ) {
    demandRows(x)
    let (h, c) = (first(state?.h, x), first(state?.c, x))
    return lstmGates(
      linear(x, inputWeight, inputBias) + linear(h, hiddenWeight, hiddenBias), c)
  }

  /// The next h alone, from a state of 0.
  public override func callAsFunction(_ x: Tensor) -> Tensor { self(x, nil).h }

  /// Opens the forget gate: its bias becomes `value`.
  public func setForgetBias(_ value: Float) {
    setBias(gate: 1, [Float](repeating: value, count: hidden))
  }

  /// Forget and input biases for memories of up to `longest` steps.
  public func makeChrono(longest: Int, using random: Generator? = nil) {
    let biases = chronoBiases(longest, random)
    setBias(gate: 1, biases)
    setBias(gate: 0, biases.map { -$0 })
  }
}

/// The LSTM's step from its four pre-activations side by side.
func lstmGates(_ z: Tensor, _ c: Tensor) -> (h: Tensor, c: Tensor) {
  let gates = z.split(4)
  let next = gates[1].sigmoid() * c + gates[0].sigmoid() * gates[2].tanh()
  return (gates[3].sigmoid() * next.tanh(), next)
}

/// The gated recurrent unit: with gates r, z, n in this order,
/// n = tanh(x·Wnᵀ + bn + σ(r)·(h·Unᵀ + un)) and h′ = (1 − σ(z))·n + σ(z)·h, as in PyTorch.
///
/// With r = x·Wrᵀ + br + h·Urᵀ + ur, and z likewise. Wr, Wz, Wn are the thirds of `inputWeight` from the
/// top, Ur, Uz, Un those of `hiddenWeight`, b those of `inputBias` and u those of `hiddenBias`.
///
/// Source: Cho et al., *Learning Phrase Representations using RNN Encoder–Decoder*, 2014. There the reset
/// gate multiplies h before the product with Un; here, as in PyTorch, it multiplies what comes out of it.
/// Papers disagree about which of z and 1 − z keeps the state; z keeps it, there and here.
public final class GRUCell: RecurrentWeights {
  /// A cell with `inputs` numbers in and a state of `hidden`.
  public init(_ inputs: Int, _ hidden: Int, using random: Generator? = nil) {
    super.init(inputs, hidden, gates: 3, random)
  }

  package init(weights: ArraySlice<Tensor>) { super.init(weights: weights, gates: 3) }

  /// `[batch, inputs]` and `[batch, hidden]` to `[batch, hidden]`; without a state it starts at 0.
  public func callAsFunction(_ x: Tensor, _ h: Tensor? = nil) -> Tensor {
    demandRows(x)
    let h = first(h, x)
    return gruGates(linear(x, inputWeight, inputBias), linear(h, hiddenWeight, hiddenBias), h)
  }

  public override func callAsFunction(_ x: Tensor) -> Tensor { self(x, nil) }

  /// Sets the bias of the gate that keeps the state.
  public func setUpdateBias(_ value: Float) {
    setBias(gate: 1, [Float](repeating: value, count: hidden))
  }

  /// Update biases for memories of up to `longest` steps.
  public func makeChrono(longest: Int, using random: Generator? = nil) {
    setBias(gate: 1, chronoBiases(longest, random))
  }
}

/// The GRU's step from the pre-activations of the input and those of the state.
func gruGates(_ a: Tensor, _ b: Tensor, _ h: Tensor) -> Tensor {
  let x = a.split(3)
  let y = b.split(3)
  let reset = (x[0] + y[0]).sigmoid()
  let update = (x[1] + y[1]).sigmoid()
  let candidate = (x[2] + reset * y[2]).tanh()
  return candidate + update * (h - candidate)
}
