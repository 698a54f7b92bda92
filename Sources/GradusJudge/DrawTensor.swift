public import GradusNN

extension Draw {
  /// A tensor of the given shape with numbers drawn evenly from `range`.
  public func tensor(_ shape: Int..., in range: ClosedRange<Float> = -1...1) -> Tensor {
    Tensor(shape: shape, floats(shape.reduce(1, *), in: range))
  }

  /// A tensor of the given shape with numbers from the normal distribution.
  public func normalTensor(_ shape: Int...) -> Tensor {
    Tensor(shape: shape, normal(shape.reduce(1, *)))
  }
}
