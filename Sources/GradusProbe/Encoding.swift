/// The bytes of a ``Value``: a tag, then its content, numbers little-endian.
///
/// One value has exactly one encoding, so equal bytes mean equal values and a cache may compare them.
/// Lists of Float are common and long; they have a tag of their own and no tag for each number.
enum Tag {
  static let none: UInt8 = 0
  static let `false`: UInt8 = 1
  static let `true`: UInt8 = 2
  static let int: UInt8 = 3
  static let float: UInt8 = 4
  static let double: UInt8 = 5
  static let string: UInt8 = 6
  static let tensor: UInt8 = 7
  static let list: UInt8 = 8
  static let record: UInt8 = 9
  static let floats: UInt8 = 10
}

extension Value {
  package var bytes: [UInt8] {
    var out: [UInt8] = []
    append(to: &out)
    return out
  }

  private func append(to out: inout [UInt8]) {
    switch self {
    case .none: out.append(Tag.none)
    case .bool(let it): out.append(it ? Tag.true : Tag.false)
    case .int(let it):
      out.append(Tag.int)
      out.append(UInt64(bitPattern: Int64(it)))
    case .float(let it):
      out.append(Tag.float)
      out.append(it.bitPattern)
    case .double(let it):
      out.append(Tag.double)
      out.append(it.bitPattern)
    case .string(let it):
      out.append(Tag.string)
      out.append(it)
    case .tensor(let shape, let scalars):
      out.append(Tag.tensor)
      out.append(UInt32(shape.count))
      for extent in shape { out.append(UInt32(truncatingIfNeeded: extent)) }
      out.append(scalars)
    case .list(let parts):
      if let numbers = parts.floats {
        out.append(Tag.floats)
        out.append(numbers)
      } else {
        out.append(Tag.list)
        out.append(UInt32(parts.count))
        for part in parts { part.append(to: &out) }
      }
    case .record(let fields):
      out.append(Tag.record)
      out.append(UInt32(fields.count))
      for field in fields {
        out.append(field.label)
        field.value.append(to: &out)
      }
    }
  }
}

extension [Value] {
  /// The numbers of a list of Float that is not empty.
  fileprivate var floats: [Float]? {
    guard case .float? = first else { return nil }
    var numbers: [Float] = []
    numbers.reserveCapacity(count)
    for case .float(let number) in self { numbers.append(number) }
    return numbers.count == count ? numbers : nil
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func append(_ text: String) {
    append(UInt32(text.utf8.count))
    append(contentsOf: text.utf8)
  }

  fileprivate mutating func append(_ numbers: [Float]) {
    append(UInt32(numbers.count))
    reserveCapacity(count + 4 * numbers.count)
    for number in numbers { append(number.bitPattern) }
  }
}
