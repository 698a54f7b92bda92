/// Modules one after the other.
///
/// ```swift
/// let critic = Sequential(Linear(2, 64), LeakyReLU(0.2), Linear(64, 1))
/// ```
///
/// A layer and the activation function after it are computed as one operation; the numbers are the same.
public final class Sequential: Module {
  /// The modules in order.
  public let layers: [Module]
  private let steps: [(layer: Module, activation: FusedActivation)]

  /// These modules, each after the one before it.
  public init(_ layers: [Module]) {
    self.layers = layers
    var steps: [(layer: Module, activation: FusedActivation)] = []
    var i = 0
    while i < layers.count {
      let activation = i + 1 < layers.count ? FusedActivation(layers[i + 1]) : nil
      steps.append((layers[i], activation ?? .none))
      i += activation == nil ? 1 : 2
    }
    self.steps = steps
  }

  /// These modules, written out, each after the one before it.
  public convenience init(_ layers: Module...) { self.init(layers) }

  public override var parts: [Part] {
    layers.enumerated().map { .module("\($0)", $1) }
  }

  /// The module at a place, from 0.
  public subscript(i: Int) -> Module { layers[i] }

  public override func callAsFunction(_ x: Tensor) -> Tensor {
    var y = x
    for (layer, activation) in steps { y = layer.activated(y, activation) }
    return y
  }
}
