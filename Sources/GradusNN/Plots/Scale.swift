/// How values of one axis become places between 0 and 1, and where its ticks are.
package struct Scale: Sendable, Equatable {
  /// The ends of the axis; their decimal logarithms if `isLog`.
  package var low: Double
  package var high: Double
  package var isLog: Bool

  package init(low: Double, high: Double, isLog: Bool) {
    self.low = low
    self.high = high
    self.isLog = isLog
  }

  /// A named place on an axis.
  package struct Tick: Sendable, Equatable {
    package var place: Double
    package var label: String
  }

  /// Where the value lies, 0 at the low end and 1 at the high end; nothing if it has no place.
  package func place(_ value: Float) -> Double? {
    place(Double(value))
  }

  package func place(_ value: Double) -> Double? {
    guard value.isFinite, !isLog || value > 0 else { return nil }
    return ((isLog ? decimalLogarithm(value) : value) - low) / (high - low)
  }

  /// The value at a place.
  package func value(at place: Double) -> Double {
    let t = low + (high - low) * place
    guard isLog else { return t }
    // 10ᵗ: whole powers exactly, the rest by halving the fraction until it hardly matters.
    let whole = floorToInt(t)
    return powerOfTen(whole) * fractionalPowerOfTen(t - Double(whole))
  }

  /// An axis that holds all the values, with a little air where `air` asks for it.
  ///
  /// - Parameters:
  ///   - isHeight: true for the vertical axis, which starts at zero if that is near.
  ///   - includesZero: true for columns, which stand on zero.
  ///   - air: the share of the length to leave free at each end.
  package static func fitting(
    _ values: Extent, axis: Axis, isHeight: Bool = false, includesZero: Bool = false, air: Double
  ) -> Scale {
    if axis.isLog {
      var low = values.leastPositive
      var high = values.greatest
      if let range = axis.range {
        low = range.lowerBound > 0 ? Double(range.lowerBound) : low
        high = Double(range.upperBound)
      }
      guard low > 0, low < .infinity, high > 0, high < .infinity else {
        return Scale(low: 0, high: 1, isLog: true)
      }
      var (l, h) = (decimalLogarithm(low), decimalLogarithm(high))
      if axis.range == nil {
        let margin = (h - l) * air
        (l, h) = (l - margin, h + margin)
      }
      if h - l < 0.2 { (l, h) = (l - 0.15, h + 0.15) }
      return Scale(low: l, high: h, isLog: true)
    }
    if let range = axis.range, range.lowerBound < range.upperBound {
      return Scale(low: Double(range.lowerBound), high: Double(range.upperBound), isLog: false)
    }
    var (low, high) = (values.least, values.greatest)
    guard low <= high else { return Scale(low: 0, high: 1, isLog: false) }
    // A little above zero is best seen from zero.
    let startsAtZero = includesZero || (isHeight && low >= 0 && low < 0.2 * high)
    let endsAtZero = includesZero && high <= 0
    if startsAtZero { low = min(low, 0) }
    if includesZero { high = max(high, 0) }
    if low == high {
      let half = low == 0 ? 1 : low.magnitude * 0.1
      return Scale(low: low - half, high: high + half, isLog: false)
    }
    let margin = (high - low) * air
    return Scale(
      low: startsAtZero && low == 0 ? 0 : low - margin, high: endsAtZero ? 0 : high + margin,
      isLog: false)
  }

  /// At most about `count` ticks at round values.
  package func ticks(_ count: Int) -> [Tick] {
    isLog ? logTicks(count) : linearTicks(count)
  }

  private func linearTicks(_ count: Int) -> [Tick] {
    let step = Self.roundStep((high - low) / Double(max(count, 1)))
    let places = max(0, -floorLog10(step))
    let first = -floorToInt(-(low / step - 1e-9))
    let last = floorToInt(high / step + 1e-9)
    guard first <= last else { return [] }
    let largest = max(Double(first).magnitude, Double(last).magnitude) * step
    return (first...last).map { n in
      let value = Double(n) * step
      let label =
        largest >= 1e6 || largest < 1e-3
        ? (n == 0 ? "0" : scientific(value, digits: 3)) : grouped(decimal(value, places))
      return Tick(place: (value - low) / (high - low), label: label)
    }
  }

  private func logTicks(_ count: Int) -> [Tick] {
    let first = -floorToInt(-(low - 1e-9))
    let last = floorToInt(high + 1e-9)
    let decades = last - first + 1
    var ticks: [Tick] = []
    if decades >= 3 || decades == 2 && count <= 3 {
      let every = max(1, (decades + max(count, 1) - 1) / max(count, 1))
      for n in first...last where n % every == 0 {
        ticks.append(Tick(place: (Double(n) - low) / (high - low), label: powerLabel(n)))
      }
      return ticks
    }
    // Two decades or less: 1, 2 and 5 of each.
    for n in floorToInt(low)...max(last, floorToInt(low)) {
      for digit in [1.0, 2, 5] {
        let t = Double(n) + decimalLogarithm(digit)
        guard t >= low - 1e-9, t <= high + 1e-9 else { continue }
        let label =
          n < -3 || n > 5
          ? scientific(digit * powerOfTen(n), digits: 1)
          : grouped(decimal(digit * powerOfTen(n), max(0, -n)))
        ticks.append(Tick(place: (t - low) / (high - low), label: label))
      }
    }
    return ticks
  }

  /// Names a power of ten plainly while all of the axis can be read plainly.
  private func powerLabel(_ n: Int) -> String {
    low >= -3.01 && high <= 4.01 ? decimal(powerOfTen(n), max(0, -n)) : "10" + superscript(n)
  }

  /// The smallest of 1, 2, 5 × 10ⁿ that is not below x.
  package static func roundStep(_ x: Double) -> Double {
    let power = powerOfTen(floorLog10(x))
    for digit in [1.0, 2, 5] where digit * power >= x * 0.999_999 { return digit * power }
    return 10 * power
  }
}

/// 10ᵗ for t in [0, 1), by the series of e^(t·log 10).
private func fractionalPowerOfTen(_ t: Double) -> Double {
  let x = t * 2.302_585_092_994_046
  var sum = 1.0
  for n in stride(from: 24, through: 1, by: -1) { sum = sum * x / Double(n) + 1 }
  return sum
}

/// Thin spaces between groups of three digits from 10 000 on.
package func grouped(_ text: String) -> String {
  let bytes = Array(text.utf8)
  let start = bytes.firstIndex { $0 >= 0x30 && $0 <= 0x39 } ?? 0
  let end = bytes.firstIndex(of: 0x2E) ?? bytes.count
  guard end - start >= 5 else { return text }
  var result = String(decoding: bytes[..<start], as: UTF8.self)
  for i in start..<end {
    if i > start, (end - i) % 3 == 0 { result += "\u{202F}" }
    result.unicodeScalars.append(Unicode.Scalar(bytes[i]))
  }
  return result + String(decoding: bytes[end...], as: UTF8.self)
}

/// The smallest and largest of some values, as far as they are finite.
package struct Extent: Sendable, Equatable {
  package var least = Double.infinity
  package var greatest = -Double.infinity
  package var leastPositive = Double.infinity

  package init() {}

  package mutating func include(_ value: Float) {
    guard value.isFinite else { return }
    let value = Double(value)
    least = min(least, value)
    greatest = max(greatest, value)
    if value > 0 { leastPositive = min(leastPositive, value) }
  }

  package mutating func include(_ values: [Float]) {
    for value in values { include(value) }
  }
}
