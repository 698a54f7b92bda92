/// One tag of a page that we wrote ourselves: attributes in double quotes, text escaped.
struct Tag {
  var name: String
  var attributes: [(name: String, value: String)]

  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// The tag as it was written, for messages.
  var written: String {
    "<\(name)" + attributes.map { " \($0.name)=\"\($0.value)\"" }.joined() + ">"
  }
}

/// The opening tags of a page, in order; one pass over its bytes.
func tags(_ html: String) -> [Tag] { tags(Array(html.utf8)) }

func tags(_ bytes: [UInt8]) -> [Tag] {
  var found: [Tag] = []
  var index = 0
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
  func end(from start: Int, _ stops: (UInt8) -> Bool) -> Int {
    var index = start
    while index < bytes.count, !stops(bytes[index]) { index += 1 }
    return index
  }
  let isNameEnd = { (byte: UInt8) in byte <= 0x20 || byte == 0x3E || byte == 0x2F || byte == 0x3D }
  while index < bytes.count {
    guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count,
      bytes[index + 1] | 0x20 >= 0x61, bytes[index + 1] | 0x20 <= 0x7A
    else {
      index += 1
      continue
    }
    let nameEnd = end(from: index + 1, isNameEnd)
    var tag = Tag(name: text(index + 1..<nameEnd), attributes: [])
    index = nameEnd
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: "/") || bytes[index] == 0x3D {
        index += 1
        continue
      }
      let wordEnd = end(from: index, isNameEnd)
      let word = text(index..<max(wordEnd, index + 1))
      index = max(wordEnd, index + 1)
      var value = ""
      if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "="), bytes[index + 1] == 0x22 {
        let valueEnd = end(from: index + 2) { $0 == 0x22 }
        value = text(index + 2..<valueEnd)
        index = min(valueEnd + 1, bytes.count)
      }
      tag.attributes.append((word, value))
    }
    found.append(tag)
  }
  return found
}

/// An attribute's value as it was before it was written.
func unescaped(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
  return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
}
