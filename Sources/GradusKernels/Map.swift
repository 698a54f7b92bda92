package import GradusKernelTypes

@inline(__always)
private func each(
  _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int,
  _ f: (Lanes) -> Lanes
) {
  var i = 0
  while i < count {
    write(y, i, f(read(x, i)))
    i += 16
  }
}

// One function each: beyond a certain size of its caller the optimiser stops inlining, and a vector
// that is passed to a function that is not inlined is cut into pieces.

@inline(never)
private func eachExp(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int) {
  each(x, y, count) { exponential($0) }
}

@inline(never)
private func eachLog(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int) {
  each(x, y, count) { logarithm($0) }
}

@inline(never)
private func eachLog1p(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int) {
  each(x, y, count) { logarithm1p($0) }
}

@inline(never)
private func eachTanh(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int) {
  each(x, y, count) { x in
    // Spelled out, because the optimiser does not inline as deep as this.
    let size = magnitude(x)
    return hyperbolicTangent(x, exponential(size + size))
  }
}

@inline(never)
private func eachSigmoid(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int)
{
  each(x, y, count) { logistic($0) }
}

@inline(never)
private func eachSoftplus(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int)
{
  each(x, y, count) { softPlus($0) }
}

@inline(never)
private func eachSin(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int) {
  each(x, y, count) { sineAndCosine($0).sine }
}

@inline(never)
private func eachCos(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int) {
  each(x, y, count) { sineAndCosine($0).cosine }
}

/// y = f(x), for buffers that are padded to whole lanes; `c` and `d` are the function's constants.
package func map(
  _ function: Function, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int,
  _ c: Float, _ d: Float
) {
  let zero = Lanes(repeating: 0)
  let one = Lanes(repeating: 1)
  let cs = Lanes(repeating: c)
  switch function {
  case .negate: each(x, y, count) { lanes(bits($0) ^ 0x8000_0000) }
  case .exp: eachExp(x, y, count)
  case .log: eachLog(x, y, count)
  case .log1p: eachLog1p(x, y, count)
  case .tanh: eachTanh(x, y, count)
  case .sigmoid: eachSigmoid(x, y, count)
  case .softplus: eachSoftplus(x, y, count)
  case .relu: each(x, y, count) { pick($0 .< zero, zero, $0) }
  case .leakyReLU: each(x, y, count) { pick($0 .< zero, $0 * cs, $0) }
  case .abs: each(x, y, count) { magnitude($0) }
  case .sqrt:
    for i in 0..<count { y[i] = x[i].squareRoot() }
  case .reciprocal: each(x, y, count) { one / $0 }
  case .rsqrt:
    for i in 0..<count { y[i] = 1 / x[i].squareRoot() }
  case .square: each(x, y, count) { $0 * $0 }
  case .sin: eachSin(x, y, count)
  case .cos: eachCos(x, y, count)
  case .sign: each(x, y, count) { pick($0 .> zero, one, pick($0 .< zero, zero - one, $0)) }
  case .scale: each(x, y, count) { $0 * cs }
  case .add: each(x, y, count) { $0 + cs }
  case .step: each(x, y, count) { pick($0 .> zero, one, zero) }
  case .leakyStep: each(x, y, count) { pick($0 .> zero, one, cs) }
  case .clampLow: each(x, y, count) { pick($0 .< cs, cs, $0) }
  case .clampHigh: each(x, y, count) { pick($0 .> cs, cs, $0) }
  case .isBetween:
    let ds = Lanes(repeating: d)
    each(x, y, count) { pick(($0 .>= cs) .& ($0 .<= ds), one, zero) }
  case .copy: each(x, y, count) { $0 }
  case .fill: each(x, y, count) { _ in cs }
  }
}

@inline(__always)
private func both(
  _ walk: Walk, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
  _ y: UnsafeMutablePointer<Float>, _ count: Int, _ f: (Lanes, Lanes) -> Lanes
) {
  var i = 0
  switch walk {
  case .together:
    while i < count {
      write(y, i, f(read(a, i), read(b, i)))
      i += 16
    }
  case .number:
    let bs = Lanes(repeating: b[0])
    while i < count {
      write(y, i, f(read(a, i), bs))
      i += 16
    }
  case .numberFirst:
    let xs = Lanes(repeating: a[0])
    while i < count {
      write(y, i, f(xs, read(b, i)))
      i += 16
    }
  }
}

@inline(never)
private func bothSoftplus(
  _ walk: Walk, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
  _ y: UnsafeMutablePointer<Float>, _ count: Int
) {
  both(walk, a, b, y, count) { $0 * logistic($1) }
}

/// y = f(a, b), for buffers that are padded to whole lanes; `c` is the leak of a leaky ReLU.
package func pair(
  _ pairing: Pairing, _ walk: Walk, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
  _ y: UnsafeMutablePointer<Float>, _ count: Int, _ c: Float
) {
  let zero = Lanes(repeating: 0)
  let one = Lanes(repeating: 1)
  switch pairing {
  case .add: both(walk, a, b, y, count) { $0 + $1 }
  case .subtract: both(walk, a, b, y, count) { $0 - $1 }
  case .multiply: both(walk, a, b, y, count) { $0 * $1 }
  case .divide: both(walk, a, b, y, count) { $0 / $1 }
  case .maximum: both(walk, a, b, y, count) { larger($0, $1) }
  case .minimum: both(walk, a, b, y, count) { smaller($0, $1) }
  case .equal: both(walk, a, b, y, count) { pick($0 .== $1, one, zero) }
  case .greater: both(walk, a, b, y, count) { pick($0 .> $1, one, zero) }
  case .greaterOrEqual: both(walk, a, b, y, count) { pick($0 .>= $1, one, zero) }
  case .tanhGradient: both(walk, a, b, y, count) { $0 * (one - $1 * $1) }
  case .sigmoidGradient: both(walk, a, b, y, count) { $0 * ($1 * (one - $1)) }
  case .reluGradient: both(walk, a, b, y, count) { pick($1 .> zero, $0, zero) }
  case .leakyReLUGradient:
    let cs = Lanes(repeating: c)
    both(walk, a, b, y, count) { pick($1 .> zero, $0, $0 * cs) }
  case .softplusGradient: bothSoftplus(walk, a, b, y, count)
  }
}

/// y = f(a, row) for `rows` rows of `width` numbers each, the second operand being one row.
package func pairRow(
  _ pairing: Pairing, _ a: UnsafePointer<Float>, _ row: UnsafePointer<Float>,
  _ y: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  @inline(__always) func walk(_ f: (Lanes, Lanes) -> Lanes, _ g: (Float, Float) -> Float) {
    var at = 0
    for _ in 0..<rows {
      var j = 0
      while j + 16 <= width {
        write(y, at + j, f(readUnaligned(a, at + j), readUnaligned(row, j)))
        j += 16
      }
      while j < width {
        y[at + j] = g(a[at + j], row[j])
        j += 1
      }
      at += width
    }
  }
  switch pairing {
  case .add: walk({ $0 + $1 }, { $0 + $1 })
  case .subtract: walk({ $0 - $1 }, { $0 - $1 })
  case .multiply: walk({ $0 * $1 }, { $0 * $1 })
  case .divide: walk({ $0 / $1 }, { $0 / $1 })
  default: preconditionFailure("this pairing has no kernel for rows")
  }
}

/// y = f(a, column) for rows of `width` numbers, the second operand being one number for each row.
package func pairColumn(
  _ pairing: Pairing, _ a: UnsafePointer<Float>, _ column: UnsafePointer<Float>,
  _ y: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  @inline(__always) func walk(_ f: (Lanes, Lanes) -> Lanes, _ g: (Float, Float) -> Float) {
    var at = 0
    for i in 0..<rows {
      let c = column[i]
      let cs = Lanes(repeating: c)
      var j = 0
      while j + 16 <= width {
        write(y, at + j, f(readUnaligned(a, at + j), cs))
        j += 16
      }
      while j < width {
        y[at + j] = g(a[at + j], c)
        j += 1
      }
      at += width
    }
  }
  switch pairing {
  case .add: walk({ $0 + $1 }, { $0 + $1 })
  case .subtract: walk({ $0 - $1 }, { $0 - $1 })
  case .multiply: walk({ $0 * $1 }, { $0 * $1 })
  case .divide: walk({ $0 / $1 }, { $0 / $1 })
  default: preconditionFailure("this pairing has no kernel for columns")
  }
}
