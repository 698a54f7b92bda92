import GradusKernelTypes

// Functions of one number, applied to every number. Each stands beside its derivative; where a
// kernel exists for the derivative it is used, unless the backward pass is itself recorded.

extension Tensor {
  /// f(x), unrecorded.
  @inline(__always)
  func mapped(_ f: Function, _ c: Float = 0, _ d: Float = 0) -> Tensor {
    let result = Tensor(uninitialized: node.shape)
    context.kernels.map(f, numbers, result.mutableNumbers, count, c, d)
    return result
  }

  /// eˣ; the derivative is the result itself.
  public func exp() -> Tensor {
    mapped(.exp).from("exp", self, saving: .output) { back in
      back.give(back.first) { back.gradient * back.output }
    }
  }

  /// The natural logarithm; the derivative is 1/x.
  public func log() -> Tensor {
    mapped(.log).from("log", self, saving: .first) { back in
      back.give(back.first) { back.gradient / back.first }
    }
  }

  /// log(1 + x), exact for small x too; the derivative is 1/(1 + x).
  public func log1p() -> Tensor {
    mapped(.log1p).from("log1p", self, saving: .first) { back in
      back.give(back.first) { back.gradient / (back.first + 1) }
    }
  }

  /// The hyperbolic tangent y; the derivative is 1 − y².
  public func tanh() -> Tensor {
    mapped(.tanh).from("tanh", self, saving: .output) { back in
      back.give(back.first) {
        isRecording
          ? back.gradient * (1 - back.output * back.output)
          : .combine(.tanhGradient, "tanh", back.gradient, back.output)
      }
    }
  }

  /// y = 1/(1 + e⁻ˣ); the derivative is y·(1 − y).
  public func sigmoid() -> Tensor {
    mapped(.sigmoid).from("sigmoid", self, saving: .output) { back in
      back.give(back.first) {
        isRecording
          ? back.gradient * (back.output * (1 - back.output))
          : .combine(.sigmoidGradient, "sigmoid", back.gradient, back.output)
      }
    }
  }

  /// log(1 + eˣ), without overflow; the derivative is the sigmoid.
  public func softplus() -> Tensor {
    mapped(.softplus).from("softplus", self, saving: .first) { back in
      back.give(back.first) {
        isRecording
          ? back.gradient * back.first.sigmoid()
          : .combine(.softplusGradient, "softplus", back.gradient, back.first)
      }
    }
  }

  /// max(x, 0); the derivative is 1 where x > 0 and 0 elsewhere.
  public func relu() -> Tensor {
    mapped(.relu).from("relu", self, saving: .output) { back in
      back.give(back.first) {
        isRecording
          ? back.gradient * noGrad { back.output.mapped(.step) }
          : .combine(.reluGradient, "relu", back.gradient, back.output)
      }
    }
  }

  /// x where x > 0 and `slope`·x elsewhere; the derivative is 1 or `slope`.
  public func leakyReLU(_ slope: Float = 0.01) -> Tensor {
    mapped(.leakyReLU, slope).from("leakyReLU", self, saving: .first, noting: Note(slope)) { back in
      back.give(back.first) {
        if isRecording { return back.gradient * back.first.mapped(.leakyStep, back.number) }
        let result = Tensor(uninitialized: back.gradient.node.shape)
        context.kernels.pair(
          .leakyReLUGradient, .together, back.gradient.numbers, back.first.numbers,
          result.mutableNumbers, result.count, back.number)
        return result
      }
    }
  }

  /// The distance from 0; the derivative is the sign (0 at 0).
  public func abs() -> Tensor {
    mapped(.abs).from("abs", self, saving: .first) { back in
      back.give(back.first) { back.gradient * back.first.mapped(.sign) }
    }
  }

  /// −1, 0 or 1; the derivative is 0.
  public func sign() -> Tensor { mapped(.sign) }

  /// y = √x; the derivative is 1/(2y), infinite at 0.
  public func sqrt() -> Tensor {
    mapped(.sqrt).from("sqrt", self, saving: .output) { back in
      back.give(back.first) { back.gradient / (back.output * 2) }
    }
  }

  /// x²; the derivative is 2x.
  public func squared() -> Tensor {
    mapped(.square).from("squared", self, saving: .first) { back in
      back.give(back.first) { back.gradient * (back.first * 2) }
    }
  }

  /// y = 1/x; the derivative is −y².
  public func reciprocal() -> Tensor {
    mapped(.reciprocal).from("reciprocal", self, saving: .output) { back in
      back.give(back.first) { -(back.gradient * back.output * back.output) }
    }
  }

  /// The sine, with an absolute error below 2·10⁻⁷ for angles up to 1000; the derivative is the cosine.
  ///
  /// Beyond 10⁵ the numbers lie too far apart for an angle, and the digits are lost.
  public func sin() -> Tensor {
    mapped(.sin).from("sin", self, saving: .first) { back in
      back.give(back.first) { back.gradient * back.first.cos() }
    }
  }

  /// The cosine, as exact as ``sin()``; the derivative is minus the sine.
  public func cos() -> Tensor {
    mapped(.cos).from("cos", self, saving: .first) { back in
      back.give(back.first) { -(back.gradient * back.first.sin()) }
    }
  }

  /// xⁿ for a whole n, by multiplication; the derivative is n·xⁿ⁻¹.
  public func pow(_ n: Int) -> Tensor {
    if n < 0 { return pow(-n).reciprocal() }
    return noGrad { self.power(n) }.from("pow", self, saving: .first) { back in
      back.give(back.first) {
        n == 0
          ? .zeros(like: back.first) : back.gradient * (back.first.pow(n - 1) * Float(n))
      }
    }
  }

  private func power(_ n: Int) -> Tensor {
    switch n {
    case 0: return .ones(like: self)
    case 1: return copy()
    default:
      let half = power(n / 2)
      return n % 2 == 0 ? half * half : half * half * self
    }
  }

  /// xᵃ = exp(a·log x) for positive x; the derivative is a·xᵃ⁻¹.
  ///
  /// A whole exponent below 64 is multiplied out, so that x may be negative; any other power of a negative
  /// number is NaN.
  public func pow(_ exponent: Float) -> Tensor {
    if exponent == exponent.rounded() && Swift.abs(exponent) < 64 { return pow(Int(exponent)) }
    return mapped(.log).mapped(.scale, exponent).mapped(.exp)
      .from("pow", self, saving: .first) { back in
        back.give(back.first) { back.gradient * (back.first.pow(exponent - 1) * exponent) }
      }
  }

  /// Every number brought between the bounds; the derivative is 1 between them and 0 outside.
  public func clamped(to range: ClosedRange<Float>) -> Tensor {
    mapped(.clampLow, range.lowerBound).mapped(.clampHigh, range.upperBound)
      .from("clamped", self, saving: .first) { back in
        back.give(back.first) {
          back.gradient * back.first.mapped(.isBetween, range.lowerBound, range.upperBound)
        }
      }
  }

  /// No number below the bound.
  public func clamped(to range: PartialRangeFrom<Float>) -> Tensor {
    clamped(to: range.lowerBound...Float.infinity)
  }

  /// No number above the bound.
  public func clamped(to range: PartialRangeThrough<Float>) -> Tensor {
    clamped(to: -Float.infinity...range.upperBound)
  }
}
