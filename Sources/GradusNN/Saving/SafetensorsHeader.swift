/// Reads the part of JSON that a safetensors header is made of.
struct HeaderReader {
  struct Entry {
    var name = ""
    var type = ""
    var shape: [Int] = []
    var start = 0
    var end = -1
  }

  let bytes: [UInt8]
  var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func entries() throws(SavingError) -> [Entry] {
    var entries: [Entry] = []
    try object { (reader: inout HeaderReader, name: String) throws(SavingError) in
      if name == "__metadata__" {
        try reader.object { (reader: inout HeaderReader, _: String) throws(SavingError) in
          _ = try reader.string()
        }
        return
      }
      var entry = Entry(name: name)
      try reader.object { (reader: inout HeaderReader, key: String) throws(SavingError) in
        switch key {
        case "dtype": entry.type = try reader.string()
        case "shape": entry.shape = try reader.numbers()
        case "data_offsets":
          let places = try reader.numbers()
          guard places.count == 2 else { throw reader.unreadable }
          (entry.start, entry.end) = (places[0], places[1])
        default: throw reader.unreadable
        }
      }
      entries.append(entry)
    }
    // Spaces may follow, so that the numbers start on a multiple of eight.
    guard peek() == 0, at == bytes.count else { throw unreadable }
    return entries
  }

  var unreadable: SavingError { SavingError("the header cannot be read at byte \(8 + at)") }

  private mutating func peek() -> UInt8 {
    while at < bytes.count, [9, 10, 13, 32].contains(bytes[at]) { at += 1 }
    return at < bytes.count ? bytes[at] : 0
  }

  private mutating func expect(_ byte: UInt8) throws(SavingError) {
    guard peek() == byte else { throw unreadable }
    at += 1
  }

  private mutating func object(_ member: (inout HeaderReader, String) throws(SavingError) -> Void)
    throws(SavingError)
  {
    try expect(UInt8(ascii: "{"))
    if peek() == UInt8(ascii: "}") {
      at += 1
      return
    }
    while true {
      let name = try string()
      try expect(UInt8(ascii: ":"))
      try member(&self, name)
      if peek() == UInt8(ascii: ",") {
        at += 1
      } else {
        return try expect(UInt8(ascii: "}"))
      }
    }
  }

  private mutating func string() throws(SavingError) -> String {
    try expect(UInt8(ascii: "\""))
    var text: [UInt8] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
      guard bytes[at] >= 32 else { throw unreadable }
      if bytes[at] == UInt8(ascii: "\\") {
        at += 1
        text += Array(String(try escaped()).utf8)
      } else {
        text.append(bytes[at])
        at += 1
      }
    }
    try expect(UInt8(ascii: "\""))
    let string = String(decoding: text, as: UTF8.self)
    // Decoding repairs what is no UTF-8, and two names could become one.
    guard string.utf8.elementsEqual(text) else { throw unreadable }
    return string
  }

  /// The character behind a backslash.
  private mutating func escaped() throws(SavingError) -> Character {
    guard at < bytes.count else { throw unreadable }
    at += 1
    switch bytes[at - 1] {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "u"):
      var value = try hexadecimal()
      // Beyond the first 65,536 characters one is written as two halves.
      if (0xD800..<0xDC00).contains(value), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw unreadable }
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(value) else { throw unreadable }
      return Character(scalar)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Character(Unicode.Scalar(bytes[at - 1]))
    default: throw unreadable
    }
  }

  /// The number of four hexadecimal digits.
  private mutating func hexadecimal() throws(SavingError) -> UInt32 {
    guard at + 4 <= bytes.count else { throw unreadable }
    var value: UInt32 = 0
    for _ in 0..<4 {
      switch bytes[at] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(bytes[at] - 48)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(bytes[at] - 87)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(bytes[at] - 55)
      default: throw unreadable
      }
      at += 1
    }
    return value
  }

  private mutating func numbers() throws(SavingError) -> [Int] {
    try expect(UInt8(ascii: "["))
    var numbers: [Int] = []
    if peek() == UInt8(ascii: "]") {
      at += 1
      return []
    }
    while true {
      var value = 0
      var digits = 0
      while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(peek()), digits < 18 {
        value = value * 10 + Int(bytes[at] - UInt8(ascii: "0"))
        at += 1
        digits += 1
      }
      guard digits > 0 else { throw unreadable }
      numbers.append(value)
      if peek() == UInt8(ascii: ",") {
        at += 1
      } else {
        try expect(UInt8(ascii: "]"))
        return numbers
      }
    }
  }
}
