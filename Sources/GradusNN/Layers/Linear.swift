/// The affine map y = x·Wᵀ + b, from `[…, inputs]` to `[…, outputs]`.
///
/// `weight` is `[outputs, inputs]` as in PyTorch; both start evenly distributed in ±1/√inputs.
public final class Linear: Module {
  public let weight: Tensor
  public let bias: Tensor?

  public init(_ inputs: Int, _ outputs: Int, bias: Bool = true, using random: Generator? = nil) {
    let bound = 1 / Float(Swift.max(inputs, 1)).squareRoot()
    weight = .parameter([outputs, inputs], within: bound, random)
    self.bias = bias ? .parameter([outputs], within: bound, random) : nil
  }

  public override var parts: [Part] {
    [.parameter("weight", weight)] + (bias.map { [.parameter("bias", $0)] } ?? [])
  }

  public override func callAsFunction(_ x: Tensor) -> Tensor { linear(x, weight, bias) }
}

/// y = x·Wᵀ + b: dx = g·W, dW = gᵀ·x, db = the sum of g over the rows.
public func linear(_ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil) -> Tensor {
  let shape = x.node.shape
  let inputs = weight.node.shape[1]
  guard shape.rank > 0, shape.last == inputs else {
    stop(
      "shapes \(words(shape)) and \(words(weight.node.shape)) do not match in linear: "
        + "the layer takes \(inputs) numbers in each row, but the last axis has \(shape.last)")
  }
  let rows = shape.count / Swift.max(inputs, 1)
  let flat = shape.rank == 2 ? x : x.reshaped(to: Shape(rows, inputs))
  let y = affine(flat, weight, bias, rows)
  return shape.rank == 2 ? y : y.reshaped(to: shape.with(shape.rank - 1, weight.node.shape[0]))
}

private func affine(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ rows: Int) -> Tensor {
  let y = multiplied(x, weight, false, true)
  if let bias {
    let outputs = weight.node.shape[0]
    guard bias.count == outputs else {
      stop(
        "shapes \(words(weight.node.shape)) and \(words(bias.node.shape)) do not match in linear: "
          + "the bias needs one number for each of the \(outputs) outputs")
    }
    context.kernels.addRow(y.mutableNumbers, bias.numbers, rows, outputs)
  }
  return y.from("linear", x, weight, bias, saving: .both) { back in
    let (x, weight) = (back.first, back.second)
    back.give(x) { product(back.gradient, weight) }
    back.give(weight) { product(back.gradient, x, transposeA: true) }
    if back.hasThird { back.give(back.third) { back.gradient.sum(axis: 0) } }
  }
}
