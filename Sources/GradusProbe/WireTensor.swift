public import GradusNN

extension Tensor: Wire {
  /// A tensor travels as its shape and its numbers in row-major order, without its history.
  public init(wire: Value) throws {
    guard case .tensor(let shape, let scalars) = wire else {
      throw WireError.expected("a Tensor", got: wire)
    }
    self = Tensor(shape: shape, scalars)
  }

  public var wire: Value { .tensor(shape: shape, scalars: scalars) }
}
