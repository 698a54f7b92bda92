/// Numbers on a line that a threshold at 0 separates, all far from it.
///
/// `inputs` is `[count, 1]` with sizes from 10 to 20, `labels` `[count, 1]` with 1 for positive
/// numbers and 0 for negative ones. On these, a cross-entropy through the probability meets log 0
/// at the first step.
public func separableNumbers(
  _ count: Int, sizes: ClosedRange<Float> = 10...20, using random: Generator? = nil
) -> (inputs: Tensor, labels: Tensor) {
  let random = random ?? sharedGenerator
  var inputs: [Float] = []
  var labels: [Float] = []
  for _ in 0..<count {
    let size = random.uniform(in: sizes)
    let isPositive = random.bool()
    inputs.append(isPositive ? size : -size)
    labels.append(isPositive ? 1 : 0)
  }
  return (Tensor(shape: [count, 1], inputs), Tensor(shape: [count, 1], labels))
}

/// Regression tasks that one teacher sets: a main task with few examples, auxiliary ones with many.
///
/// The teacher's features are φ(x) = tanh(2·A·x), where A has four orthonormal rows in 20
/// dimensions and x is normal. The main target is a random mix of φ plus noise. The auxiliary
/// targets mix the features of another teacher whose rows are r·A + √(1 − r²)·B, with B orthonormal
/// and orthogonal to A: at a relatedness r of 1 the tasks share their features, at 0 none.
public struct TeacherStudent {
  /// Inputs `[count, 20]` and targets `[count, tasks]`.
  public typealias Examples = (inputs: Tensor, targets: Tensor)

  /// The few examples of the main task, one noisy target each.
  public let main: Examples
  /// The many examples of the auxiliary tasks.
  public let auxiliary: Examples
  /// Fresh examples of the main task, without noise.
  public let test: Examples

  /// Draws teachers and examples.
  ///
  /// - Parameters:
  ///   - relatedness: r, from 0 (nothing in common) to 1 (the same features).
  ///   - examples: how many examples the main task has.
  ///   - auxiliaryExamples: how many each of the auxiliary tasks has.
  ///   - auxiliaryTasks: how many tasks help.
  ///   - noise: the standard deviation of what is added to the main task's targets.
  ///   - random: where the draws come from; the shared generator if not given.
  public init(
    relatedness: Float, examples: Int = 40, auxiliaryExamples: Int = 2000, auxiliaryTasks: Int = 6,
    noise: Float = 0.1, using random: Generator? = nil
  ) {
    guard relatedness >= 0, relatedness <= 1 else {
      stop("TeacherStudent: the relatedness lies between 0 and 1, not at \(relatedness)")
    }
    let random = random ?? sharedGenerator
    let directions = Tensor.orthogonal(2 * features, dimensions, using: random)
    let rows = (0..<2 * features).map { directions[$0].scalars }
    let own = Array(rows[..<features])
    let rest = (1 - relatedness * relatedness).squareRoot()
    let other = (0..<features).map { k in
      zip(own[k], rows[features + k]).map { relatedness * $0 + rest * $1 }
    }
    let mainMix = random.normal(features)
    let auxiliaryMixes = (0..<auxiliaryTasks).map { _ in random.normal(features) }
    main = Self.examples(examples, own, [mainMix], noise, random)
    auxiliary = Self.examples(auxiliaryExamples, other, auxiliaryMixes, 0, random)
    test = Self.examples(2000, own, [mainMix], 0, random)
  }

  private static func examples(
    _ count: Int, _ rows: [[Float]], _ mixes: [[Float]], _ noise: Float, _ random: Generator
  ) -> Examples {
    var inputs: [Float] = []
    var targets: [Float] = []
    for _ in 0..<count {
      let x = random.normal(dimensions)
      let phi = rows.map { row in tanh(2 * zip(row, x).reduce(0) { $0 + $1.0 * $1.1 }) }
      inputs += x
      for mix in mixes {
        targets.append(zip(mix, phi).reduce(0) { $0 + $1.0 * $1.1 } + random.normal() * noise)
      }
    }
    return (
      Tensor(shape: [count, dimensions], inputs), Tensor(shape: [count, mixes.count], targets)
    )
  }
}

private let dimensions = 20
private let features = 4

/// Five clusters in the plane and where a fixed map takes them: the pair to translate between.
///
/// The map turns by 40°, stretches x by 1.3 and y by 0.7, and shifts. The clusters lie around the
/// origin at growing distances, so that only one assignment of clusters to clusters is the map.
public struct TranslationPair: Sendable {
  /// The middles of the clusters, `[x, y]` each.
  public let centres: [[Float]]
  /// The standard deviation of every cluster, in both directions.
  public let deviation: Float

  /// Clusters at these distances from the origin, at equal angles.
  public init(radii: [Float] = [1, 1.25, 1.5, 1.75, 2], deviation: Float = 0.1) {
    self.deviation = deviation
    centres = radii.enumerated().map { k, radius in
      let angle = 2 * Float.pi * Float(k) / Float(radii.count)
      return [radius * cos(angle), radius * sin(angle)]
    }
  }

  /// Points of the first side, `[count, 2]`, and the cluster each belongs to.
  public func sample(_ count: Int, using random: Generator? = nil)
    -> (points: Tensor, clusters: [Int])
  {
    let random = random ?? sharedGenerator
    let clusters = (0..<count).map { _ in random.int(in: 0..<centres.count) }
    let noise = random.normal(2 * count, deviation: deviation)
    let scalars = clusters.enumerated().flatMap { i, k in
      [centres[k][0] + noise[2 * i], centres[k][1] + noise[2 * i + 1]]
    }
    return (Tensor(shape: [count, 2], scalars), clusters)
  }

  /// Where the true map takes points `[count, 2]`.
  public func translated(_ points: Tensor) -> Tensor {
    let (c, s) = (cos(Float.pi * 40 / 180), sin(Float.pi * 40 / 180))
    let old = points.scalars
    var new: [Float] = []
    for i in stride(from: 0, to: old.count, by: 2) {
      new.append(1.3 * (c * old[i] - s * old[i + 1]) + 0.5)
      new.append(0.7 * (s * old[i] + c * old[i + 1]) - 0.3)
    }
    return Tensor(shape: points.shape, new)
  }
}
