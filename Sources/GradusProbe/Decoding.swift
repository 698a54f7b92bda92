/// Reads a ``Value`` from bytes that may have been forged.
///
/// Counts are checked against the bytes that are left before anything is reserved, and nesting, the
/// number of parts and the rank of tensors are bounded, so that no message overflows the stack or takes
/// more memory than the longest honest one.
package func decode(_ bytes: [UInt8]) throws -> Value {
  var reader = Reader(bytes: bytes[...])
  let value = try reader.value(depth: 0)
  guard reader.bytes.isEmpty else { throw WireError("there are bytes after the value") }
  return value
}

private struct Reader {
  var bytes: ArraySlice<UInt8>

  static let deepest = 64
  static let mostAxes = 16
  /// How many more parts of lists and records there may be; each takes ten times its shortest form.
  var parts = 1 << 24

  mutating func value(depth: Int) throws -> Value {
    guard depth < Self.deepest else { throw WireError("the value is nested too deeply") }
    switch try byte() {
    case Tag.none: return .none
    case Tag.false: return .bool(false)
    case Tag.true: return .bool(true)
    case Tag.int: return .int(Int(truncatingIfNeeded: try number(UInt64.self)))
    case Tag.float: return .float(Float(bitPattern: try number()))
    case Tag.double: return .double(Double(bitPattern: try number()))
    case Tag.string: return .string(try text())
    case Tag.tensor:
      var shape: [Int] = []
      let axes = try count(of: 4)
      guard axes <= Self.mostAxes else { throw WireError("a Tensor came with \(axes) axes") }
      for _ in 0..<axes { shape.append(Int(try number(UInt32.self))) }
      let scalars = try numbers()
      guard holds(shape, scalars.count) else {
        throw WireError("a Tensor of shape \(shape) came with \(scalars.count) numbers")
      }
      return .tensor(shape: shape, scalars: scalars)
    case Tag.floats: return .list(try numbers().map { .float($0) })
    case Tag.list:
      var list: [Value] = []
      for _ in 0..<(try partCount(of: 1)) { list.append(try value(depth: depth + 1)) }
      return .list(list)
    case Tag.record:
      var fields: [Value.Field] = []
      for _ in 0..<(try partCount(of: 5)) {
        let label = try text()
        guard label.unicodeScalars.allSatisfy(\.properties.isXIDContinue) else {
          throw WireError("a part's name is no name")
        }
        fields.append(.init(label, try value(depth: depth + 1)))
      }
      return .record(fields)
    case let tag: throw WireError("no value begins with \(tag)")
    }
  }

  /// Whether a shape has this many elements; a forged one may overflow.
  private func holds(_ shape: [Int], _ count: Int) -> Bool {
    var product = 1
    for extent in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      if overflow { return false }
      product = next
    }
    return product == count
  }

  private mutating func byte() throws -> UInt8 {
    guard let first = bytes.popFirst() else { throw WireError("the value is cut off") }
    return first
  }

  private mutating func number<N: FixedWidthInteger>(_: N.Type = N.self) throws -> N {
    let size = N.bitWidth / 8
    guard bytes.count >= size else { throw WireError("the value is cut off") }
    defer { bytes.removeFirst(size) }
    return N(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(as: N.self) })
  }

  /// How many items follow, each of at least `size` bytes.
  private mutating func count(of size: Int) throws -> Int {
    let count = Int(try number(UInt32.self))
    guard count <= bytes.count / size else { throw WireError("the value is cut off") }
    return count
  }

  private mutating func partCount(of size: Int) throws -> Int {
    let count = try count(of: size)
    guard count <= parts else { throw WireError("the value has too many parts") }
    parts -= count
    return count
  }

  private mutating func text() throws -> String {
    let length = try count(of: 1)
    defer { bytes.removeFirst(length) }
    return String(decoding: bytes.prefix(length), as: UTF8.self)
  }

  private mutating func numbers() throws -> [Float] {
    let count = try count(of: 4)
    defer { bytes.removeFirst(4 * count) }
    return bytes.withUnsafeBytes { raw in
      (0..<count).map {
        Float(
          bitPattern: UInt32(
            littleEndian: raw.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
      }
    }
  }
}
