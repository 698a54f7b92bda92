/// The affine map y = x·Wᵀ + b, from `[…, inputs]` to `[…, outputs]`.
///
/// `weight` is `[outputs, inputs]` as in PyTorch; both start evenly distributed in ±1/√inputs.
public final class Linear: Module {
  /// W, `[outputs, inputs]`.
  public let weight: Tensor
  /// b, `[outputs]`, unless the layer was made without.
  public let bias: Tensor?

  /// A layer from rows of `inputs` numbers to rows of `outputs`.
  public init(_ inputs: Int, _ outputs: Int, bias: Bool = true, using random: Generator? = nil) {
    let bound = 1 / Float(Swift.max(inputs, 1)).squareRoot()
    weight = .parameter([outputs, inputs], within: bound, random)
    self.bias = bias ? .parameter([outputs], within: bound, random) : nil
  }

  public override var parts: [Part] {
    [.parameter("weight", weight)] + (bias.map { [.parameter("bias", $0)] } ?? [])
  }

  public override func callAsFunction(_ x: Tensor) -> Tensor { linear(x, weight, bias) }

  override func activated(_ x: Tensor, _ activation: FusedActivation) -> Tensor {
    linear(x, weight, bias, activation)
  }
}

/// y = x·Wᵀ + b, from `[…, inputs]` to `[…, outputs]` with W `[outputs, inputs]`.
///
/// With g the gradient of y: dx = g·W, dW = gᵀ·x, db = the sum of g over the rows.
public func linear(_ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil) -> Tensor {
  linear(x, weight, bias, .none)
}

/// With an activation of the result, y = f(z) with z = x·Wᵀ + b: g is then multiplied by f′(z) first.
func linear(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ activation: FusedActivation) -> Tensor
{
  let shape = x.node.shape
  guard weight.rank == 2 else {
    stop(
      "linear: weights are [outputs, inputs], but the shape is \(words(weight.node.shape))")
  }
  let inputs = weight.node.shape[1]
  guard shape.rank > 0, shape.last == inputs else {
    stop(
      "shapes \(words(shape)) and \(words(weight.node.shape)) do not match in linear: "
        + "the layer takes \(inputs) numbers in each row, but the last axis has \(shape.last)")
  }
  if shape.rank == 2 { return affine(x, weight, bias, activation) }
  let flat = x.reshaped(to: Shape(shape.count(0..<shape.rank - 1), inputs))
  return affine(flat, weight, bias, activation)
    .reshaped(to: shape.with(shape.rank - 1, weight.node.shape[0]))
}

private func affine(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ activation: FusedActivation)
  -> Tensor
{
  let y = multiplied(x, weight, false, true)
  if let bias, bias.node.shape != Shape(weight.node.shape[0]) {
    stop(
      "shapes \(words(weight.node.shape)) and \(words(bias.node.shape)) do not match in linear: "
        + "the bias needs one number for each output, shape \(words(Shape(weight.node.shape[0])))")
  }
  activation.apply(to: y, bias: bias)
  let saved = activation.saved.union(.both)
  return y.from("linear", x, weight, bias, saving: saved, noting: Note(activation)) { back in
    let g = back.noted(as: FusedActivation.self).gradient(back)
    back.give(back.first) { product(g, back.second) }
    back.give(back.second) { product(g, back.first, transposeA: true) }
    if back.hasThird { back.give(back.third) { g.sum(axis: 0) } }
  }
}
