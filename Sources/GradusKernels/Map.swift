package import GradusKernelTypes

// Every function below is transparent: it is always made part of its caller. The optimiser inlines
// closures only while their caller is small, and a vector of sixteen numbers that is passed to a
// function that stayed one is cut into four pieces, in which all of that function then computes.

@_transparent
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

/// y = f(x), for buffers that are padded to whole lanes; `c` and `d` are the function's constants.
package func map(
  _ function: Function, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int,
  _ c: Float, _ d: Float
) {
  let zero = Lanes(repeating: 0)
  let one = Lanes(repeating: 1)
  let cs = Lanes(repeating: c)
  let ds = Lanes(repeating: d)
  @_transparent func negate(_ x: Lanes) -> Lanes { lanes(bits(x) ^ 0x8000_0000) }
  @_transparent func rectify(_ x: Lanes) -> Lanes { pick(x .< zero, zero, x) }
  @_transparent func leak(_ x: Lanes) -> Lanes { pick(x .< zero, x * cs, x) }
  @_transparent func reciprocal(_ x: Lanes) -> Lanes { one / x }
  @_transparent func square(_ x: Lanes) -> Lanes { x * x }
  @_transparent func sine(_ x: Lanes) -> Lanes { sineAndCosine(x).sine }
  @_transparent func cosine(_ x: Lanes) -> Lanes { sineAndCosine(x).cosine }
  @_transparent func sign(_ x: Lanes) -> Lanes {
    pick(x .> zero, one, pick(x .< zero, zero - one, x))
  }
  @_transparent func scale(_ x: Lanes) -> Lanes { x * cs }
  @_transparent func add(_ x: Lanes) -> Lanes { x + cs }
  @_transparent func step(_ x: Lanes) -> Lanes { pick(x .> zero, one, zero) }
  @_transparent func leakyStep(_ x: Lanes) -> Lanes { pick(x .> zero, one, cs) }
  @_transparent func clampLow(_ x: Lanes) -> Lanes { pick(x .< cs, cs, x) }
  @_transparent func clampHigh(_ x: Lanes) -> Lanes { pick(x .> cs, cs, x) }
  @_transparent func isBetween(_ x: Lanes) -> Lanes { pick((x .>= cs) .& (x .<= ds), one, zero) }
  @_transparent func copy(_ x: Lanes) -> Lanes { x }
  switch function {
  case .negate: each(x, y, count, negate)
  case .exp: each(x, y, count, exponential)
  case .log: each(x, y, count, logarithm)
  case .log1p: each(x, y, count, logarithm1p)
  case .tanh: each(x, y, count, hyperbolicTangent)
  case .sigmoid: each(x, y, count, logistic)
  case .softplus: each(x, y, count, softPlus)
  case .relu: each(x, y, count, rectify)
  case .leakyReLU: each(x, y, count, leak)
  case .abs: each(x, y, count, magnitude)
  case .sqrt:
    for i in 0..<count { y[i] = x[i].squareRoot() }
  case .reciprocal: each(x, y, count, reciprocal)
  case .square: each(x, y, count, square)
  case .sin: each(x, y, count, sine)
  case .cos: each(x, y, count, cosine)
  case .sign: each(x, y, count, sign)
  case .scale: each(x, y, count, scale)
  case .add: each(x, y, count, add)
  case .step: each(x, y, count, step)
  case .leakyStep: each(x, y, count, leakyStep)
  case .clampLow: each(x, y, count, clampLow)
  case .clampHigh: each(x, y, count, clampHigh)
  case .isBetween: each(x, y, count, isBetween)
  case .copy: each(x, y, count, copy)
  case .fill:
    var i = 0
    while i < count {
      write(y, i, cs)
      i += 16
    }
  }
}

@_transparent
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

/// y = f(a, b), for buffers that are padded to whole lanes; `c` is the leak of a leaky ReLU.
package func pair(
  _ pairing: Pairing, _ walk: Walk, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
  _ y: UnsafeMutablePointer<Float>, _ count: Int, _ c: Float
) {
  let zero = Lanes(repeating: 0)
  let one = Lanes(repeating: 1)
  let cs = Lanes(repeating: c)
  @_transparent func sum(_ a: Lanes, _ b: Lanes) -> Lanes { a + b }
  @_transparent func difference(_ a: Lanes, _ b: Lanes) -> Lanes { a - b }
  @_transparent func product(_ a: Lanes, _ b: Lanes) -> Lanes { a * b }
  @_transparent func quotient(_ a: Lanes, _ b: Lanes) -> Lanes { a / b }
  @_transparent func equal(_ a: Lanes, _ b: Lanes) -> Lanes { pick(a .== b, one, zero) }
  @_transparent func greater(_ a: Lanes, _ b: Lanes) -> Lanes { pick(a .> b, one, zero) }
  @_transparent func greaterOrEqual(_ a: Lanes, _ b: Lanes) -> Lanes { pick(a .>= b, one, zero) }
  @_transparent func tanhSlope(_ g: Lanes, _ y: Lanes) -> Lanes { g * (one - y * y) }
  @_transparent func sigmoidSlope(_ g: Lanes, _ y: Lanes) -> Lanes { g * (y * (one - y)) }
  @_transparent func reluSlope(_ g: Lanes, _ x: Lanes) -> Lanes { pick(x .> zero, g, zero) }
  @_transparent func leakySlope(_ g: Lanes, _ x: Lanes) -> Lanes { pick(x .> zero, g, g * cs) }
  @_transparent func softplusSlope(_ g: Lanes, _ x: Lanes) -> Lanes { g * logistic(x) }
  switch pairing {
  case .add: both(walk, a, b, y, count, sum)
  case .subtract: both(walk, a, b, y, count, difference)
  case .multiply: both(walk, a, b, y, count, product)
  case .divide: both(walk, a, b, y, count, quotient)
  case .maximum: both(walk, a, b, y, count, larger)
  case .minimum: both(walk, a, b, y, count, smaller)
  case .equal: both(walk, a, b, y, count, equal)
  case .greater: both(walk, a, b, y, count, greater)
  case .greaterOrEqual: both(walk, a, b, y, count, greaterOrEqual)
  case .tanhGradient: both(walk, a, b, y, count, tanhSlope)
  case .sigmoidGradient: both(walk, a, b, y, count, sigmoidSlope)
  case .reluGradient: both(walk, a, b, y, count, reluSlope)
  case .leakyReLUGradient: both(walk, a, b, y, count, leakySlope)
  case .softplusGradient: both(walk, a, b, y, count, softplusSlope)
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
