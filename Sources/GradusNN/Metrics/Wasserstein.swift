/// The Wasserstein-1 (earth mover's) distance between two sets of numbers on the line.
///
/// The area between the two cumulative distributions. For sets of the same size that is the mean
/// of |aᵢ − bᵢ| with both in order. Units are those of the numbers.
public func wasserstein1(_ a: [Float], _ b: [Float]) -> Float {
  guard !a.isEmpty, !b.isEmpty else { stop("wasserstein1: needs numbers on both sides") }
  let (a, b) = (a.sorted(), b.sorted())
  var sum = 0.0
  if a.count == b.count {
    for (x, y) in zip(a, b) { sum += (Double(x) - Double(y)).magnitude }
    return Float(sum / Double(a.count))
  }
  // Walk along the line; between neighbouring numbers both distributions are level.
  var (i, j) = (0, 0)
  var last = Double(min(a[0], b[0]))
  while i < a.count || j < b.count {
    let takesA = j == b.count || i < a.count && a[i] <= b[j]
    let here = Double(takesA ? a[i] : b[j])
    let height = Double(i) / Double(a.count) - Double(j) / Double(b.count)
    sum += height.magnitude * (here - last)
    last = here
    if takesA { i += 1 } else { j += 1 }
  }
  return Float(sum)
}

/// The Wasserstein-1 distance between the numbers of two tensors, whatever their shapes.
public func wasserstein1(_ a: Tensor, _ b: Tensor) -> Float {
  wasserstein1(a.scalars, b.scalars)
}

/// The Wasserstein-1 distance between two distributions over 0, 1, 2, …: Σ |difference of the CDFs|.
public func wasserstein1(probabilities p: [Float], _ q: [Float]) -> Float {
  guard p.count == q.count else {
    stop("wasserstein1: \(p.count) probabilities do not match \(q.count)")
  }
  var difference = 0.0
  var sum = 0.0
  for (a, b) in zip(p, q) {
    difference += Double(a) - Double(b)
    sum += difference.magnitude
  }
  return Float(sum)
}
