/// Scales all gradients together so that their common length is at most `maxNorm`; returns the
/// length they had.
///
/// One length over all tensors, so the direction stays. Source: Pascanu, Mikolov, Bengio, *On the
/// difficulty of training recurrent neural networks*, 2013.
@discardableResult
public func clipGradNorm(_ parameters: [Tensor], maxNorm: Float) -> Float {
  noGrad {
    var square: Float = 0
    for parameter in parameters {
      if let gradient = parameter.grad { square += gradient.squared().sum().item() }
    }
    let norm = square.squareRoot()
    let scale = maxNorm / (norm + 1e-6)
    if scale < 1 {
      for parameter in parameters { parameter.grad = parameter.grad.map { $0 * scale } }
    }
    return norm
  }
}

/// Brings every number of the parameters between the bounds, in place, as the first WGAN does.
public func clipParameters(
  _ parameters: [Tensor], to range: ClosedRange<Float>, line: UInt = #line
) {
  noGrad {
    for parameter in parameters { parameter.assign(parameter.clamped(to: range), line: line) }
  }
}
