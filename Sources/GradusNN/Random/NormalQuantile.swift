/// A standard normal number from a uniform 32-bit word: the inverse of the normal distribution.
///
/// The lowest 31 bits choose a tail probability p between 2⁻³³ and ½, the highest bit the sign, so
/// the distribution is exactly symmetric and reaches 6.3 standard deviations. With
/// w = −log(4p(1−p)) the quantile is z = (1 − 2p)·g(w), where g is smooth: one polynomial in w for
/// w < 5 and one in √w beyond (the form of M. Giles, *Approximating the erfinv function*, 2010;
/// the coefficients are our own minimax fits, `script/normal-quantile-fit.py`). The relative error
/// is below 2·10⁻⁶. One word makes one number, nothing is rejected and nothing is kept for later.
///
/// No branch and no call: a loop over this function becomes SIMD code, and every operation in it
/// gives the same bits on every machine.
@inline(__always)
package func normalQuantile(_ word: UInt32) -> Float {
  let tailBits = word & 0x7FFF_FFFF
  // p and 1 − 2p are both made from integers: neither loses digits where it is small.
  let p = plusHalf(tailBits) * 0x1p-32
  let x = plusHalf(0x7FFF_FFFF &- tailBits) * 0x1p-31
  let w = -naturalLog((p * 4) * (1 - p))

  let t = w - 2.5
  var centre: Float = 4.4637295e-07
  centre = centre * t - 4.5055199e-06
  centre = centre * t - 5.7900723e-06
  centre = centre * t + 3.0735956e-04
  centre = centre * t - 1.7743169e-03
  centre = centre * t - 5.9061218e-03
  centre = centre * t + 0.34880364
  centre = centre * t + 2.1233132

  let u = root(w) - 3.51595
  var tail: Float = -2.3957837e-04
  tail = tail * u + 7.7165698e-04
  tail = tail * u - 1.0214887e-03
  tail = tail * u + 1.3274302e-03
  tail = tail * u - 2.7624776e-03
  tail = tail * u + 4.5350692e-03
  tail = tail * u + 1.4247731
  tail = tail * u + 4.7398114

  let magnitude = x * (w < 5 ? centre : tail)
  return Float(bitPattern: magnitude.bitPattern | (word & 0x8000_0000))
}

/// k + ½ for k below 2³¹, rounded once.
@inline(__always)
private func plusHalf(_ k: UInt32) -> Float {
  // From two signed halves: an unsigned number has no conversion instruction of its own.
  Float(Int32(bitPattern: k &>> 16)) * 65536 + (Float(Int32(bitPattern: k & 0xFFFF)) + 0.5)
}

/// log x for positive normal x, within two units in the last place.
///
/// The logarithm of tensors works on sixteen lanes and minds zeros, infinities and subnormals; here is one
/// number, and none of these.
@inline(__always)
private func naturalLog(_ x: Float) -> Float {
  // x = m·2ᵉ with m in [√½, √2): the subtracted pattern is √½, so that the borrow does the choosing.
  let shifted = Int32(bitPattern: x.bitPattern &- 0x3F35_04F3)
  let exponent = Float(shifted &>> 23)
  let m = Float(bitPattern: UInt32(bitPattern: shifted & 0x007F_FFFF) &+ 0x3F35_04F3)
  let f = m - 1
  var q: Float = 0.08734838
  q = q * f - 0.1430752
  q = q * f + 0.14917974
  q = q * f - 0.16570508
  q = q * f + 0.19962072
  q = q * f - 0.25001755
  q = q * f + 0.33333951
  q = q * f - 0.4999999
  // log 2 in two parts; the first has few digits, so that its product with the exponent is exact.
  return exponent * 0.693359375 + (f + (f * f * q - exponent * 2.1219444e-4))
}

/// √x for normal x, by halving the exponent and three Newton steps towards 1/√x.
///
/// (`squareRoot()` may call a function for the sake of negative numbers: no SIMD code.)
@inline(__always)
private func root(_ x: Float) -> Float {
  let half = x * 0.5
  var y = Float(bitPattern: 0x5F37_5A86 &- (x.bitPattern &>> 1))
  y = y * (1.5 - half * y * y)
  y = y * (1.5 - half * y * y)
  y = y * (1.5 - half * y * y)
  return x * y
}
