/// All states h of an LSTM, `[time, batch, hidden]`, and the last c, `[batch, hidden]`.
///
/// `projected` is x·Wxᵀ for all steps. Step t computes z = (projected[t] + bx) + (h·Whᵀ + bh) and
/// then as ``LSTMCell``, to the same bits. Backward through time, with dz the gradients of z:
/// dh = dz·Wh for the step before, dWh = Σ dzᵀ·h, dbx = dbh = Σ dz.
func lstmSequence(
  _ layer: RecurrentWeights, _ projected: Tensor, _ h0: Tensor, _ c0: Tensor
) -> (states: Tensor, lastCell: Tensor) {
  let span = Span(projected, h0)
  // One tensor holds both results: the states, and one row more for the last c.
  let both = Tensor(uninitialized: span.shape.with(0, span.steps + 1))
  let cells = Tensor(uninitialized: span.shape)
  let gates = Tensor(uninitialized: span.shape.with(2, 4 * span.hidden))
  let panels = Panels(layer.hiddenWeight, transposed: true)
  for t in 0..<span.steps {
    let z = gates.mutableNumbers + t * 4 * span.size
    panels.product(span.batch, span.before(t, both, h0), z, stride: 4 * span.hidden)
    context.kernels.lstmForward(
      projected.numbers + t * 4 * span.size, layer.inputBias.numbers, layer.hiddenBias.numbers, z,
      span.before(t, cells, c0), cells.mutableNumbers + t * span.size,
      both.mutableNumbers + t * span.size, span.batch, span.hidden)
  }
  (both.mutableNumbers + span.steps * span.size).update(
    from: span.before(span.steps, cells, c0), count: span.size)
  let inputs = layer.inputs(projected, h0) + [c0]
  let recorded = both.from("LSTM", all: inputs, saving: true) { back in
    let (gradients, firstCell) =
      isRecording
      ? recordedBackward(back, layer, projected, h0, c0)
      : backward(back, gates, cells, layer.hiddenWeight, h0, c0, span)
    gradients.flow(back, layer, projected, h0)
    back.give(c0) { firstCell }
  }
  return (recorded.prefix(span.steps), recorded[span.steps])
}

private func backward(
  _ back: Backflow, _ gates: Tensor, _ cells: Tensor, _ weight: Tensor, _ h0: Tensor,
  _ c0: Tensor, _ span: Span
) -> (SequenceGradients, firstCell: Tensor) {
  let (states, gradient) = (back.output, back.gradient)
  let dz = Tensor(uninitialized: gates.node.shape)
  let dh = Tensor.zeros(h0.node.shape)
  let dc = Tensor(uninitialized: c0.node.shape)
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
private func recordedBackward(
  _ back: Backflow, _ layer: RecurrentWeights, _ projected: Tensor, _ h0: Tensor, _ c0: Tensor
) -> (SequenceGradients, firstCell: Tensor) {
  let (states, gradient) = (back.output, back.gradient)
  let length = projected.node.shape[0]
  let befores = (0..<length).map { $0 == 0 ? h0 : states[$0 - 1] }
  var cells = [c0]
  let steps = befores.enumerated().map { t, before in
    let input = projected[t] + layer.inputBias
    let z = (input + linear(before, layer.hiddenWeight, layer.hiddenBias)).split(4)
    let gates = (i: z[0].sigmoid(), f: z[1].sigmoid(), g: z[2].tanh(), o: z[3].sigmoid())
    cells.append(gates.f * cells[t] + gates.i * gates.g)
    return gates
  }
  var dh = Tensor.zeros(h0.node.shape)
  var dc = gradient[length]
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
    dh = product(dz, layer.hiddenWeight)
    dc = state * f
  }
  let gradients = SequenceGradients(
    recorded: slopes, state: slopes, before: befores.reversed(), first: dh)
  return (gradients, dc)
}
