// One step in time: from an input and a state to the next state. Weights are laid out as in
// PyTorch: `[gates · hidden, inputs]` and `[gates · hidden, hidden]`, two bias vectors, all evenly
// distributed in ±1/√hidden.

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
public final class LSTMCell: LSTMWeights {
  /// A cell with `inputs` numbers in and a state of `hidden`.
  public init(_ inputs: Int, _ hidden: Int, using random: Generator? = nil) {
    super.init(inputs, hidden, random)
  }

  package override init(weights: ArraySlice<Tensor>) { super.init(weights: weights) }

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
public final class GRUCell: GRUWeights {
  /// A cell with `inputs` numbers in and a state of `hidden`.
  public init(_ inputs: Int, _ hidden: Int, using random: Generator? = nil) {
    super.init(inputs, hidden, random)
  }

  package override init(weights: ArraySlice<Tensor>) { super.init(weights: weights) }

  /// `[batch, inputs]` and `[batch, hidden]` to `[batch, hidden]`; without a state it starts at 0.
  public func callAsFunction(_ x: Tensor, _ h: Tensor? = nil) -> Tensor {
    demandRows(x)
    let h = first(h, x)
    return gruGates(linear(x, inputWeight, inputBias), linear(h, hiddenWeight, hiddenBias), h)
  }

  public override func callAsFunction(_ x: Tensor) -> Tensor { self(x, nil) }
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
