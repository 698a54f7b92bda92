import GradusRunner

/// One part of a class that is graded on several machines: "2/8".
package struct Shard: Hashable, Sendable {
  /// Counted from 1.
  package var number: Int
  package var count: Int

  /// Reads "i/n" with 1 ≤ i ≤ n; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]), number >= 1,
      number <= count
    else { return nil }
    self.number = number
    self.count = count
  }

  /// Whether a student belongs to this part.
  ///
  /// It depends on the student alone: who else hands in, and in which order, moves nobody.
  package func contains(_ student: String) -> Bool {
    var fingerprint = Fingerprint()
    fingerprint.add(student)
    let first = UInt64(fingerprint.hex().prefix(15), radix: 16) ?? 0
    return Int(first % UInt64(count)) == number - 1
  }
}

extension Shard: Codable, CustomStringConvertible {
  package var description: String { "\(number)/\(count)" }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let shard = Shard(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no shard such as 2/8")
    }
    self = shard
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
