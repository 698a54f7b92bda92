// Parameters as bytes, in the safetensors format: the length of a header (8 bytes, little-endian),
// the header (JSON: for each tensor its type, shape and place), then the numbers one after the
// other. PyTorch, MLX and others read and write the same. Files are the caller's business.

/// What was wrong with bytes that should have been parameters.
public struct SavingError: Error, CustomStringConvertible {
  /// What was wrong, as a sentence.
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
  /// Nothing is changed unless every name is found in the bytes, with the shape it has here. A `Conv2d`
  /// weight of PyTorch is [out, in, k, k] and a `ConvTranspose2d` weight [in, out, k, k]: permute them by
  /// [0, 2, 3, 1] first; where the lengths agree nothing can notice.
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

/// Named tensors as safetensors bytes; every name once.
public func safetensors(_ tensors: [(name: String, tensor: Tensor)]) -> [UInt8] {
  if let name = firstTwice(tensors.map { $0.name }) {
    stop("safetensors: two tensors are called '\(name)'")
  }
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

/// A name that occurs twice, if there is one.
private func firstTwice(_ names: [String]) -> String? {
  let sorted = names.sorted()
  return zip(sorted, sorted.dropFirst()).first { $0 == $1 }?.0
}

private func headerEscaped(_ name: String) -> String {
  let digits = Array("0123456789abcdef")
  var text = ""
  for scalar in name.unicodeScalars {
    if scalar.value < 32 {
      text += "\\u00"
      text.append(digits[Int(scalar.value) / 16])
      text.append(digits[Int(scalar.value) % 16])
      continue
    }
    if scalar == "\"" || scalar == "\\" { text.append("\\") }
    text.unicodeScalars.append(scalar)
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
  let entries = try reader.entries()
  try demandFilled(entries, bytes.count - start)
  var result: [(name: String, tensor: Tensor)] = []
  for entry in entries {
    guard entry.type == "F32" else {
      throw SavingError("'\(entry.name)' is of type \(entry.type), and only F32 can be read")
    }
    var count = 1
    for length in entry.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard length <= Int32.max, !overflow else {
        throw SavingError("'\(entry.name)' has a shape that cannot be")
      }
      count = product
    }
    guard entry.shape.count <= 8, count == (entry.end - entry.start) / 4,
      (entry.end - entry.start) % 4 == 0
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

/// Throws unless every name comes once, and the places follow one another up to the end of the file.
///
/// The format demands it: bytes that two tensors share, or that none owns, may hide something.
private func demandFilled(_ entries: [HeaderReader.Entry], _ size: Int) throws(SavingError) {
  var at = 0
  for entry in entries.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
    guard entry.start <= entry.end, entry.end <= size else {
      throw SavingError("the place of '\(entry.name)' does not fit its shape or the file")
    }
    guard entry.start == at else {
      throw SavingError(
        "'\(entry.name)' starts at byte \(entry.start) of the numbers, but those before it end at "
          + "\(at)")
    }
    at = entry.end
  }
  guard at == size else { throw SavingError("the last \(size - at) bytes belong to no tensor") }
  if let name = firstTwice(entries.map { $0.name }) {
    throw SavingError("the header has '\(name)' twice")
  }
}
