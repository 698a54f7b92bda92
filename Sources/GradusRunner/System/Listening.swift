import CGradusSystem

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A stream of a child that the runner reads.
final class Stream {
  let source: Descriptor
  /// How much is kept; what comes after is read and thrown away.
  let limit: Int
  private(set) var bytes: [UInt8] = []
  /// How much came in all.
  private(set) var total = 0

  init(_ source: Descriptor, limit: Int) {
    self.source = source
    self.limit = limit
  }

  var isOpen: Bool { source.number >= 0 }
  var isCut: Bool { total > bytes.count }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Takes bytes off the front, once they have been understood.
  func consume(_ count: Int) {
    bytes.removeFirst(count)
    total -= count
  }

  /// Reads what is there; at the end of the stream it is closed.
  fileprivate func read() {
    let chunk = 1 << 16
    let count = withUnsafeTemporaryAllocation(byteCount: chunk, alignment: 1) { buffer in
      let count = systemRead(source.number, buffer.baseAddress, chunk)
      if count > 0 {
        bytes.append(contentsOf: UnsafeRawBufferPointer(buffer)[..<min(count, limit - bytes.count)])
      }
      return count
    }
    if count > 0 { total += count } else if count == 0 || errno != EINTR { source.close() }
  }
}

private func systemRead(_ fd: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(fd, bytes, count)
}

/// Waits until one of the streams has something or has ended, or until the time is over.
///
/// Returns false when the time is over.
@discardableResult
func listen(to streams: [Stream], until deadline: Double) -> Bool {
  let open = streams.filter(\.isOpen)
  var polls = open.map { pollfd(fd: $0.source.number, events: Int16(POLLIN), revents: 0) }
  let rest = max(0, deadline - gradus_now())
  let milliseconds = Int32(min(rest * 1000 + 0.999, 60_000))
  let ready = poll(&polls, nfds_t(polls.count), milliseconds)
  guard ready > 0 else { return ready < 0 || milliseconds == 60_000 }
  for (stream, poll) in zip(open, polls) where poll.revents != 0 { stream.read() }
  return true
}

/// Reads the streams to their ends.
///
/// Returns false when that took longer than the deadline.
func drain(_ streams: [Stream], until deadline: Double) -> Bool {
  while streams.contains(where: \.isOpen) {
    if !listen(to: streams, until: deadline) { return false }
  }
  return true
}
