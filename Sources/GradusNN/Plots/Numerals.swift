// Numbers as text and decimal logarithms, without Foundation and without a C library, so that a
// figure has the same bytes on every machine and in WebAssembly.

/// The number with a fixed count of decimal places, rounded half away from zero: `decimal(1.005, 2)`.
@inline(never)
package func decimal(_ x: Double, _ places: Int) -> String {
  guard x.isFinite else { return x.isNaN ? "nan" : x < 0 ? "−∞" : "∞" }
  let scaled = x.magnitude * powerOfTen(places) + 0.5
  guard scaled < 9e18 else { return scientific(x, digits: 3) }
  var digits = "\(UInt64(scaled))"
  let isZero = digits == "0"
  if places > 0 {
    while digits.utf8.count <= places { digits = "0" + digits }
    let split = digits.utf8.count - places
    digits =
      String(decoding: digits.utf8.prefix(split), as: UTF8.self) + "."
      + String(decoding: digits.utf8.dropFirst(split), as: UTF8.self)
  }
  return x < 0 && !isZero ? "−" + digits : digits
}

/// The number to about four digits, as one would say it in a sentence: `0.305`, `12.5`, `1.2×10⁻⁸`.
@inline(never)
package func spoken(_ x: Double) -> String {
  guard x.isFinite, x != 0 else { return x == 0 ? "0" : decimal(x, 0) }
  let magnitude = floorLog10(x.magnitude)
  if magnitude < -4 || magnitude > 6 { return scientific(x, digits: 3) }
  return withoutTrailingZeros(decimal(x, max(0, 3 - magnitude)))
}

/// The number as a digit, a few decimals and a power of ten: `1.2×10⁻⁸`.
@inline(never)
package func scientific(_ x: Double, digits: Int) -> String {
  var exponent = floorLog10(x.magnitude)
  var mantissa = x / powerOfTen(exponent)
  // 9.996 would be printed as 10.0.
  if mantissa.magnitude + 0.5 * powerOfTen(1 - digits) >= 10 {
    mantissa /= 10
    exponent += 1
  }
  let power = "10" + superscript(exponent)
  let factor = withoutTrailingZeros(decimal(mantissa, digits - 1))
  return factor == "1" ? power : factor == "−1" ? "−" + power : factor + "×" + power
}

/// A whole number in raised digits: `⁻³`.
package func superscript(_ n: Int) -> String {
  var text = n < 0 ? "⁻" : ""
  for digit in "\(n.magnitude)".utf8 {
    switch digit {
    case 0x31: text += "¹"
    case 0x32: text += "²"
    case 0x33: text += "³"
    default:
      // ⁰ and ⁴ to ⁹ follow one another from U+2070.
      text.unicodeScalars.append(Unicode.Scalar(UInt8(0x70 + digit - 0x30)).raised)
    }
  }
  return text
}

extension Unicode.Scalar {
  /// The scalar 0x2000 places further on (from `p` = U+0070 to U+2070).
  fileprivate var raised: Unicode.Scalar { Unicode.Scalar(0x2000 + value) ?? self }
}

/// The text of a decimal number without zeros (and a point) at its end.
@inline(never)
package func withoutTrailingZeros(_ text: String) -> String {
  var digits = Array(text.utf8)
  guard digits.contains(0x2E) else { return text }
  while digits.last == 0x30 { digits.removeLast() }
  if digits.last == 0x2E { digits.removeLast() }
  return String(decoding: digits, as: UTF8.self)
}

/// Ten to a whole power; exact up to 10²².
@inline(never)
package func powerOfTen(_ n: Int) -> Double {
  var power = 1.0
  for _ in 0..<n.magnitude { power *= 10 }
  return n < 0 ? 1 / power : power
}

/// The largest whole n with 10ⁿ ≤ x, for positive x.
@inline(never)
package func floorLog10(_ x: Double) -> Int {
  var n = floorToInt(decimalLogarithm(x))
  // The logarithm of a power of ten may come out a hair too small or too large.
  if powerOfTen(n + 1) <= x { n += 1 } else if powerOfTen(n) > x { n -= 1 }
  return n
}

/// The decimal logarithm of a positive number, to about 14 digits.
@inline(never)
package func decimalLogarithm(_ x: Double) -> Double {
  var m = x.significand
  var e = Double(x.exponent)
  if m > 1.414_213_562_373_095_1 {
    m /= 2
    e += 1
  }
  // log m = 2 artanh s; |s| ≤ 0.172, so nine terms reach the last digit.
  let s = (m - 1) / (m + 1)
  let square = s * s
  var sum = 0.0
  for n in stride(from: 17, through: 1, by: -2) { sum = sum * square + 1 / Double(n) }
  return e * 0.301_029_995_663_981_2 + 2 * s * sum * 0.434_294_481_903_251_8
}

/// The largest whole number that is not above x.
package func floorToInt(_ x: Double) -> Int {
  let whole = Int(x)
  return Double(whole) > x ? whole - 1 : whole
}
