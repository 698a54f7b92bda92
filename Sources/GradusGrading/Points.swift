/// Points of a grade, counted in hundredths so that sums are exact and the same everywhere.
///
/// In JSON and on pages it is a number with at most two decimals.
package struct Points: Hashable, Comparable, Sendable {
  package var hundredths: Int

  package init(hundredths: Int) {
    self.hundredths = hundredths
  }

  package init(_ whole: Int) {
    hundredths = whole * 100
  }

  package static let zero = Points(hundredths: 0)

  package static func < (left: Points, right: Points) -> Bool {
    left.hundredths < right.hundredths
  }

  package static func + (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths + right.hundredths)
  }

  package static func - (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths - right.hundredths)
  }

  /// As even as hundredths allow, and never more or less in sum: 2 points in 3 parts are 0.66, 0.67, 0.67.
  package func shared(among parts: Int) -> [Points] {
    (0..<max(parts, 0)).map { part in
      Points(hundredths: hundredths * (part + 1) / parts - hundredths * part / parts)
    }
  }
}

extension Sequence<Points> {
  package func sum() -> Points { reduce(.zero, +) }
}

extension Points: CustomStringConvertible {
  /// "2", "1.5", "0.67".
  package var description: String {
    let amount = abs(hundredths)
    let sign = hundredths < 0 ? "-" : ""
    let rest = amount % 100
    if rest == 0 { return "\(sign)\(amount / 100)" }
    let decimals = rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0\(rest)" : "\(rest)")
    return "\(sign)\(amount / 100).\(decimals)"
  }
}

extension Points: Codable {
  package init(from decoder: any Decoder) throws {
    let number = try decoder.singleValueContainer().decode(Double.self)
    guard number.isFinite, abs(number) < 1e12 else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(number) is no sum of points"))
    }
    hundredths = Int((number * 100).rounded())
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if hundredths % 100 == 0 {
      try container.encode(hundredths / 100)
    } else {
      try container.encode(Double(hundredths) / 100)
    }
  }
}
