import GradusKernels

// Functions of a single number, without Foundation. They are the tensor functions for one number:
// the same polynomials, the same digits on every machine.

/// The exponential eˣ.
public func exp(_ x: Float) -> Float { exponential(Lanes(repeating: x))[0] }

/// The natural logarithm.
public func log(_ x: Float) -> Float { logarithm(Lanes(repeating: x))[0] }

/// The logarithm to base 2.
public func log2(_ x: Float) -> Float { log(x) * 1.44269504 }

/// The logarithm to base 10.
public func log10(_ x: Float) -> Float { log(x) * 0.43429448 }

/// log(1 + x), exact for small x too.
public func log1p(_ x: Float) -> Float { logarithm1p(Lanes(repeating: x))[0] }

/// The hyperbolic tangent.
public func tanh(_ x: Float) -> Float { hyperbolicTangent(Lanes(repeating: x))[0] }

/// The sine.
public func sin(_ x: Float) -> Float { sineAndCosine(Lanes(repeating: x)).sine[0] }

/// The cosine.
public func cos(_ x: Float) -> Float { sineAndCosine(Lanes(repeating: x)).cosine[0] }

/// The square root.
public func sqrt(_ x: Float) -> Float { x.squareRoot() }

/// The square root.
public func sqrt(_ x: Double) -> Double { x.squareRoot() }

/// xⁿ by repeated multiplication.
public func pow(_ x: Float, _ n: Int) -> Float {
  if n < 0 { return 1 / pow(x, -n) }
  var result: Float = 1
  var square = x
  var rest = n
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}

/// xᵃ = exp(a·log x) for a positive x; a whole exponent is multiplied out.
public func pow(_ x: Float, _ exponent: Float) -> Float {
  if exponent == exponent.rounded() && exponent.magnitude < 64 { return pow(x, Int(exponent)) }
  return exp(exponent * log(x))
}
