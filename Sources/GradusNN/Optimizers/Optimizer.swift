/// What all optimizers share: the parameters they change, and the rate at which they do.
public class Optimizer {
  /// What it changes.
  public let parameters: [Tensor]
  /// η, how long its steps are; may be changed between steps.
  public var learningRate: Float

  init(_ parameters: [Tensor], _ learningRate: Float) {
    for (i, parameter) in parameters.enumerated() where !parameter.node.isLeafWithGradient {
      stop(
        "parameter \(i), of shape \(words(parameter.node.shape)), does not require gradients, so "
          + "an optimizer could never change it")
    }
    self.parameters = parameters
    self.learningRate = learningRate
  }

  /// Changes every parameter that has a gradient, once.
  public final func step(line: UInt = #line) {
    noGrad {
      for (i, parameter) in parameters.enumerated() {
        guard let gradient = parameter.grad else { continue }
        update(i, parameter, gradient)
        parameter.changed(in: line)
      }
    }
  }

  /// Forgets the gradients of its parameters.
  public final func zeroGrad() {
    for parameter in parameters { parameter.zeroGrad() }
  }

  func update(_ i: Int, _ parameter: Tensor, _ gradient: Tensor) {}

  /// Zeros like each parameter, for a memory.
  func memory() -> [Tensor] { parameters.map { Tensor.zeros(like: $0) } }
}
