import Foundation
import GradusDiagnostics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A socket that only this machine can reach; a thread for each question, which is plenty for one reader.
struct Listener: Sendable {
  let port: Int
  private let socket: Int32

  /// - Parameter port: where to listen; 0 takes any port that is free
  init(port: Int) throws(GradusError) {
    #if canImport(Darwin)
      let stream = SOCK_STREAM
    #else
      let stream = Int32(SOCK_STREAM.rawValue)
    #endif
    socket = openSocket(AF_INET, stream, 0)
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(truncatingIfNeeded: port)).bigEndian
    address.sin_addr = in_addr(s_addr: in_addr_t(0x7F00_0001).bigEndian)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let file = socket
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(file, $0, length) == 0 && listen(file, 16) == 0 && getsockname(file, $0, &length) == 0
      }
    }
    guard socket >= 0, isListening else {
      throw GradusError(
        .unwritable, subject: "to port \(port)", underlying: String(cString: strerror(errno)),
        fix: "end what listens there, or take another one: gradus serve --port 0")
    }
    self.port = Int(UInt16(bigEndian: address.sin_port))
  }

  /// Answers from threads of their own, as long as the program runs.
  func answer(_ reply: @escaping @Sendable (Request) -> [UInt8]) {
    // A browser that goes away must not take the preview with it.
    signal(SIGPIPE, SIG_IGN)
    Thread.detachNewThread {
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { continue }
        Thread.detachNewThread {
          if let request = Request(head(connection)) { send(reply(request), connection) }
          close(connection)
        }
      }
    }
  }
}

/// Up to the empty line, but no more than 16 kB and 5 seconds.
private func head(_ connection: Int32) -> String {
  var patience = timeval(tv_sec: 5, tv_usec: 0)
  setsockopt(
    connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 4096)
  while bytes.count < 16 << 10 {
    let count = read(connection, &part, part.count)
    guard count > 0 else { break }
    bytes += part.prefix(count)
    if bytes.suffix(4) == [13, 10, 13, 10] { break }
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func send(_ bytes: [UInt8], _ connection: Int32) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
    guard count > 0 else { return }
    rest = rest.dropFirst(count)
  }
}

/// The system's function: inside the listener its name means the listener's own socket.
private func openSocket(_ domain: Int32, _ type: Int32, _ protocol: Int32) -> Int32 {
  socket(domain, type, `protocol`)
}
