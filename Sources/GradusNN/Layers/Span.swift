import GradusKernelTypes

// A whole sequence through a recurrent layer as one operation, for speed: what the input does in all
// steps is one matrix product outside of it, the state's matrix is brought into order once, and
// backward through time the gradients of the matrix are one product too. Time is the first axis
// here, `[time, batch, …]`, so that a step's numbers lie side by side.

/// The sizes of a sequence `[time, batch, hidden]`.
struct Span {
  let steps: Int
  let batch: Int
  let hidden: Int

  init(_ projected: Tensor, _ h0: Tensor) {
    (steps, batch) = (projected.node.shape[0], projected.node.shape[1])
    hidden = h0.node.shape[1]
  }

  /// How many numbers a state holds.
  var size: Int { batch * hidden }

  var shape: Shape { Shape([steps, batch, hidden]) }

  /// The state before step t.
  func before(_ t: Int, _ states: Tensor, _ first: Tensor) -> Numbers {
    t == 0 ? first.numbers : states.numbers + (t - 1) * size
  }

  /// dW = Σ dzᵀ·h over all steps, h being the state before each.
  func weightGradient(_ dz: Tensor, _ states: Tensor, _ first: Tensor) -> Tensor {
    let gates = dz.node.shape[2]
    if batch == 0 { return .zeros(Shape(gates, hidden)) }
    let result = Tensor(uninitialized: Shape(gates, hidden))
    func add(_ dz: Numbers, _ h: Numbers, _ rows: Int, adding: Bool) {
      multiply(
        gates, hidden, rows, Matrix(dz, row: 1, column: gates), Matrix(h, row: hidden, column: 1),
        result.mutableNumbers, stride: hidden, adding: adding)
    }
    add(dz.numbers, first.numbers, batch, adding: false)
    if steps > 1 {
      add(dz.numbers + batch * gates, states.numbers, (steps - 1) * batch, adding: true)
    }
    return result
  }
}

/// The gradients of a recurrent layer's sequence.
struct SequenceGradients {
  /// For the input's part of the pre-activations, `[time, batch, gates·hidden]`.
  let input: Tensor
  /// For the state's part.
  let state: Tensor
  let weight: Tensor
  let first: Tensor

  /// Hands each input of the sequence its share.
  func flow(_ back: Backflow, _ layer: RecurrentWeights, _ projected: Tensor, _ h0: Tensor) {
    func bias(_ slopes: Tensor) -> Tensor {
      let gates = slopes.node.shape[2]
      return slopes.reshaped(to: Shape(slopes.count / gates, gates)).sum(axis: 0)
    }
    let inputBias = bias(input)
    back.give(projected) { input }
    back.give(layer.inputBias) { inputBias }
    back.give(layer.hiddenWeight) { weight }
    back.give(layer.hiddenBias) { input.node === state.node ? inputBias : bias(state) }
    back.give(h0) { first }
  }

  init(input: Tensor, state: Tensor, weight: Tensor, first: Tensor) {
    (self.input, self.state, self.weight, self.first) = (input, state, weight, first)
  }

  /// The same from the steps' tensors, last step first, for derivatives of derivatives.
  init(recorded input: [Tensor], state: [Tensor], before: [Tensor], first: Tensor) {
    self.input = stack(input.reversed())
    self.state = stack(state.reversed())
    weight = product(concatenate(state), concatenate(before), transposeA: true)
    self.first = first
  }
}
