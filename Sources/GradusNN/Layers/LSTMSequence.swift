import GradusKernelTypes

// A whole sequence through an LSTM as one operation, for speed: the input's share of all steps is
// one matrix product outside of here, and the states are kept in one block of memory.

/// All states of an LSTM: `[2, batch, time, hidden]`, first h, then c.
///
/// `projected` is x·Wxᵀ + both biases for all steps, `[batch, time, 4·hidden]`. Step t computes
/// z = projected[t] + h·Whᵀ and then as ``LSTMCell``. Backward through time, with dz the gradients of
/// the pre-activations: dh = dz·Wh for the step before, dWh = Σ dzᵀ·h, and dz is the gradient of
/// `projected`.
func lstmSequence(_ projected: Tensor, _ weight: Tensor, _ h0: Tensor, _ c0: Tensor) -> Tensor {
  let run = LSTMRun(projected, weight, h0, c0)
  let (states, gates) = run.forward()
  return states.from("LSTM", all: [projected, weight, h0, c0]) { back in
    let gradients =
      isRecording
      ? run.recordedBackward(back.gradient, back.output)
      : run.backward(back.gradient, back.output, gates)
    back.give(projected) { gradients.projected }
    back.give(weight) { gradients.weight }
    back.give(h0) { gradients.h0 }
    back.give(c0) { gradients.c0 }
  }
}

private struct LSTMRun {
  let projected: Tensor
  let weight: Tensor
  let h0: Tensor
  let c0: Tensor
  let batch: Int
  let steps: Int
  let hidden: Int

  init(_ projected: Tensor, _ weight: Tensor, _ h0: Tensor, _ c0: Tensor) {
    (self.projected, self.weight, self.h0, self.c0) = (projected, weight, h0, c0)
    batch = projected.node.shape[0]
    steps = projected.node.shape[1]
    hidden = weight.node.shape[1]
  }

  typealias Gradients = (projected: Tensor, weight: Tensor, h0: Tensor, c0: Tensor)

  /// The states, and the gates' values for the way back.
  func forward() -> (states: Tensor, gates: Tensor) {
    let states = Tensor(uninitialized: Shape([2, batch, steps, hidden]))
    let gates = noGrad { projected.copy() }
    // Turned round once, not in every step.
    let turned = noGrad { weight.transposed() }
    let (h, c) = (states.mutableNumbers, states.mutableNumbers + batch * steps * hidden)
    let row = steps * hidden
    for t in 0..<steps {
      let (beforeH, beforeC, stride): (Numbers, Numbers, Int) =
        t == 0
        ? (h0.numbers, c0.numbers, hidden)
        : (Numbers(h + (t - 1) * hidden), Numbers(c + (t - 1) * hidden), row)
      let z = gates.mutableNumbers + t * 4 * hidden
      context.kernels.gemm(
        batch, 4 * hidden, hidden, .init(beforeH, row: stride, column: 1),
        .init(turned.numbers, row: 4 * hidden, column: 1), z, 4 * row, true, context.panel)
      context.kernels.lstmForward(
        z, 4 * row, beforeC, stride, c + t * hidden, row, h + t * hidden, row, batch, hidden)
    }
    return (states, gates)
  }

  func backward(_ gradient: Tensor, _ states: Tensor, _ gates: Tensor) -> Gradients {
    let dz = gates.copy()
    let dh = Tensor.zeros(Shape(batch, hidden))
    let dc = Tensor.zeros(Shape(batch, hidden))
    let carried = Tensor(uninitialized: Shape(batch, hidden))
    let half = batch * steps * hidden
    let row = steps * hidden
    for t in (0..<steps).reversed() {
      // What the loss asks of this step's h and c, and what the later steps ask.
      for i in 0..<batch {
        let at = i * row + t * hidden
        for j in 0..<hidden {
          carried.mutableNumbers[i * hidden + j] =
            dh.numbers[i * hidden + j] + gradient.numbers[at + j]
          dc.mutableNumbers[i * hidden + j] += gradient.numbers[half + at + j]
        }
      }
      let (before, stride): (Numbers, Int) =
        t == 0 ? (c0.numbers, hidden) : (states.numbers + half + (t - 1) * hidden, row)
      let z = dz.mutableNumbers + t * 4 * hidden
      context.kernels.lstmBackward(
        z, 4 * row, before, stride, states.numbers + half + t * hidden, row, carried.numbers,
        hidden, dc.mutableNumbers, hidden, batch, hidden)
      context.kernels.gemm(
        batch, hidden, 4 * hidden, .init(Numbers(z), row: 4 * row, column: 1),
        .init(weight.numbers, row: hidden, column: 1), dh.mutableNumbers, hidden, false,
        context.panel)
    }
    let inputs = earlier(states[0])
    let flat = dz.reshaped(to: Shape(batch * steps, 4 * hidden))
    return (dz, product(flat, inputs, transposeA: true), dh, dc)
  }

  /// The state before each step, `[batch·time, hidden]`.
  private func earlier(_ h: Tensor) -> Tensor {
    concatenate(
      [h0.reshaped(to: Shape([batch, 1, hidden])), h.slice(axis: 1, 0..<steps - 1)], axis: 1
    ).reshaped(to: Shape(batch * steps, hidden))
  }

  /// The same in tensor operations, for derivatives of derivatives.
  func recordedBackward(_ gradient: Tensor, _ states: Tensor) -> Gradients {
    func at(_ tensor: Tensor, _ t: Int) -> Tensor {
      tensor.slice(axis: 1, t..<t + 1).reshaped(to: Shape(batch, tensor.node.shape[2]))
    }
    let (h, c) = (states[0], states[1])
    let (gh, gc) = (gradient[0], gradient[1])
    var dh = Tensor.zeros(Shape(batch, hidden))
    var dc = dh
    var slopes: [Tensor] = []
    for t in (0..<steps).reversed() {
      let (beforeH, beforeC) = t == 0 ? (h0, c0) : (at(h, t - 1), at(c, t - 1))
      let z = (at(projected, t) + product(beforeH, weight, transposeB: true)).split(4)
      let (i, f, g, o) = (z[0].sigmoid(), z[1].sigmoid(), z[2].tanh(), z[3].sigmoid())
      let top = at(c, t).tanh()
      let slope = dh + at(gh, t)
      let state = dc + at(gc, t) + slope * o * (1 - top * top)
      let dz = concatenate(
        [
          state * g * (i * (1 - i)), state * beforeC * (f * (1 - f)), state * i * (1 - g * g),
          slope * top * (o * (1 - o)),
        ], axis: 1)
      slopes.append(dz)
      dh = product(dz, weight)
      dc = state * f
    }
    let all = stack(slopes.reversed(), axis: 1)
    let flat = all.reshaped(to: Shape(batch * steps, 4 * hidden))
    return (all, product(flat, earlier(h), transposeA: true), dh, dc)
  }
}
