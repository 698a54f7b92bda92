/// Answers calls with what another program once answered: the reference of a course that was released
/// without its solutions.
///
/// - Parameter answers: a line for each call: the request and the reply, both in hexadecimal.
public func serveRecorded(_ answers: String) {
  var replies: [[UInt8]: [UInt8]] = [:]
  for line in answers.utf8.split(separator: 10) {
    let words = line.split(separator: 32)
    guard words.count == 2, let request = bytes(words[0]), let reply = bytes(words[1]) else {
      continue
    }
    replies[request] = reply
  }
  while let request = try? Frames.read(from: Streams.requests) {
    if case .none = request {
      Frames.write(Reply.end.value, to: Streams.replies)
      return
    }
    let known = replies[request.bytes].flatMap { try? decode($0) }
    Frames.write(known ?? Reply.thrown(unrecorded).value, to: Streams.replies)
  }
}

/// Why there is no answer; the judge says it of the check.
package let unrecorded =
  "this course was released without solutions, and holds no answer to this call"

/// A call and its answer as one line for ``serveRecorded(_:)``.
package func recordedLine(request: Value, reply: Value) -> String {
  "\(hexadecimal(request.bytes)) \(hexadecimal(reply.bytes))"
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".unicodeScalars)
  var text = String.UnicodeScalarView()
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(text)
}

private func bytes(_ digits: some Collection<UInt8>) -> [UInt8]? {
  var result: [UInt8] = []
  var high: UInt8?
  for digit in digits {
    let value: UInt8
    switch digit {
    case 48...57: value = digit - 48
    case 97...102: value = digit - 87
    default: return nil
    }
    if let first = high {
      result.append(first << 4 | value)
      high = nil
    } else {
      high = value
    }
  }
  return high == nil ? result : nil
}
