/// Equal round Gaussians in the plane: the flat land in which collapse can be seen.
///
/// ```swift
/// let ring = GaussianMixture.ring()
/// let real = ring.sample(128, using: random)       // [128, 2]
/// modesCaptured(samples, of: ring)                 // how many of the 8 a generator has found
/// ```
public struct GaussianMixture: Sendable, Equatable {
  /// The middle `[x, y]` of each mode.
  public var centres: [[Float]]
  /// The standard deviation of every mode, in both directions.
  public var deviation: Float

  /// Modes of one width around these middles.
  public init(centres: [[Float]], deviation: Float) {
    guard !centres.isEmpty else { stop("GaussianMixture: needs at least one centre") }
    for centre in centres where centre.count != 2 {
      stop("GaussianMixture: a centre has 2 numbers, not \(centre.count)")
    }
    self.centres = centres
    self.deviation = deviation
  }

  /// Modes on a circle, the first on the positive x axis.
  public static func ring(modes: Int = 8, radius: Float = 2, deviation: Float = 0.05)
    -> GaussianMixture
  {
    let centres = (0..<modes).map { k in
      let angle = 2 * Float.pi * Float(k) / Float(modes)
      return [radius * cos(angle), radius * sin(angle)]
    }
    return GaussianMixture(centres: centres, deviation: deviation)
  }

  /// Modes on a square grid of `side` by `side` about the origin.
  public static func grid(side: Int = 5, spacing: Float = 1, deviation: Float = 0.05)
    -> GaussianMixture
  {
    let middle = Float(side - 1) / 2
    var centres: [[Float]] = []
    for row in 0..<side {
      for column in 0..<side {
        centres.append([(Float(column) - middle) * spacing, (Float(row) - middle) * spacing])
      }
    }
    return GaussianMixture(centres: centres, deviation: deviation)
  }

  /// Points `[count, 2]`, each from a mode chosen evenly.
  public func sample(_ count: Int, using random: Generator? = nil) -> Tensor {
    let random = random ?? sharedGenerator
    var scalars: [Float] = []
    scalars.reserveCapacity(count * 2)
    let noise = random.normal(count * 2, deviation: deviation)
    for i in 0..<count {
      let centre = centres[random.int(in: 0..<centres.count)]
      scalars.append(centre[0] + noise[2 * i])
      scalars.append(centre[1] + noise[2 * i + 1])
    }
    return Tensor(shape: [count, 2], scalars)
  }
}

/// One Gaussian on the line.
public struct Gaussian: Sendable, Equatable {
  /// Where its middle is.
  public var mean: Float
  /// How wide it is: the standard deviation.
  public var deviation: Float

  /// The Gaussian with this mean and standard deviation; the course's first target is N(4, 1.25).
  public init(mean: Float = 4, deviation: Float = 1.25) {
    self.mean = mean
    self.deviation = deviation
  }

  /// Numbers drawn from it, `[count, 1]`.
  public func sample(_ count: Int, using random: Generator? = nil) -> Tensor {
    let numbers = (random ?? sharedGenerator).normal(count, mean: mean, deviation: deviation)
    return Tensor(shape: [count, 1], numbers)
  }

  /// Its density at x.
  public func density(_ x: Float) -> Float {
    let z = (x - mean) / deviation
    return exp(-z * z / 2) / (deviation * 2.5066283)
  }
}

/// Two parallel upright segments a distance apart: supports that do not meet.
///
/// Source: M. Arjovsky, S. Chintala, L. Bottou, *Wasserstein GAN*, 2017, example 1. Whatever the
/// distance θ ≠ 0: KL = ∞ and JS = log 2; but the Wasserstein distance is |θ|.
public struct ParallelLines: Sendable, Equatable {
  /// How far the second segment is to the right of the first.
  public var distance: Float

  /// Segments of length 1 at x = 0 and x = `distance`.
  public init(distance: Float) {
    self.distance = distance
  }

  /// Points (0, u) with u even between 0 and 1, `[count, 2]`.
  public func real(_ count: Int, using random: Generator? = nil) -> Tensor {
    points(count, x: 0, random)
  }

  /// Points (θ, u) with u even between 0 and 1, `[count, 2]`.
  public func fake(_ count: Int, using random: Generator? = nil) -> Tensor {
    points(count, x: distance, random)
  }

  private func points(_ count: Int, x: Float, _ random: Generator?) -> Tensor {
    let heights = (random ?? sharedGenerator).uniform(count)
    return Tensor(shape: [count, 2], heights.flatMap { [x, $0] })
  }
}
