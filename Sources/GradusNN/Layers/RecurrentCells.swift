// One step in time: from an input and a state to the next state. Weights are laid out as in
// PyTorch: `[gates · hidden, inputs]` and `[gates · hidden, hidden]`, two bias vectors, all evenly
// distributed in ±1/√hidden.

/// What the three recurrent layers share: an input's weights, a state's weights, two biases.
public class RecurrentWeights: Module {
  public let inputs: Int
  public let hidden: Int
  public let inputWeight: Tensor
  public let hiddenWeight: Tensor
  public let inputBias: Tensor
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
  /// Gates that open with these biases remember for about u steps. Source: Tallec, Ollivier, *Can recurrent neural networks warp
  /// time?*, 2018.
  func chronoBiases(_ longest: Int, _ random: Generator?) -> [Float] {
    (random ?? sharedGenerator).uniform(hidden, in: 1...Float(longest - 1)).map { log($0) }
  }
}

/// The plain cell: h′ = tanh(x·Wxᵀ + bx + h·Whᵀ + bh).
public final class RNNCell: RecurrentWeights {
  public init(_ inputs: Int, _ hidden: Int, using random: Generator? = nil) {
    super.init(inputs, hidden, gates: 1, random)
  }

  package init(weights: ArraySlice<Tensor>) { super.init(weights: weights, gates: 1) }

  /// `[batch, inputs]` and `[batch, hidden]` to `[batch, hidden]`; without a state it starts at 0.
  public func callAsFunction(_ x: Tensor, _ h: Tensor? = nil) -> Tensor {
    let h = h ?? .zeros(x.shape[0], hidden)
    return (linear(x, inputWeight, inputBias) + linear(h, hiddenWeight, hiddenBias)).tanh()
  }
}

/// The long short-term memory: with gates i, f, g, o in this order,
/// c′ = σ(f)·c + σ(i)·tanh(g) and h′ = σ(o)·tanh(c′).
///
/// Source: Hochreiter, Schmidhuber, *Long Short-Term Memory*, 1997, with the forget gate of Gers et
/// al., 2000.
public final class LSTMCell: RecurrentWeights {
  public init(_ inputs: Int, _ hidden: Int, using random: Generator? = nil) {
    super.init(inputs, hidden, gates: 4, random)
  }

  package init(weights: ArraySlice<Tensor>) { super.init(weights: weights, gates: 4) }

  public func callAsFunction(_ x: Tensor, _ state: (h: Tensor, c: Tensor)? = nil) -> (
    h: Tensor, c: Tensor
  ) {
    let state = state ?? (.zeros(x.shape[0], hidden), .zeros(x.shape[0], hidden))
    return lstmGates(
      linear(x, inputWeight, inputBias) + linear(state.h, hiddenWeight, hiddenBias), state.c)
  }

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
/// n = tanh(x·Wn + bn + σ(r)·(h·Un + un)) and h′ = (1 − σ(z))·n + σ(z)·h, as in PyTorch.
///
/// Source: Cho et al., *Learning Phrase Representations using RNN Encoder–Decoder*, 2014. Papers
/// disagree about which of z and 1 − z keeps the state; here z keeps it.
public final class GRUCell: RecurrentWeights {
  public init(_ inputs: Int, _ hidden: Int, using random: Generator? = nil) {
    super.init(inputs, hidden, gates: 3, random)
  }

  package init(weights: ArraySlice<Tensor>) { super.init(weights: weights, gates: 3) }

  public func callAsFunction(_ x: Tensor, _ h: Tensor? = nil) -> Tensor {
    let h = h ?? .zeros(x.shape[0], hidden)
    return gruGates(linear(x, inputWeight, inputBias), linear(h, hiddenWeight, hiddenBias), h)
  }

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
