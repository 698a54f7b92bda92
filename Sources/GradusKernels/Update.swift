package import GradusKernelTypes

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

/// y ← f(y + bias) for `rows` rows of `width` numbers and a bias of one row; `c` is the slope of a
/// leaky ReLU.
package func bendRows(
  _ function: Function, _ y: UnsafeMutablePointer<Float>, _ bias: UnsafePointer<Float>,
  _ rows: Int, _ width: Int, _ c: Float
) {
  let zero = Lanes(repeating: 0)
  let cs = Lanes(repeating: c)
  @_transparent func keep(_ x: Lanes) -> Lanes { x }
  @_transparent func rectify(_ x: Lanes) -> Lanes { pick(x .< zero, zero, x) }
  @_transparent func leak(_ x: Lanes) -> Lanes { pick(x .< zero, x * cs, x) }
  switch function {
  case .copy: bend(y, bias, rows, width, keep)
  case .relu: bend(y, bias, rows, width, rectify)
  case .leakyReLU: bend(y, bias, rows, width, leak)
  case .tanh: bend(y, bias, rows, width, hyperbolicTangent)
  case .sigmoid: bend(y, bias, rows, width, logistic)
  default: preconditionFailure("this function has no kernel for rows")
  }
}

@_transparent
private func bend(
  _ y: UnsafeMutablePointer<Float>, _ bias: UnsafePointer<Float>, _ rows: Int, _ width: Int,
  _ f: (Lanes) -> Lanes
) {
  if width < 16 && 16 % width == 0 {
    // Several rows fit side by side into one group of lanes.
    var pattern = Lanes(repeating: 0)
    for lane in 0..<16 { pattern[lane] = bias[lane % width] }
    var i = 0
    while i < rows * width {
      write(y, i, f(read(y, i) + pattern))
      i += 16
    }
    return
  }
  for row in 0..<rows {
    let y = y + row * width
    var j = 0
    while j + 16 <= width {
      write(y, j, f(readUnaligned(y, j) + readUnaligned(bias, j)))
      j += 16
    }
    if j < width {
      let last = f(rest(y, j, width) + rest(bias, j, width))
      for lane in j..<width { y[lane] = last[lane - j] }
    }
  }
}

/// The sum of max(a, 0) + log(1 + e^−|a|) − a·y over logits a and labels y.
package func crossEntropySum(
  _ a: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int
) -> Float {
  var s = Lanes(repeating: 0)
  var i = 0
  while i < count {
    let logits = read(a, i)
    let loss = softPlus(logits) - logits * read(y, i)
    // What lies in the padding does not count.
    s = s + (i + 16 <= count ? loss : pick(first(count - i), loss, Lanes(repeating: 0)))
    i += 16
  }
  return total(s)
}

/// (σ(a) − y)·c for logits a and labels y.
package func crossEntropyGradient(
  _ a: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ g: UnsafeMutablePointer<Float>,
  _ count: Int, _ c: Float
) {
  var i = 0
  while i < count {
    write(g, i, (logistic(read(a, i)) - read(y, i)) * c)
    i += 16
  }
}
