package import GradusProbe

/// How an answer differs from the expected one.
package struct Difference: Equatable {
  /// One sentence for the learner.
  package var message: String
  /// Where it differs most, as Swift would write it: `[2]`, `.loss`, `[0, 3]`.
  package var place: String?
}

/// The difference that matters, or nil when there is none.
///
/// Two numbers are the same when |got − expected| ≤ tolerance × max(1, |expected|): absolute below
/// one, relative above. Infinity equals itself; NaN equals nothing but an expected NaN.
///
/// - Parameters:
///   - revealing: whether the words may tell what was expected
///   - acceptingNaN: false where what is expected may itself come from the answers that are judged:
///     twice a NaN is a NaN
package func difference(
  _ got: Value, _ expected: Value, within tolerance: Float, revealing: Bool = true,
  acceptingNaN: Bool = true
) -> Difference? {
  var worst = Worst(
    tolerance: tolerance, isRevealing: revealing, isAcceptingNaN: acceptingNaN)
  if let other = worst.compare(got, expected, "") { return other }
  guard worst.ratio > 1 else { return nil }
  return Difference(
    message: worst.message, place: worst.place.isEmpty ? nil : worst.place)
}

private struct Worst {
  let tolerance: Float
  let isRevealing: Bool
  let isAcceptingNaN: Bool
  /// The largest distance seen, in tolerances.
  var ratio: Double = 0
  var place = ""
  var message = ""

  /// Returns a difference in kind or size at once; differences of numbers are collected.
  mutating func compare(_ got: Value, _ expected: Value, _ place: String) -> Difference? {
    switch (got, expected) {
    case (.float(let a), .float(let b)): number(Double(a), Double(b), place)
    case (.double(let a), .double(let b)): number(a, b, place)
    case (.int(let a), .int(let b)) where a != b: exact("is \(a)", ", not \(b)", place)
    case (.bool(let a), .bool(let b)) where a != b: exact("is \(a)", ", not \(b)", place)
    case (.string(let a), .string(let b)) where a != b: exact("is another text", "", place)
    case (.list(let a), .list(let b)):
      guard a.count == b.count else {
        return different(
          "has \(counted(a.count, "element"))",
          "; \(counted(b.count, "element")) were expected", place)
      }
      for i in a.indices {
        if let found = compare(a[i], b[i], place + "[\(i)]") { return found }
      }
    case (.record(let a), .record(let b)):
      guard a.count == b.count else { return different("has other parts", "", place) }
      for (i, part) in a.enumerated() {
        if let found = compare(part.value, b[i].value, place + "." + part.label) { return found }
      }
    case (.tensor(let shape, let a), .tensor(let wanted, let b)):
      guard shape == wanted else {
        return different("has shape \(shape)", "; \(wanted) was expected", place)
      }
      for i in a.indices where !same(Double(a[i]), Double(b[i])) {
        number(Double(a[i]), Double(b[i]), place + "\(coordinates(of: i, in: shape))")
      }
    case (.none, .none), (.int, .int), (.bool, .bool), (.string, .string): break
    default: return different("is \(got.kind)", "; \(expected.kind) was expected", place)
    }
    return nil
  }

  /// A sentence about what the answer is, and what it should have been where that may be told.
  private func different(_ words: String, _ wanted: String, _ place: String) -> Difference {
    let told = words + (isRevealing || wanted.isEmpty ? wanted : ", which is not right")
    return Difference(
      message: place.isEmpty ? "The answer \(told)." : "The answer's \(place) \(told).",
      place: place.isEmpty ? nil : place)
  }

  private mutating func exact(_ words: String, _ wanted: String, _ place: String) {
    guard ratio < .infinity else { return }
    ratio = .infinity
    self.place = place
    message = different(words, wanted, place).message
  }

  private func same(_ a: Double, _ b: Double) -> Bool {
    a == b || (isAcceptingNaN && a.isNaN && b.isNaN)
      || abs(a - b) <= Double(tolerance) * max(1, abs(b)) && a.isFinite && b.isFinite
  }

  private mutating func number(_ a: Double, _ b: Double, _ place: String) {
    guard !same(a, b) else { return }
    let room = Double(tolerance) * max(1, abs(b))
    // NaN and infinity are further away than any number; with tolerance 0 every distance is.
    let distance = a.isFinite && b.isFinite && room > 0 ? abs(a - b) / room : .infinity
    guard distance > ratio else { return }
    ratio = distance
    self.place = place
    let what = place.isEmpty ? "The answer" : "The answer's \(place)"
    if a.isNaN {
      message = "\(what) is not a number (NaN)."
    } else if a.isInfinite {
      message = "\(what) is infinite."
    } else {
      // Where it differs most, and that the rest differs less, is known from what was expected.
      message =
        place.isEmpty || !isRevealing ? "The answer is off." : "\(what) is off the most."
    }
  }
}

func coordinates(of index: Int, in shape: [Int]) -> [Int] {
  var rest = index
  var result = shape
  for axis in shape.indices.reversed() where shape[axis] > 0 {
    result[axis] = rest % shape[axis]
    rest /= shape[axis]
  }
  return result
}

func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
