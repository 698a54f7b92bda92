import GradusNN
import Testing

/// Bytes that a layer from two numbers to one cannot load, and the sentence that says why.
struct SavingRefusal: Sendable, CustomTestStringConvertible {
  let sentence: String
  let bytes: [UInt8]

  init(_ sentence: String, _ bytes: [UInt8]) {
    self.sentence = sentence
    self.bytes = bytes
  }

  var testDescription: String { sentence }
}

extension SavingTests {
  /// A file with this header and a count of zero bytes after it.
  static func file(_ header: [UInt8], _ count: Int) -> [UInt8] {
    let length = UInt64(header.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) } + header
      + [UInt8](repeating: 0, count: count)
  }

  /// The same with a header of these entries.
  static func file(_ entries: String..., bytes count: Int) -> [UInt8] {
    file(Array("{\(entries.joined(separator: ","))}".utf8), count)
  }

  /// What a header says of one tensor.
  static func entry(
    _ name: String, _ shape: String, _ from: Int, _ to: Int, type: String = "F32"
  ) -> String {
    #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[\#(from),\#(to)]}"#
  }

  static let refusals = [
    SavingRefusal("3 bytes are no safetensors file", [1, 2, 3]),
    SavingRefusal(
      "the header should have 9 bytes, but the file ends before that",
      [9, 0, 0, 0, 0, 0, 0, 0, 123, 125]),
    SavingRefusal(
      "'a' is of type F16, and only F32 can be read",
      file(entry("a", "[2]", 0, 4, type: "F16"), bytes: 4)),
    SavingRefusal(
      "the file has no tensor called 'weight'", file(entry("bias", "[1]", 0, 4), bytes: 4)),
    SavingRefusal(
      "'weight' has shape [2] in the file and [1, 2] here",
      file(entry("weight", "[2]", 0, 8), bytes: 8)),

    SavingRefusal(
      "'b' starts at byte 4 of the numbers, but those before it end at 8",
      file(entry("a", "[2]", 0, 8), entry("b", "[2]", 4, 12), bytes: 12)),
    SavingRefusal(
      "'b' starts at byte 8 of the numbers, but those before it end at 4",
      file(entry("a", "[1]", 0, 4), entry("b", "[1]", 8, 12), bytes: 12)),
    SavingRefusal(
      "the last 12 bytes belong to no tensor", file(entry("a", "[1]", 0, 4), bytes: 16)),
    SavingRefusal(
      "the place of 'a' does not fit its shape or the file",
      file(entry("a", "[4]", 0, 16), bytes: 12)),
    SavingRefusal(
      "the place of 'b' does not fit its shape or the file", file(entry("b", "[1]", 4, 0), bytes: 4)
    ),
    SavingRefusal(
      "the place of 'c' does not fit its shape or the file",
      file(entry("c", "[2147483647,2147483647,2]", 0, 16), bytes: 16)),
    SavingRefusal(
      "the header has 'a' twice", file(entry("a", "[1]", 0, 4), entry("a", "[1]", 4, 8), bytes: 8)),
    SavingRefusal(
      "'a' has a shape that cannot be", file(entry("a", "[999999999999999999,9]", 0, 16), bytes: 16)
    ),
    SavingRefusal(
      "'b' has a shape that cannot be", file(entry("b", "[0,9999999999]", 0, 0), bytes: 0)),

    SavingRefusal(
      "the header cannot be read at byte 11", file(entry("a\n", "[1]", 0, 4), bytes: 4)),
    SavingRefusal(
      "the header cannot be read at byte 22", file(entry(#"\ud83d\u0041"#, "[1]", 0, 4), bytes: 4)),
    SavingRefusal("the header cannot be read at byte 37", file(entry("a", "[-1]", 0, 4), bytes: 4)),
    SavingRefusal(
      "the header cannot be read at byte 13",
      file(Array("{\"a".utf8) + [0xFF] + Array("\":{}}".utf8), 4)),
    SavingRefusal("the header cannot be read at byte 11", file(Array("{} x".utf8), 0)),
    SavingRefusal(
      "the header should have 18446744073709551615 bytes, but the file ends before that",
      [UInt8](repeating: 255, count: 24)),
  ]
}
