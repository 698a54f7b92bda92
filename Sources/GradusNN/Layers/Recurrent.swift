// Cells run over whole sequences: `[batch, time, inputs]` to `[batch, time, hidden]`. The input's
// part of all steps is one matrix product; only the state's part has to go step by step.

/// A plain recurrent layer: `[batch, time, inputs]` to `[batch, time, hidden]`.
///
/// Besides the states it gives the last one, `[batch, hidden]`. The batch comes first, unlike PyTorch's default; ``RNNCell`` has the formula.
public final class RNN: RecurrentWeights {
  /// A layer with `inputs` numbers in each step and a state of `hidden`.
  public init(_ inputs: Int, _ hidden: Int, using random: Generator? = nil) {
    super.init(inputs, hidden, gates: 1, random)
  }

  package init(weights: ArraySlice<Tensor>) { super.init(weights: weights, gates: 1) }

  /// All states and the last one; without a state it starts at 0.
  public func callAsFunction(_ x: Tensor, _ h: Tensor? = nil) -> (states: Tensor, last: Tensor) {
    let projected = self.projected(x)
    let states = rnnSequence(self, projected, first(h, x))
    return (states.transposed(0, 1), states[-1])
  }

  public override func callAsFunction(_ x: Tensor) -> Tensor { self(x, nil).states }
}

/// A long short-term memory layer: `[batch, time, inputs]` to `[batch, time, hidden]`.
///
/// Besides the states h it gives the last h and c, `[batch, hidden]` each. The batch comes first, unlike PyTorch's default; ``LSTMCell`` has
/// the formula.
public final class LSTM: LSTMWeights {
  /// A layer with `inputs` numbers in each step and a state of `hidden`.
  public init(_ inputs: Int, _ hidden: Int, using random: Generator? = nil) {
    super.init(inputs, hidden, random)
  }

  package override init(weights: ArraySlice<Tensor>) { super.init(weights: weights) }

  /// All states h and the last pair (h, c); without a state it starts at 0.
  public func callAsFunction(_ x: Tensor, _ state: (h: Tensor, c: Tensor)? = nil) -> (
    states: Tensor, last: (h: Tensor, c: Tensor)
  ) {
    let projected = self.projected(x)
    let (h, c) = (first(state?.h, x), first(state?.c, x))
    let (states, lastCell) = lstmSequence(self, projected, h, c)
    return (states.transposed(0, 1), (states[-1], lastCell))
  }

  public override func callAsFunction(_ x: Tensor) -> Tensor { self(x, nil).states }
}

/// A gated recurrent layer: `[batch, time, inputs]` to `[batch, time, hidden]`.
///
/// Besides the states it gives the last one, `[batch, hidden]`. The batch comes first, unlike PyTorch's default; ``GRUCell`` has the formula.
public final class GRU: GRUWeights {
  /// A layer with `inputs` numbers in each step and a state of `hidden`.
  public init(_ inputs: Int, _ hidden: Int, using random: Generator? = nil) {
    super.init(inputs, hidden, random)
  }

  package override init(weights: ArraySlice<Tensor>) { super.init(weights: weights) }

  /// All states and the last one; without a state it starts at 0.
  public func callAsFunction(_ x: Tensor, _ h: Tensor? = nil) -> (states: Tensor, last: Tensor) {
    let projected = self.projected(x)
    let states = gruSequence(self, projected, first(h, x))
    return (states.transposed(0, 1), states[-1])
  }

  public override func callAsFunction(_ x: Tensor) -> Tensor { self(x, nil).states }
}

extension RecurrentWeights {
  /// What the inputs contribute in every step before their bias, `[time, batch, gates·hidden]`.
  fileprivate func projected(_ x: Tensor) -> Tensor {
    guard x.rank == 3, x.node.shape[1] > 0, x.node.shape[2] == inputs else {
      stop(
        "a recurrent layer with \(inputs) inputs takes [batch, time, \(inputs)], but the shape is "
          + words(x.node.shape))
    }
    return linear(x.transposed(0, 1), inputWeight)
  }

  /// All that a sequence is computed from.
  func inputs(_ projected: Tensor, _ h0: Tensor) -> [Tensor] {
    [projected, inputBias, hiddenWeight, hiddenBias, h0]
  }
}
