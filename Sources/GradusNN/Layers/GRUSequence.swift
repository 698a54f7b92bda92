/// All states of a gated recurrent layer, `[time, batch, hidden]`.
///
/// `projected` is x·Wxᵀ for all steps. Step t computes q = projected[t] + bx and s = h·Whᵀ + bh and
/// then as ``GRUCell``, to the same bits. Backward through time dq and ds are the gradients of these:
/// dWh = Σ dsᵀ·h, dbx = Σ dq, dbh = Σ ds, and the step before gets ds·Wh besides what reaches it
/// directly.
func gruSequence(_ layer: RecurrentWeights, _ projected: Tensor, _ h0: Tensor) -> Tensor {
  let span = Span(projected, h0)
  let states = Tensor(uninitialized: span.shape)
  // Four stretches in each row: both gates, the state's part of the candidate, the candidate.
  let gates = Tensor(uninitialized: span.shape.with(2, 4 * span.hidden))
  let panels = Panels(layer.hiddenWeight, transposed: true)
  for t in 0..<span.steps {
    let z = gates.mutableNumbers + t * 4 * span.size
    let before = span.before(t, states, h0)
    panels.product(span.batch, before, z, stride: 4 * span.hidden)
    context.kernels.gruForward(
      projected.numbers + t * 3 * span.size, layer.inputBias.numbers, layer.hiddenBias.numbers, z,
      before, states.mutableNumbers + t * span.size, span.batch, span.hidden)
  }
  return states.from("GRU", all: layer.inputs(projected, h0), saving: true) { back in
    let gradients =
      isRecording
      ? recordedBackward(back, layer, projected, h0)
      : backward(back, gates, layer.hiddenWeight, h0, span)
    gradients.flow(back, layer, projected, h0)
  }
}

private func backward(
  _ back: Backflow, _ gates: Tensor, _ weight: Tensor, _ h0: Tensor, _ span: Span
) -> SequenceGradients {
  let states = back.output
  let dq = Tensor(uninitialized: span.shape.with(2, 3 * span.hidden))
  let ds = Tensor(uninitialized: span.shape.with(2, 3 * span.hidden))
  let dh = Tensor.zeros(h0.node.shape)
  let panels = Panels(weight, transposed: false)
  for t in (0..<span.steps).reversed() {
    let at = t * span.size
    context.kernels.gruBackward(
      gates.numbers + 4 * at, span.before(t, states, h0), back.gradient.numbers + at,
      dh.mutableNumbers, dq.mutableNumbers + 3 * at, ds.mutableNumbers + 3 * at, span.batch,
      span.hidden)
    panels.product(
      span.batch, ds.numbers + 3 * at, dh.mutableNumbers, stride: span.hidden, adding: true)
  }
  return SequenceGradients(
    input: dq, state: ds, weight: span.weightGradient(ds, states, h0), first: dh)
}

/// The same in tensor operations, for derivatives of derivatives.
private func recordedBackward(
  _ back: Backflow, _ layer: RecurrentWeights, _ projected: Tensor, _ h0: Tensor
) -> SequenceGradients {
  let (states, gradient) = (back.output, back.gradient)
  var dh = Tensor.zeros(h0.node.shape)
  var inputs: [Tensor] = []
  var slopes: [Tensor] = []
  var befores: [Tensor] = []
  for t in (0..<states.node.shape[0]).reversed() {
    let before = t == 0 ? h0 : states[t - 1]
    let q = (projected[t] + layer.inputBias).split(3)
    let s = linear(before, layer.hiddenWeight, layer.hiddenBias).split(3)
    let r = (q[0] + s[0]).sigmoid()
    let u = (q[1] + s[1]).sigmoid()
    let n = (q[2] + r * s[2]).tanh()
    let slope = dh + gradient[t]
    let dn = slope * (1 - u) * (1 - n * n)
    let du = slope * (before - n) * (u * (1 - u))
    let dr = dn * s[2] * (r * (1 - r))
    let ds = concatenate([dr, du, dn * r], axis: 1)
    inputs.append(concatenate([dr, du, dn], axis: 1))
    slopes.append(ds)
    befores.append(before)
    dh = slope * u + product(ds, layer.hiddenWeight)
  }
  return SequenceGradients(recorded: inputs, state: slopes, before: befores, first: dh)
}
