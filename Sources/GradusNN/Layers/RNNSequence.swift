/// All states of a plain recurrent layer, `[time, batch, hidden]`.
///
/// `projected` is x·Wxᵀ for all steps. Step t computes
/// h′ = tanh((projected[t] + bx) + (h·Whᵀ + bh)), the bits of ``RNNCell``. Backward through time
/// dz = (dh + g)·(1 − h′²), dh = dz·Wh for the step before, dWh = Σ dzᵀ·h, dbx = dbh = Σ dz.
func rnnSequence(_ layer: RecurrentWeights, _ projected: Tensor, _ h0: Tensor) -> Tensor {
  let span = Span(projected, h0)
  let states = Tensor(uninitialized: span.shape)
  let panels = Panels(layer.hiddenWeight, transposed: true)
  for t in 0..<span.steps {
    let h = states.mutableNumbers + t * span.size
    panels.product(span.batch, span.before(t, states, h0), h, stride: span.hidden)
    context.kernels.rnnForward(
      projected.numbers + t * span.size, layer.inputBias.numbers, layer.hiddenBias.numbers, h,
      span.batch, span.hidden)
  }
  return states.from("RNN", all: layer.inputs(projected, h0), saving: true) { back in
    let weight = layer.hiddenWeight
    let gradients =
      isRecording ? recordedBackward(back, weight, h0) : backward(back, weight, h0, span)
    gradients.flow(back, layer, projected, h0)
  }
}

private func backward(_ back: Backflow, _ weight: Tensor, _ h0: Tensor, _ span: Span)
  -> SequenceGradients
{
  let states = back.output
  let dz = Tensor(uninitialized: span.shape)
  let dh = Tensor.zeros(h0.node.shape)
  let panels = Panels(weight, transposed: false)
  for t in (0..<span.steps).reversed() {
    let at = t * span.size
    context.kernels.rnnBackward(
      states.numbers + at, dh.numbers, back.gradient.numbers + at, dz.mutableNumbers + at,
      span.batch, span.hidden)
    panels.product(span.batch, dz.numbers + at, dh.mutableNumbers, stride: span.hidden)
  }
  return SequenceGradients(
    input: dz, state: dz, weight: span.weightGradient(dz, states, h0), first: dh)
}

/// The same in tensor operations, for derivatives of derivatives.
private func recordedBackward(_ back: Backflow, _ weight: Tensor, _ h0: Tensor)
  -> SequenceGradients
{
  let (states, gradient) = (back.output, back.gradient)
  var dh = Tensor.zeros(h0.node.shape)
  var slopes: [Tensor] = []
  var before: [Tensor] = []
  for t in (0..<states.node.shape[0]).reversed() {
    let h = states[t]
    let dz = (dh + gradient[t]) * (1 - h * h)
    slopes.append(dz)
    before.append(t == 0 ? h0 : states[t - 1])
    dh = product(dz, weight)
  }
  return SequenceGradients(recorded: slopes, state: slopes, before: before, first: dh)
}
