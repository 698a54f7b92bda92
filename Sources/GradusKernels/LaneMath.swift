// The functions of the core, as polynomials. No libm: its digits differ from machine to machine.
// A product and a sum are never fused here, so that machines with and without such an
// instruction agree. The polynomials are those of S. Moshier's Cephes library (single precision).

/// eˣ, within 1 unit in the last place.
@_transparent
package func exponential(_ x: Lanes) -> Lanes {
  // Beyond these bounds the result is 0 or ∞ anyway; NaN fails both comparisons and stays.
  var r = pick(x .> 89, Lanes(repeating: 89), x)
  r = pick(r .< -104, Lanes(repeating: -104), r)
  // Adding 1.5·2²³ rounds to a whole number and leaves it in the low bits.
  let magic = r * 1.44269504 + 12582912
  let n = magic - 12582912
  r = r - n * 0.693359375
  r = r + n * 2.12194440e-4
  var p = Lanes(repeating: 1.9875691500e-4)
  p = p * r + 1.3981999507e-3
  p = p * r + 8.3334519073e-3
  p = p * r + 4.1665795894e-2
  p = p * r + 1.6666665459e-1
  p = p * r + 5.0000001201e-1
  let mantissa = (p * r) * r + r + 1
  // 2ⁿ in two factors, because 2¹²⁸ and 2⁻¹⁴⁹ are no normal numbers. Arithmetic on the biased
  // number, so that the shift is one of unsigned numbers.
  let biased = bits(magic) &- 0x4B40_0000 &+ 1024
  let half = biased &>> 1
  let rest = biased &- half
  let scale1 = lanes((half &- 385) &<< 23)
  let scale2 = lanes((rest &- 385) &<< 23)
  return mantissa * scale1 * scale2
}

/// log x, within 1 unit in the last place; log 0 = −∞ and the log of a negative number is NaN.
@_transparent
package func logarithm(_ x: Lanes) -> Lanes {
  // Subnormal numbers are brought into range first.
  let small = x .< 0x1p-126
  let y = pick(small, x * 0x1p25, x)
  // y = m·2ᵉ with m in [√½, √2): the subtracted pattern is √½, so that the borrow does the choosing.
  let shifted = bits(y) &- 0x3F35_04F3
  let field = (shifted &>> 23) ^ 0x100
  let e = lanes(field | 0x4B00_0000) - 8388864
  let exponent = pick(small, e - 25, e)
  let f = lanes((shifted & 0x007F_FFFF) &+ 0x3F35_04F3) - 1
  let z = f * f
  var p = Lanes(repeating: 7.0376836292e-2)
  p = p * f - 1.1514610310e-1
  p = p * f + 1.1676998740e-1
  p = p * f - 1.2420140846e-1
  p = p * f + 1.4249322787e-1
  p = p * f - 1.6668057665e-1
  p = p * f + 2.0000714765e-1
  p = p * f - 2.4999993993e-1
  p = p * f + 3.3333331174e-1
  var tail = (p * f) * z
  tail = tail - exponent * 2.12194440e-4
  // The same number as z · ½; but where z has a third use, the optimiser takes the lanes apart.
  tail = tail - (f * 0.5) * f
  var result = exponent * 0.693359375 + (f + tail)
  result = pick(x .== 0, Lanes(repeating: -.infinity), result)
  result = pick(x .< 0, Lanes(repeating: .nan), result)
  return pick((x .== .infinity) .| (x .!= x), x, result)
}

/// log(1 + x) without losing the digits of a small x.
///
/// W. Kahan's rearrangement: with u = 1 + x rounded, log(u)·x/(u − 1) makes good for the rounding.
@_transparent
package func logarithm1p(_ x: Lanes) -> Lanes {
  let u = x + 1
  let corrected = logarithm(u) * (x / (u - 1))
  let result = pick(u .== 1, x, corrected)
  return pick((x .== .infinity) .| (x .<= -1), logarithm(u), result)
}

/// tanh x, within 4 units in the last place.
@_transparent
package func hyperbolicTangent(_ x: Lanes) -> Lanes {
  // Far from 0 it is 1 − 2/(e + 1) with e to the power of 2|x|; near 0 a polynomial keeps the digits
  // that the subtraction would lose.
  let size = magnitude(x)
  let e = exponential(size + size)
  let z = x * x
  var p = Lanes(repeating: -5.70498872745e-3)
  p = p * z + 2.06390887954e-2
  p = p * z - 5.37397155531e-2
  p = p * z + 1.33314422036e-1
  p = p * z - 3.33332819422e-1
  let near = (p * z) * x + x
  let far = 1 - 2 / (e + 1)
  let signed = lanes(bits(far) | (bits(x) & 0x8000_0000))
  // NaN fails the comparison and takes the polynomial, which keeps it.
  return pick(magnitude(x) .>= 0.625, signed, near)
}

/// 1/(1 + e⁻ˣ), from e to the power of −|x| so that nothing overflows.
@_transparent
package func logistic(_ x: Lanes) -> Lanes {
  let e = exponential(Lanes(repeating: 0) - magnitude(x))
  return pick(x .>= 0, Lanes(repeating: 1), e) / (e + 1)
}

/// log(1 + eˣ) = max(x, 0) + log(1 + e to the power of −|x|).
@_transparent
package func softPlus(_ x: Lanes) -> Lanes {
  larger(x, Lanes(repeating: 0))
    + logarithm1p(exponential(Lanes(repeating: 0) - magnitude(x)))
}

/// sin and cos of x: within 2 units in the last place for |x| up to 200, within 8·10⁻⁸ (absolute) up to
/// 8000; near the zeros of large angles the relative digits are lost.
@_transparent
package func sineAndCosine(_ x: Lanes) -> (sine: Lanes, cosine: Lanes) {
  // x = q·π/2 + r; π/2 is subtracted in three parts, so that the difference keeps its digits.
  let magic = x * 0.636619772 + 12582912
  let q = magic - 12582912
  var r = x - q * 1.5703125
  r = r - q * 4.837512969970703125e-4
  r = r - q * 7.54978995489188216e-8
  let z = r * r
  var s = Lanes(repeating: -1.9515295891e-4)
  s = s * z + 8.3321608736e-3
  s = s * z - 1.6666654611e-1
  s = (s * z) * r + r
  var c = Lanes(repeating: 2.443315711809948e-5)
  c = c * z - 1.388731625493765e-3
  c = c * z + 4.166664568298827e-2
  c = (c * z) * z - z * 0.5 + 1
  let quadrant = bits(magic)
  let isOdd = (quadrant & 1) .== 1
  let sineSign = (quadrant & 2) &<< 30
  let cosineSign = ((quadrant &+ 1) & 2) &<< 30
  return (
    lanes(bits(pick(isOdd, c, s)) ^ sineSign), lanes(bits(pick(isOdd, s, c)) ^ cosineSign)
  )
}
