// Activation functions (nonlinearities) as modules for `Sequential`; the formulas and their derivatives are
// in `Elementwise.swift`.

/// The larger of x and 0, `[…]` to the same shape.
public final class ReLU: Module {
  public override var parts: [Part] { [] }
  public override func callAsFunction(_ x: Tensor) -> Tensor { x.relu() }
}

/// x for positive x, `slope`·x for others.
///
/// Source: Maas, Hannun, Ng, *Rectifier Nonlinearities Improve Neural Network Acoustic Models*, 2013.
public final class LeakyReLU: Module {
  /// What negative numbers are multiplied by.
  public let slope: Float

  /// An activation function with this slope left of 0.
  public init(_ slope: Float = 0.01) { self.slope = slope }
  public override var parts: [Part] { [] }
  public override func callAsFunction(_ x: Tensor) -> Tensor { x.leakyReLU(slope) }
}

/// The hyperbolic tangent.
public final class Tanh: Module {
  public override var parts: [Part] { [] }
  public override func callAsFunction(_ x: Tensor) -> Tensor { x.tanh() }
}

/// The sigmoid 1/(1 + e⁻ˣ).
public final class Sigmoid: Module {
  public override var parts: [Part] { [] }
  public override func callAsFunction(_ x: Tensor) -> Tensor { x.sigmoid() }
}

/// The smooth ReLU log(1 + eˣ).
public final class Softplus: Module {
  public override var parts: [Part] { [] }
  public override func callAsFunction(_ x: Tensor) -> Tensor { x.softplus() }
}

/// Any function as a module without parameters.
public final class Lambda: Module {
  let function: (Tensor) -> Tensor

  /// A module that computes this function.
  public init(_ function: @escaping (Tensor) -> Tensor) { self.function = function }
  public override var parts: [Part] { [] }
  public override func callAsFunction(_ x: Tensor) -> Tensor { function(x) }
}

/// All axes but the first made one.
public final class Flatten: Module {
  public override var parts: [Part] { [] }
  public override func callAsFunction(_ x: Tensor) -> Tensor { x.flattened(from: 1) }
}
