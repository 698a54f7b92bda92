// Learning rates that change over the steps of a run: `optimizer.learningRate = schedule(step)`.

/// A learning rate for every step, counted from 0.
public struct Schedule: Sendable {
  let rate: @Sendable (Int) -> Float

  /// The learning rate at a step.
  public func callAsFunction(_ step: Int) -> Float { rate(step) }

  /// Always the same.
  public static func constant(_ rate: Float) -> Schedule { Schedule { _ in rate } }

  /// In a straight line from one rate to another, then the other.
  public static func linear(from start: Float, to end: Float, steps: Int) -> Schedule {
    Schedule { step in
      step >= steps ? end : start + (end - start) * (Float(step) / Float(steps))
    }
  }

  /// Half a cosine from one rate to another: slow at both ends.
  ///
  /// Source: Loshchilov, Hutter, *SGDR: Stochastic Gradient Descent with Warm Restarts*, 2017.
  public static func cosine(from start: Float, to end: Float = 0, steps: Int) -> Schedule {
    Schedule { step in
      step >= steps
        ? end : end + (start - end) * 0.5 * (1 + cos(Float.pi * Float(step) / Float(steps)))
    }
  }

  /// Times `factor` after every `every` steps.
  public static func steps(from start: Float, factor: Float, every: Int) -> Schedule {
    guard every > 0 else { stop("Schedule.steps: every \(every) steps is not possible") }
    return Schedule { step in start * pow(factor, step / every) }
  }

  /// Times `factor` at every step.
  public static func exponential(from start: Float, factor: Float) -> Schedule {
    Schedule { step in start * pow(factor, step) }
  }

  /// This schedule times (step + 1)/steps over its first steps.
  public func warmedUp(over steps: Int) -> Schedule {
    Schedule { step in
      step < steps ? self.rate(step) * (Float(step + 1) / Float(steps)) : self.rate(step)
    }
  }
}
