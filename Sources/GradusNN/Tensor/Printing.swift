extension Tensor: CustomStringConvertible {
  /// The numbers with four decimals, in brackets as they would be typed.
  public var description: String {
    func text(_ axis: Int, _ start: Int) -> String {
      if axis == rank { return fixed(numbers[start], 4) }
      let inner = node.shape.count(axis + 1..<rank)
      let parts = (0..<node.shape[axis]).map { text(axis + 1, start + $0 * inner) }
      let gap = axis == rank - 1 ? ", " : ",\n" + String(repeating: " ", count: axis + 1)
      var joined = ""
      for (i, part) in parts.enumerated() { joined += (i == 0 ? "" : gap) + part }
      return "[" + joined + "]"
    }
    return text(0, 0)
  }
}

/// A number with the given count of decimals, rounded to nearest, half away from zero.
///
/// ```swift
/// print(fixed(0.69315, 3))   // 0.693
/// ```
public func fixed(_ x: Float, _ digits: Int) -> String { fixed(Double(x), digits) }

/// A `Double` with a fixed number of decimals, at most 15.
public func fixed(_ x: Double, _ digits: Int) -> String {
  if x.isNaN { return "nan" }
  if x.isInfinite { return x < 0 ? "-inf" : "inf" }
  let places = Swift.min(Swift.max(digits, 0), 15)
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let size = x.magnitude
  let whole = size.rounded(.towardZero)
  if whole >= 9e15 {
    return (x < 0 ? "-" : "") + "\(UInt64(exactly: whole).map { "\($0)" } ?? "\(whole)")"
  }
  var units = UInt64(whole)
  var rest = UInt64(((size - whole) * scale).rounded())
  if rest == UInt64(scale) {
    units += 1
    rest = 0
  }
  var text = "\(units)"
  if places > 0 {
    let decimals = "\(rest)"
    text += "." + String(repeating: "0", count: places - decimals.utf8.count) + decimals
  }
  // "-0.00" says nothing, so the sign goes with the digits.
  return x < 0 && (units != 0 || rest != 0) ? "-" + text : text
}
