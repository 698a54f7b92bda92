/// Unpacks what DEFLATE packed (RFC 1951), and stops at a limit instead of filling the memory.
///
/// Written out here, although zlib does it: a second system library would be one more thing that every
/// learner has to install before the first lesson, for a reader that only classes use; and what students
/// hand in meets bounds-checked Swift instead of C.
struct Inflate {
  enum Problem: Error, Hashable {
    case damaged, tooLarge
  }

  private var input: ArraySlice<UInt8>
  private var bits: UInt32 = 0
  private var bitCount = 0
  private var output: [UInt8] = []
  private let limit: Int

  /// - Returns: what was packed, and where the input goes on behind it.
  static func unpack(
    _ input: ArraySlice<UInt8>, limit: Int
  ) throws(Problem) -> (bytes: [UInt8], rest: ArraySlice<UInt8>) {
    var state = Inflate(input: input, limit: limit)
    try state.unpack()
    return (state.output, state.input)
  }

  private init(input: ArraySlice<UInt8>, limit: Int) {
    self.input = input
    self.limit = limit
  }

  private mutating func unpack() throws(Problem) {
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try stored()
      case 1: try block(Codes.fixedLengths, Codes.fixedDistances)
      case 2:
        let (lengths, distances) = try dynamicCodes()
        try block(lengths, distances)
      default: throw .damaged
      }
    }
  }

  private mutating func take(_ count: Int) throws(Problem) -> Int {
    while bitCount < count {
      guard let byte = input.popFirst() else { throw .damaged }
      bits |= UInt32(byte) << UInt32(bitCount)
      bitCount += 8
    }
    let value = bits & (1 << UInt32(count) - 1)
    bits >>= UInt32(count)
    bitCount -= count
    return Int(value)
  }

  private mutating func stored() throws(Problem) {
    // At most seven bits are waiting, and a stored block begins at the next byte.
    bits = 0
    bitCount = 0
    guard input.count >= 4 else { throw .damaged }
    let length = Int(input[input.startIndex]) | Int(input[input.startIndex + 1]) << 8
    let check = Int(input[input.startIndex + 2]) | Int(input[input.startIndex + 3]) << 8
    guard length == ~check & 0xffff, input.count >= 4 + length else { throw .damaged }
    guard output.count + length <= limit else { throw .tooLarge }
    output += input.dropFirst(4).prefix(length)
    input = input.dropFirst(4 + length)
  }

  private mutating func block(_ lengths: Codes, _ distances: Codes) throws(Problem) {
    while true {
      let symbol = try next(lengths)
      if symbol < 256 {
        guard output.count < limit else { throw .tooLarge }
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      guard symbol - 257 < lengthBases.count else { throw .damaged }
      let length = lengthBases[symbol - 257] + (try take(lengthBits[symbol - 257]))
      let code = try next(distances)
      guard code < distanceBases.count else { throw .damaged }
      let distance = distanceBases[code] + (try take(distanceBits[code]))
      guard distance <= output.count else { throw .damaged }
      guard output.count + length <= limit else { throw .tooLarge }
      // Byte by byte: the stretch may overlap what it appends.
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  private mutating func dynamicCodes() throws(Problem) -> (Codes, Codes) {
    let lengthCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let orderCount = try take(4) + 4
    guard lengthCount <= 286, distanceCount <= 30 else { throw .damaged }
    var orderLengths = [UInt8](repeating: 0, count: 19)
    for index in 0..<orderCount { orderLengths[codeOrder[index]] = UInt8(try take(3)) }
    let order = try Codes(orderLengths)
    var lengths: [UInt8] = []
    while lengths.count < lengthCount + distanceCount {
      let symbol = try next(order)
      switch symbol {
      case 0..<16: lengths.append(UInt8(symbol))
      case 16:
        guard let last = lengths.last else { throw .damaged }
        lengths += [UInt8](repeating: last, count: try take(2) + 3)
      case 17: lengths += [UInt8](repeating: 0, count: try take(3) + 3)
      default: lengths += [UInt8](repeating: 0, count: try take(7) + 11)
      }
    }
    guard lengths.count == lengthCount + distanceCount else { throw .damaged }
    return (try Codes(lengths[..<lengthCount]), try Codes(lengths[lengthCount...]))
  }

  /// The next symbol: canonical codes grow bit by bit.
  private mutating func next(_ codes: Codes) throws(Problem) -> Int {
    var code = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      code |= try take(1)
      let count = codes.counts[length]
      if code - count < first { return codes.symbols[index + code - first] }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw .damaged
  }
}

/// A canonical Huffman code.
private struct Codes {
  var counts = [Int](repeating: 0, count: 16)
  var symbols: [Int] = []

  init(_ lengths: some Collection<UInt8>) throws(Inflate.Problem) {
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    var left = 1
    for length in 1...15 {
      left = left << 1 - counts[length]
      // More codes than there is room for.
      guard left >= 0 else { throw .damaged }
    }
    for length in 1...15 where counts[length] > 0 {
      for (symbol, own) in lengths.enumerated() where own == length { symbols.append(symbol) }
    }
  }

  private init(fixed lengths: [UInt8]) {
    for length in lengths { counts[Int(length)] += 1 }
    for length in 1...15 {
      for (symbol, own) in lengths.enumerated() where own == length { symbols.append(symbol) }
    }
  }

  static let fixedLengths = Codes(
    fixed: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  static let fixedDistances = Codes(fixed: [UInt8](repeating: 5, count: 30))
}

private let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
private let lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163,
  195, 227, 258,
]
private let lengthBits = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]
private let distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
]
private let distanceBits = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]

/// The checksum of zip and gzip.
func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
  var value: UInt32 = 0xffff_ffff
  for byte in bytes { value = crcTable[Int((value ^ UInt32(byte)) & 0xff)] ^ value >> 8 }
  return ~value
}

private let crcTable: [UInt32] = (0..<256).map { index in
  (0..<8).reduce(UInt32(index)) { value, _ in
    value & 1 == 1 ? 0xedb8_8320 ^ value >> 1 : value >> 1
  }
}
