/// Modules one after the other.
///
/// ```swift
/// let critic = Sequential(Linear(2, 64), LeakyReLU(0.2), Linear(64, 1))
/// ```
public final class Sequential: Module {
  public let layers: [Module]

  public init(_ layers: Module...) { self.layers = layers }

  public init(_ layers: [Module]) { self.layers = layers }

  public override var parts: [Part] {
    layers.enumerated().map { .module("\($0)", $1) }
  }

  public subscript(i: Int) -> Module { layers[i] }

  public override func callAsFunction(_ x: Tensor) -> Tensor {
    var y = x
    for layer in layers { y = layer(y) }
    return y
  }
}
