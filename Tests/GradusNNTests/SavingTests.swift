import GradusNN
import Testing

/// Bytes from elsewhere: what the format forbids is refused, and nothing in a header stops us.
extension SavingTests {
  /// A file with this header and a count of zero bytes after it.
  static func file(_ header: [UInt8], _ count: Int) -> [UInt8] {
    let length = UInt64(header.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) } + header
      + [UInt8](repeating: 0, count: count)
  }

  static func entry(_ name: String, _ shape: String, _ from: Int, _ to: Int) -> String {
    #""\#(name)":{"dtype":"F32","shape":\#(shape),"data_offsets":[\#(from),\#(to)]}"#
  }

  @Test(arguments: [
    (
      [entry("a", "[2]", 0, 8), entry("b", "[2]", 4, 12)], 12, "'b' starts at byte 4 of the numbers"
    ),
    ([entry("a", "[1]", 0, 4), entry("b", "[1]", 8, 12)], 12, "those before it end at 4"),
    ([entry("a", "[1]", 0, 4)], 16, "the last 12 bytes belong to no tensor"),
    ([entry("a", "[4]", 0, 16)], 12, "the place of 'a' does not fit its shape or the file"),
    ([entry("a", "[1]", 4, 0)], 4, "the place of 'a' does not fit its shape or the file"),
    ([entry("a", "[1]", 0, 4), entry("a", "[1]", 4, 8)], 8, "the header has 'a' twice"),
    ([entry("a", "[999999999999999999,9]", 0, 16)], 16, "'a' has a shape that cannot be"),
    ([entry("a", "[2147483647,2147483647,2]", 0, 16)], 16, "does not fit its shape"),
    ([entry("a", "[0,9999999999]", 0, 0)], 0, "'a' has a shape that cannot be"),
    ([entry("a", "[-1]", 0, 4)], 4, "the header cannot be read at byte"),
    ([entry(#"\ud83d\u0041"#, "[1]", 0, 4)], 4, "the header cannot be read at byte"),
    ([entry("a\n", "[1]", 0, 4)], 4, "the header cannot be read at byte 11"),
  ])
  func refusesAHostileHeader(_ entries: [String], _ count: Int, _ words: String) {
    let bytes = Self.file(Array("{\(entries.joined(separator: ","))}".utf8), count)
    let error = #expect(throws: SavingError.self) { try tensors(safetensors: bytes) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "no error")")
  }

  @Test func refusesWhatIsNoText() {
    let header = Array("{\"a".utf8) + [0xFF] + Array(Self.entry("", "[1]", 0, 4).utf8.dropFirst())
    #expect(throws: SavingError.self) {
      try tensors(safetensors: Self.file(header + Array("}".utf8), 4))
    }
    #expect(throws: SavingError.self) { try tensors(safetensors: Self.file(Array("{} x".utf8), 0)) }
    #expect(throws: SavingError.self) {
      try tensors(safetensors: [UInt8](repeating: 255, count: 24))
    }
  }

  @Test func readsEveryEscapeOfAName() throws {
    let header = "{\(Self.entry(#"\u0041\ud83d\ude00\/\n\""#, "[]", 0, 4))}   "
    let found = try tensors(safetensors: Self.file(Array(header.utf8), 4))
    #expect(found.map(\.name) == ["A😀/\n\""])
  }

  @Test func writesNamesThatNeedEscapes() throws {
    let name = "a\"\\\n\u{1}é😀"
    let bytes = safetensors([(name, Tensor([1, 2])), ("empty", .zeros(0, 3)), ("one", Tensor(3))])
    let found = try tensors(safetensors: bytes)
    #expect(found.map(\.name) == [name, "empty", "one"])
    #expect(found.map(\.tensor.shape) == [[2], [0, 3], []])
    #expect(String(decoding: bytes, as: UTF8.self).contains(#"a\"\\\u000a\u0001é😀"#))
  }
}
