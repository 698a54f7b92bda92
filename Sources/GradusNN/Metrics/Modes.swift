// How much of a mixture a generator has found. Samples are `[count, 2]`.

/// How many modes of a mixture the samples have found.
///
/// A sample counts for the mode whose centre is nearest, and only within `within` standard
/// deviations of it: a blurred cloud finds nothing.
///
/// Source: A. Srivastava et al., *VEEGAN*, 2017, counts a mode from one sample on; 20 of 2500 is a
/// stricter and common choice.
public func modesCaptured(
  _ samples: Tensor, of mixture: GaussianMixture, within: Float = 3, atLeast: Int = 1
) -> Int {
  var counts = [Int](repeating: 0, count: mixture.centres.count)
  for nearest in nearestModes(samples, mixture) where nearest.distance <= within * mixture.deviation
  {
    counts[nearest.mode] += 1
  }
  return counts.filter { $0 >= atLeast }.count
}

/// The share of samples within `within` standard deviations of a mode, from 0 to 1.
///
/// Samples of the mixture itself score 1 − e^(−within²/2), which is 0.989 for three.
public func highQualityShare(
  _ samples: Tensor, of mixture: GaussianMixture, within: Float = 3
) -> Float {
  let nearest = nearestModes(samples, mixture)
  guard !nearest.isEmpty else { return 0 }
  let good = nearest.filter { $0.distance <= within * mixture.deviation }.count
  return Float(good) / Float(nearest.count)
}

/// How many samples are nearest to each mode, however far they are from it.
public func modeCounts(_ samples: Tensor, of mixture: GaussianMixture) -> [Int] {
  var counts = [Int](repeating: 0, count: mixture.centres.count)
  for nearest in nearestModes(samples, mixture) { counts[nearest.mode] += 1 }
  return counts
}

/// The reverse Kullback–Leibler divergence of counts over k modes from even ones, in nats.
///
/// Σ p·log(p·k) with p = count / total: 0 if all modes have the same share, log k if one has all.
public func reverseKL(counts: [Int]) -> Float {
  let total = counts.reduce(0, +)
  guard total > 0 else { stop("reverseKL: needs at least one sample to count") }
  let k = Float(counts.count)
  var sum: Float = 0
  for count in counts where count > 0 {
    let p = Float(count) / Float(total)
    sum += p * log(p * k)
  }
  return sum
}

/// How many evenly filled modes would be as uneven as these counts: k·exp(−reverse KL), the perplexity
/// of the counts.
public func effectiveModes(counts: [Int]) -> Float {
  Float(counts.count) * exp(-reverseKL(counts: counts))
}

/// The mode nearest to each sample and its distance.
private func nearestModes(
  _ samples: Tensor, _ mixture: GaussianMixture
) -> [(mode: Int, distance: Float)] {
  guard samples.rank == 2, samples.shape[1] == 2 else {
    stop("samples of a mixture have the shape [count, 2], not \(samples.shape)")
  }
  let scalars = samples.scalars
  return stride(from: 0, to: scalars.count, by: 2).map { i in
    var nearest = (mode: 0, distance: Float.infinity)
    for (mode, centre) in mixture.centres.enumerated() {
      let dx = scalars[i] - centre[0]
      let dy = scalars[i + 1] - centre[1]
      let distance = (dx * dx + dy * dy).squareRoot()
      if distance < nearest.distance { nearest = (mode, distance) }
    }
    return nearest
  }
}
