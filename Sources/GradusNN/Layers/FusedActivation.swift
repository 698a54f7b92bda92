import GradusKernelTypes

/// The activation function that a layer applies to its own result, so that both are one operation.
///
/// The derivative is taken from the result y = f(z): none of these needs z itself.
enum FusedActivation: BitwiseCopyable {
  case none
  case relu
  /// Only with a slope that is not negative: elsewhere the sign of y is not the sign of z.
  case leakyReLU(Float)
  case tanh
  case sigmoid

  /// The activation function that a module is, if it is one.
  init?(_ module: Module) {
    if module is ReLU {
      self = .relu
    } else if let leaky = module as? LeakyReLU, leaky.slope >= 0 {
      self = .leakyReLU(leaky.slope)
    } else if module is Tanh {
      self = .tanh
    } else if module is Sigmoid {
      self = .sigmoid
    } else {
      return nil
    }
  }

  /// y ← f(y + bias), for rows of as many numbers as the bias has.
  func apply(to y: Tensor, bias: Tensor?) {
    let (function, slope): (Function, Float) =
      switch self {
      case .none: (.copy, 0)
      case .relu: (.relu, 0)
      case .leakyReLU(let slope): (.leakyReLU, slope)
      case .tanh: (.tanh, 0)
      case .sigmoid: (.sigmoid, 0)
      }
    if let bias {
      context.kernels.activateRows(
        function, y.mutableNumbers, bias.numbers, y.count / Swift.max(bias.count, 1), bias.count,
        slope)
    } else if function != .copy {
      context.kernels.map(function, y.numbers, y.mutableNumbers, y.count, slope, 0)
    }
  }

  /// f(x) as an operation of its own.
  func after(_ x: Tensor) -> Tensor {
    switch self {
    case .none: x
    case .relu: x.relu()
    case .leakyReLU(let slope): x.leakyReLU(slope)
    case .tanh: x.tanh()
    case .sigmoid: x.sigmoid()
    }
  }

  /// What a derivative looks at besides what its operation needs anyway.
  var saved: Saved {
    if case .none = self { [] } else { .output }
  }

  /// The gradient of z from the gradient of y: g·f′(z).
  func gradient(_ back: Backflow) -> Tensor {
    let (g, y) = (back.gradient, back.output)
    switch self {
    case .none: return g
    case .relu:
      return isRecording ? g * y.mapped(.step) : .combine(.reluGradient, "relu", g, y)
    case .leakyReLU(let slope):
      if isRecording { return g * y.mapped(.leakyStep, slope) }
      let result = Tensor(uninitialized: g.node.shape)
      context.kernels.pair(
        .leakyReLUGradient, .together, g.numbers, y.numbers, result.mutableNumbers, g.count, slope)
      return result
    case .tanh:
      return isRecording ? g * (1 - y * y) : .combine(.tanhGradient, "tanh", g, y)
    case .sigmoid:
      return isRecording ? g * (y * (1 - y)) : .combine(.sigmoidGradient, "sigmoid", g, y)
    }
  }
}
