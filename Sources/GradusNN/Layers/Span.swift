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

  /// Copies the numbers of step t from `[batch, time, …]` side by side.
  func take(_ t: Int, of texts: Tensor, into rows: MutableNumbers) {
    let width = texts.node.shape[2]
    for i in 0..<batch {
      (rows + i * width).update(from: texts.numbers + (i * steps + t) * width, count: width)
    }
  }

  /// Copies them back.
  func put(_ t: Int, _ rows: Numbers, into texts: Tensor) {
    let width = texts.node.shape[2]
    for i in 0..<batch {
      (texts.mutableNumbers + (i * steps + t) * width).update(from: rows + i * width, count: width)
    }
  }

  /// dW = Σ dzᵀ·h over all steps, h being the state before each.
  func weightGradient(_ dz: Tensor, _ states: Tensor, _ first: Tensor) -> Tensor {
    let gates = dz.node.shape[2]
    let result = Tensor(uninitialized: Shape(gates, hidden))
    for (dz, h, rows) in [
      (dz.numbers, first.numbers, batch),
      (dz.numbers + batch * gates, states.numbers, (steps - 1) * batch),
    ] where rows > 0 {
      multiply(
        gates, hidden, rows, Matrix(dz, row: 1, column: gates), Matrix(h, row: hidden, column: 1),
        result.mutableNumbers, stride: hidden, adding: h != first.numbers)
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

  /// For the state's bias.
  var bias: Tensor {
    state.reshaped(to: Shape(state.count / state.node.shape[2], state.node.shape[2])).sum(axis: 0)
  }

  /// The same from the steps' tensors, last step first, for derivatives of derivatives.
  init(recorded input: [Tensor], state: [Tensor], before: [Tensor], first: Tensor) {
    self.input = stack(input.reversed())
    self.state = stack(state.reversed())
    weight = product(
      concatenate(state), concatenate(before), transposeA: true)
    self.first = first
  }

  init(input: Tensor, state: Tensor, weight: Tensor, first: Tensor) {
    (self.input, self.state, self.weight, self.first) = (input, state, weight, first)
  }
}
