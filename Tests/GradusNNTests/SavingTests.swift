import GradusNN
import Testing

/// Bytes from elsewhere: what the format forbids is refused, and nothing in a header stops us.
extension SavingTests {
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
