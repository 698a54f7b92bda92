/// All states h of an LSTM, `[time, batch, hidden]`, and the last c, `[batch, hidden]`.
///
/// `projected` is x·Wxᵀ + bx for all steps. Step t computes z = projected[t] + (h·Whᵀ + bh) and then as
/// ``LSTMCell``, to the same bits. Backward through time, with dz the gradients of the
/// pre-activations: dh = dz·Wh for the step before, dWh = Σ dzᵀ·h, dbh = Σ dz.
func lstmSequence(
  _ projected: Tensor, _ weight: Tensor, _ bias: Tensor, _ h0: Tensor, _ c0: Tensor
) -> (states: Tensor, lastCell: Tensor) {
  let span = Span(projected, h0)
  // One tensor holds both results: the states, and one row more for the last c.
  let both = Tensor(uninitialized: Shape([span.steps + 1, span.batch, span.hidden]))
  let cells = Tensor(uninitialized: span.shape)
  let gates = Tensor(uninitialized: projected.node.shape)
  let panels = Panels(weight, transposed: true)
  for t in 0..<span.steps {
    let z = gates.mutableNumbers + t * 4 * span.size
    panels.product(span.batch, span.before(t, both, h0), z, stride: 4 * span.hidden)
    context.kernels.lstmForward(
      projected.numbers + t * 4 * span.size, bias.numbers, z, span.before(t, cells, c0),
      cells.mutableNumbers + t * span.size, both.mutableNumbers + t * span.size, span.batch,
      span.hidden)
  }
  (both.mutableNumbers + span.steps * span.size).update(
    from: cells.numbers + (span.steps - 1) * span.size, count: span.size)
  let run = LSTMRun(
    projected: projected, weight: weight, bias: bias, h0: h0, c0: c0, span: span, cells: cells,
    gates: gates)
  let recorded = both.from("LSTM", all: [projected, weight, bias, h0, c0], saving: true) { back in
    let (gradients, firstCell) = isRecording ? run.recordedBackward(back) : run.backward(back)
    back.give(projected) { gradients.input }
    back.give(weight) { gradients.weight }
    back.give(bias) { gradients.bias }
    back.give(h0) { gradients.first }
    back.give(c0) { firstCell }
  }
  return (recorded.prefix(span.steps), recorded[span.steps])
}

/// What the way back needs of the way there.
private struct LSTMRun {
  let projected: Tensor
  let weight: Tensor
  let bias: Tensor
  let h0: Tensor
  let c0: Tensor
  let span: Span
  let cells: Tensor
  let gates: Tensor

  func backward(_ back: Backflow) -> (SequenceGradients, firstCell: Tensor) {
    let (states, gradient) = (back.output, back.gradient)
    let dz = Tensor(uninitialized: gates.node.shape)
    let dh = Tensor.zeros(h0.node.shape)
    let dc = Tensor(uninitialized: h0.node.shape)
    dc.mutableNumbers.update(from: gradient.numbers + span.steps * span.size, count: span.size)
    let panels = Panels(weight, transposed: false)
    for t in (0..<span.steps).reversed() {
      let at = t * span.size
      context.kernels.lstmBackward(
        gates.numbers + 4 * at, span.before(t, cells, c0), cells.numbers + at, dh.numbers,
        gradient.numbers + at, dc.mutableNumbers, dz.mutableNumbers + 4 * at, span.batch,
        span.hidden)
      panels.product(span.batch, dz.numbers + 4 * at, dh.mutableNumbers, stride: span.hidden)
    }
    let gradients = SequenceGradients(
      input: dz, state: dz, weight: span.weightGradient(dz, states, h0), first: dh)
    return (gradients, dc)
  }

  /// The same in tensor operations, for derivatives of derivatives.
  func recordedBackward(_ back: Backflow) -> (SequenceGradients, firstCell: Tensor) {
    let (states, gradient) = (back.output, back.gradient)
    let before = (0..<span.steps).map { $0 == 0 ? h0 : states[$0 - 1] }
    var cells = [c0]
    let steps = (0..<span.steps).map { t in
      let z = (projected[t] + linear(before[t], weight, bias)).split(4)
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
    let gradients = SequenceGradients(
      recorded: slopes, state: slopes, before: before.reversed(), first: dh)
    return (gradients, dc)
  }
}
