// One pass over a parameter for one step of an optimizer: what the formulas say, without a
// temporary for every sign in them.

/// m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← keep·w − rate·m/(root·√v + ε).
package func adamStep(
  _ w: UnsafeMutablePointer<Float>, _ m: UnsafeMutablePointer<Float>,
  _ v: UnsafeMutablePointer<Float>, _ g: UnsafePointer<Float>, _ count: Int,
  _ betas: (Float, Float), _ rate: Float, _ root: Float, _ eps: Float, _ keep: Float
) {
  let (b1, b2) = betas
  let (c1, c2) = (1 - b1, 1 - b2)
  // Number by number: the compiler makes vectors of this loop, and of a loop over `Lanes` not,
  // because their square root goes lane by lane.
  for i in 0..<count {
    let gradient = g[i]
    let mean = m[i] * b1 + gradient * c1
    let square = v[i] * b2 + gradient * gradient * c2
    m[i] = mean
    v[i] = square
    w[i] = w[i] * keep - mean * rate / (square.squareRoot() * root + eps)
  }
}

/// Plain descent: w ← w − rate·g.
package func descend(
  _ w: UnsafeMutablePointer<Float>, _ g: UnsafePointer<Float>, _ count: Int, _ rate: Float
) {
  var i = 0
  while i < count {
    write(w, i, read(w, i) - read(g, i) * rate)
    i += 16
  }
}
