/// The squared Fréchet (Wasserstein-2) distance between two Gaussians with independent coordinates.
///
/// Σ (μ₁ − μ₂)² + σ₁² + σ₂² − 2·σ₁·σ₂ over the coordinates, from means and *variances*.
public func frechetDistance(
  means m1: [Float], variances v1: [Float], and m2: [Float], _ v2: [Float]
) -> Float {
  guard m1.count == v1.count, m1.count == m2.count, m1.count == v2.count else {
    stop(
      "frechetDistance: \(m1.count) and \(m2.count) means and \(v1.count) and \(v2.count) "
        + "variances do not match")
  }
  var sum = 0.0
  for i in m1.indices {
    let shift = Double(m1[i]) - Double(m2[i])
    let spread = Double(v1[i]).squareRoot() - Double(v2[i]).squareRoot()
    sum += shift * shift + spread * spread
  }
  return Float(sum)
}

/// The squared Fréchet (Wasserstein-2) distance between the Gaussians that fit two sets of features, which
/// is what papers report as the "FID".
///
/// ‖μ₁ − μ₂‖² + tr(C₁ + C₂ − 2·(C₁^½ C₂ C₁^½)^½) with the sample covariances C (divided by n − 1).
/// A row is one sample; both sets have at least two. Features of a fixed classifier make it an
/// inception-like distance; between two halves of the same data it is small but not 0.
///
/// Source: M. Heusel et al., *GANs Trained by a Two Time-Scale Update Rule*, 2017.
public func frechetDistance(_ a: Tensor, _ b: Tensor) -> Float {
  guard a.rank == 2, b.rank == 2, a.shape[1] == b.shape[1], a.shape[0] > 1, b.shape[0] > 1 else {
    stop(
      "frechetDistance: needs two sets [samples, features] with the same features and at least "
        + "two samples each, not \(a.shape) and \(b.shape)")
  }
  let (m1, c1) = moments(a)
  let (m2, c2) = moments(b)
  let n = m1.count
  var distance = 0.0
  for i in 0..<n {
    distance += (m1[i] - m2[i]) * (m1[i] - m2[i]) + c1[i * n + i] + c2[i * n + i]
  }
  // The trace of a root is the sum of the roots of the eigenvalues.
  let (values, vectors) = symmetricEigen(c1, n)
  var root = [Double](repeating: 0, count: n * n)
  for k in 0..<n {
    let length = max(0, values[k]).squareRoot()
    for i in 0..<n {
      let part = vectors[k * n + i] * length
      for j in 0..<n { root[i * n + j] += part * vectors[k * n + j] }
    }
  }
  let inner = product(product(root, c2, n), root, n)
  for value in symmetricEigen(inner, n).values { distance -= 2 * max(0, value).squareRoot() }
  // A hair below 0 is rounding.
  return Float(max(0, distance))
}

/// The means of the columns and their covariances, row by row.
private func moments(_ samples: Tensor) -> (mean: [Double], covariance: [Double]) {
  let (count, n) = (samples.shape[0], samples.shape[1])
  let scalars = samples.scalars
  var mean = [Double](repeating: 0, count: n)
  for r in 0..<count {
    for i in 0..<n { mean[i] += Double(scalars[r * n + i]) }
  }
  for i in 0..<n { mean[i] /= Double(count) }
  var covariance = [Double](repeating: 0, count: n * n)
  var centred = mean
  for r in 0..<count {
    for i in 0..<n { centred[i] = Double(scalars[r * n + i]) - mean[i] }
    for i in 0..<n {
      for j in i..<n { covariance[i * n + j] += centred[i] * centred[j] }
    }
  }
  for i in 0..<n {
    for j in i..<n {
      covariance[i * n + j] /= Double(count - 1)
      covariance[j * n + i] = covariance[i * n + j]
    }
  }
  return (mean, covariance)
}

private func product(_ a: [Double], _ b: [Double], _ n: Int) -> [Double] {
  var c = [Double](repeating: 0, count: n * n)
  for i in 0..<n {
    for k in 0..<n {
      let factor = a[i * n + k]
      for j in 0..<n { c[i * n + j] += factor * b[k * n + j] }
    }
  }
  return c
}
