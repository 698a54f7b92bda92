/// The first lines of what a browser asks: enough to answer `GET` on loopback.
package struct Request: Hashable, Sendable {
  package var method: String
  /// Without the query; percent signs undone.
  package var path: String
  package var query: String
  package var host: String

  /// Nil when it is no request of HTTP/1.
  package init?(_ head: String) {
    let lines = head.replacing("\r\n", with: "\n").split(separator: "\n")
    guard let words = lines.first?.split(separator: " "), words.count == 3,
      words[2].hasPrefix("HTTP/1."), words[1].hasPrefix("/")
    else { return nil }
    method = String(words[0])
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = withoutPercents(target[0])
    query = target.count > 1 ? String(target[1]) : ""
    host = ""
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[0].lowercased() == "host" {
        host = parts[1].trimmingPrefix(" ").lowercased()
      }
    }
  }

  /// Whether it was meant for this machine: a foreign page may have its own name point to loopback.
  package func isMeant(forPort port: Int) -> Bool {
    ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"].contains(host)
  }
}

private func withoutPercents(_ text: Substring) -> String {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "%"), rest.count >= 2,
      let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
    {
      bytes.append(value)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
