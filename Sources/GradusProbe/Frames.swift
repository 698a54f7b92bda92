/// Values on a stream: four bytes of length, then the encoded value.
package enum Frames {
  /// No message may be longer; 16 million numbers are more than any lesson asks for.
  package static let longest = 64 << 20

  package static func frame(_ value: Value) -> [UInt8] {
    let body = value.bytes
    return withUnsafeBytes(of: UInt32(body.count).littleEndian) { Array($0) } + body
  }

  /// Writes one value; false when nobody reads any more.
  @discardableResult
  package static func write(_ value: Value, to fd: Int32) -> Bool {
    let bytes = frame(value)
    return bytes.withUnsafeBytes { writeBytes(fd, $0.baseAddress, $0.count) } == 1
  }

  /// The next value of a stream, or nil where it ends between two values.
  package static func read(from fd: Int32) throws -> Value? {
    var length: UInt32 = 0
    switch withUnsafeMutableBytes(of: &length, { readBytes(fd, $0.baseAddress, 4) }) {
    case 0: return nil
    case 1: break
    default: throw WireError("the stream broke off")
    }
    let count = Int(UInt32(littleEndian: length))
    guard count <= longest else { throw WireError("a message of \(count) bytes is too long") }
    var body = [UInt8](repeating: 0, count: count)
    if count > 0, body.withUnsafeMutableBytes({ readBytes(fd, $0.baseAddress, count) }) != 1 {
      throw WireError("the stream broke off")
    }
    return try decode(body)
  }

  /// The first value in bytes that have arrived, and how many bytes it took; nil until all are there.
  package static func first(in bytes: ArraySlice<UInt8>) -> (value: Value, length: Int)? {
    guard bytes.count >= 4 else { return nil }
    let count = bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard count <= longest, bytes.count >= 4 + count else { return nil }
    guard let value = try? decode(Array(bytes.dropFirst(4).prefix(count))) else { return nil }
    return (value, 4 + count)
  }
}
