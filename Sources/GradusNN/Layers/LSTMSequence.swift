/// All states h of an LSTM, `[time, batch, hidden]`, and the last c, `[batch, hidden]`.
///
/// `projected` is x·Wxᵀ + both biases for all steps, `[batch, time, 4·hidden]`. Step t computes
/// z = projected[t] + h·Whᵀ and then as ``LSTMCell``. Backward through time, with dz the gradients of
/// the pre-activations: dh = dz·Wh for the step before, dWh = Σ dzᵀ·h, text after text.
func lstmSequence(_ projected: Tensor, _ weight: Tensor, _ h0: Tensor, _ c0: Tensor) -> (
  states: Tensor, lastCell: Tensor
) {
  let (batch, steps) = (projected.node.shape[0], projected.node.shape[1])
  // The steps of the sequence one after the other; they become the gates' values.
  let gates = Tensor(uninitialized: Shape([steps, batch, projected.node.shape[2]]))
  let span = Span(gates, h0)
  // One tensor holds both results: the states, and one row more for the last c.
  let both = Tensor(uninitialized: Shape([span.steps + 1, span.batch, span.hidden]))
  let cells = Tensor(uninitialized: span.shape)
  let nothing = Tensor.zeros(Shape(span.batch, 4 * span.hidden))
  let panels = Panels(weight, transposed: true)
  for t in 0..<span.steps {
    let z = gates.mutableNumbers + t * 4 * span.size
    span.take(t, of: projected, into: z)
    panels.product(
      span.batch, span.before(t, both, h0), z, stride: 4 * span.hidden, adding: true)
    context.kernels.lstmForward(
      nothing.numbers, nothing.numbers, z, span.before(t, cells, c0),
      cells.mutableNumbers + t * span.size, both.mutableNumbers + t * span.size, span.batch,
      span.hidden)
  }
  (both.mutableNumbers + span.steps * span.size).update(
    from: cells.numbers + (span.steps - 1) * span.size, count: span.size)
  let run = LSTMRun(
    projected: projected, weight: weight, h0: h0, c0: c0, span: span, cells: cells, gates: gates)
  let recorded = both.from("LSTM", all: [projected, weight, h0, c0], saving: true) { back in
    let gradients = isRecording ? run.recordedBackward(back) : run.backward(back)
    back.give(projected) { gradients.projected }
    back.give(weight) { gradients.weight }
    back.give(h0) { gradients.h0 }
    back.give(c0) { gradients.c0 }
  }
  return (recorded.prefix(span.steps), recorded[span.steps])
}

/// What the way back needs of the way there.
private struct LSTMRun {
  let projected: Tensor
  let weight: Tensor
  let h0: Tensor
  let c0: Tensor
  let span: Span
  let cells: Tensor
  let gates: Tensor

  typealias Gradients = (projected: Tensor, weight: Tensor, h0: Tensor, c0: Tensor)

  func backward(_ back: Backflow) -> Gradients {
    let (states, gradient) = (back.output, back.gradient)
    let slopes = Tensor(uninitialized: projected.node.shape)
    let dz = Tensor(uninitialized: Shape(span.batch, 4 * span.hidden))
    let dh = Tensor.zeros(h0.node.shape)
    let dc = Tensor(uninitialized: h0.node.shape)
    dc.mutableNumbers.update(from: gradient.numbers + span.steps * span.size, count: span.size)
    let panels = Panels(weight, transposed: false)
    for t in (0..<span.steps).reversed() {
      let at = t * span.size
      context.kernels.lstmBackward(
        gates.numbers + 4 * at, span.before(t, cells, c0), cells.numbers + at, dh.numbers,
        gradient.numbers + at, dc.mutableNumbers, dz.mutableNumbers, span.batch, span.hidden)
      span.put(t, dz.numbers, into: slopes)
      panels.product(span.batch, dz.numbers, dh.mutableNumbers, stride: span.hidden)
    }
    return gradients(slopes, states, dh, dc)
  }

  /// From the gradients of the pre-activations to those of the inputs, text after text: the order
  /// of the sums is that of the texts and not that of time.
  private func gradients(
    _ slopes: Tensor, _ states: Tensor, _ dh: Tensor, _ dc: Tensor
  ) -> Gradients {
    let rows = span.batch * span.steps
    let first = h0.reshaped(to: Shape([1, span.batch, span.hidden]))
    let before = concatenate([first, states.prefix(span.steps - 1)]).transposed(0, 1)
    let weight = product(
      slopes.reshaped(to: Shape(rows, 4 * span.hidden)),
      before.reshaped(to: Shape(rows, span.hidden)), transposeA: true)
    return (slopes, weight, dh, dc)
  }

  /// The same in tensor operations, for derivatives of derivatives.
  func recordedBackward(_ back: Backflow) -> Gradients {
    let (states, gradient) = (back.output, back.gradient)
    let inputs = projected.transposed(0, 1)
    var cells = [c0]
    let steps = (0..<span.steps).map { t in
      let before = t == 0 ? h0 : states[t - 1]
      let z = (inputs[t] + product(before, weight, transposeB: true)).split(4)
      let gates = (i: z[0].sigmoid(), f: z[1].sigmoid(), g: z[2].tanh(), o: z[3].sigmoid())
      cells.append(gates.f * cells[t] + gates.i * gates.g)
      return gates
    }
    var dh = Tensor.zeros(h0.node.shape)
    var dc = gradient[span.steps]
    var slopes: [Tensor] = []
    for (t, gates) in steps.enumerated().reversed() {
      let (i, f, g, o) = gates
      let top = cells[t + 1].tanh()
      let slope = dh + gradient[t]
      let state = dc + slope * o * (1 - top * top)
      let dz = concatenate(
        [
          state * g * (i * (1 - i)), state * cells[t] * (f * (1 - f)), state * i * (1 - g * g),
          slope * top * (o * (1 - o)),
        ], axis: 1)
      slopes.append(dz)
      dh = product(dz, weight)
      dc = state * f
    }
    return gradients(stack(slopes.reversed(), axis: 1), states, dh, dc)
  }
}
