// Parameters as bytes, in the safetensors format: the length of a header (8 bytes, little-endian),
// the header (JSON: for each tensor its type, shape and place), then the numbers one after the
// other. PyTorch, MLX and others read and write the same. Files are the caller's business.

/// What was wrong with bytes that should have been parameters.
public struct SavingError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

extension Module {
  /// All parameters and stored statistics with their names, as safetensors bytes.
  public final func saved() -> [UInt8] {
    safetensors(namedTensors().map { ($0.name, $0.tensor) })
  }

  /// Takes over parameters that ``saved()`` wrote, or another library.
  ///
  /// Nothing is changed unless every name is found in the bytes, with the shape it has here.
  public final func load(_ bytes: [UInt8]) throws(SavingError) {
    let found = try tensors(safetensors: bytes)
    let mine = namedTensors()
    for (name, tensor, _) in mine {
      guard let other = found.first(where: { $0.name == name })?.tensor else {
        throw SavingError("the file has no tensor called '\(name)'")
      }
      guard other.node.shape == tensor.node.shape else {
        throw SavingError(
          "'\(name)' has shape \(words(other.node.shape)) in the file and "
            + "\(words(tensor.node.shape)) here")
      }
    }
    for (name, tensor, _) in mine {
      if let other = found.first(where: { $0.name == name })?.tensor {
        tensor.assign(other, line: 0)
      }
    }
  }
}

/// Named tensors as safetensors bytes.
public func safetensors(_ tensors: [(name: String, tensor: Tensor)]) -> [UInt8] {
  var header = "{"
  var at = 0
  for (i, entry) in tensors.enumerated() {
    let end = at + entry.tensor.count * 4
    var shape = ""
    for (axis, length) in entry.tensor.shape.enumerated() {
      shape += (axis == 0 ? "" : ",") + "\(length)"
    }
    header +=
      (i == 0 ? "" : ",") + "\"\(headerEscaped(entry.name))\":{\"dtype\":\"F32\",\"shape\":["
    header += shape + "],\"data_offsets\":[\(at),\(end)]}"
    at = end
  }
  header += "}"
  // Padded with spaces, so that the numbers start on a multiple of eight.
  while header.utf8.count % 8 != 0 { header += " " }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(8 + header.utf8.count + at)
  let length = UInt64(header.utf8.count)
  for i in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: length >> UInt64(8 * i))) }
  bytes += Array(header.utf8)
  for (_, tensor) in tensors {
    for i in 0..<tensor.count {
      let pattern = tensor.numbers[i].bitPattern
      for k in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: pattern >> UInt32(8 * k))) }
    }
  }
  return bytes
}

private func headerEscaped(_ name: String) -> String {
  var text = ""
  for character in name {
    if character == "\"" || character == "\\" { text.append("\\") }
    text.append(character)
  }
  return text
}

/// The tensors in safetensors bytes, in the order of the header; only 32-bit floats are read.
public func tensors(safetensors bytes: [UInt8]) throws(SavingError) -> [(
  name: String, tensor: Tensor
)] {
  guard bytes.count >= 8 else { throw SavingError("\(bytes.count) bytes are no safetensors file") }
  var length: UInt64 = 0
  for i in (0..<8).reversed() { length = length << 8 | UInt64(bytes[i]) }
  guard length <= UInt64(bytes.count - 8) else {
    throw SavingError("the header should have \(length) bytes, but the file ends before that")
  }
  let start = 8 + Int(length)
  var reader = HeaderReader(bytes: Array(bytes[8..<start]))
  var result: [(name: String, tensor: Tensor)] = []
  for entry in try reader.entries() {
    guard entry.type == "F32" else {
      throw SavingError("'\(entry.name)' is of type \(entry.type), and only F32 can be read")
    }
    var count = 1
    for length in entry.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else {
        throw SavingError("'\(entry.name)' has a shape that cannot be")
      }
      count = product
    }
    guard entry.shape.count <= 8, entry.start >= 0, entry.end >= entry.start,
      entry.end - entry.start == count * 4, entry.end <= bytes.count - start
    else { throw SavingError("the place of '\(entry.name)' does not fit its shape or the file") }
    let tensor = Tensor(uninitialized: Shape(entry.shape))
    for i in 0..<count {
      var pattern: UInt32 = 0
      for k in (0..<4).reversed() {
        pattern = pattern << 8 | UInt32(bytes[start + entry.start + i * 4 + k])
      }
      tensor.mutableNumbers[i] = Float(bitPattern: pattern)
    }
    result.append((entry.name, tensor))
  }
  return result
}

/// Reads the part of JSON that a safetensors header is made of.
private struct HeaderReader {
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
      if bytes[at] == UInt8(ascii: "\\") { at += 1 }
      guard at < bytes.count else { throw unreadable }
      text.append(bytes[at])
      at += 1
    }
    try expect(UInt8(ascii: "\""))
    return String(decoding: text, as: UTF8.self)
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
