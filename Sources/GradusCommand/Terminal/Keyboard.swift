import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a learner can press.
package enum Key: Hashable, Sendable {
  case character(Character)
  case up, down, pageUp, pageDown, enter, escape, backspace
  /// Standard input is closed: nobody is there any more.
  case end
}

/// Single keys without Enter; the terminal gets its own manners back on every way out.
final class Keyboard {
  private var before = termios()
  private var isOpen = false

  /// Which signal asked us to end; written by a handler, which may do nothing else.
  private static let signalled = Atomic<Int32>(0)
  private static let resumed = Atomic<Bool>(false)

  /// The signal that asked the program to end, if one did.
  static var endingSignal: Int32? {
    let number = signalled.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// True once after the program was stopped (Ctrl-Z) and continued: the screen is not ours any more.
  static func takeResumed() -> Bool { resumed.exchange(false, ordering: .relaxed) }

  init() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { Keyboard.signalled.store($0, ordering: .relaxed) }
    }
    signal(SIGCONT) { _ in Keyboard.resumed.store(true, ordering: .relaxed) }
    signal(SIGPIPE, SIG_IGN)
  }

  /// Starts to take single keys; without a terminal on standard input it does nothing.
  func open() {
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &before) == 0 else { return }
    var raw = before
    // ISIG stays: Ctrl-C and Ctrl-Z mean what they always mean.
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    isOpen = true
  }

  func close() {
    guard isOpen else { return }
    isOpen = false
    tcsetattr(STDIN_FILENO, TCSANOW, &before)
  }

  deinit { close() }

  /// The keys pressed since the last call, without waiting.
  func pressed() -> [Key] {
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 0) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    guard count > 0 else { return count == 0 ? [.end] : [] }
    return keys(in: Array(buffer[..<count]))
  }
}

/// Bytes of a terminal to keys; an unknown escape sequence is nothing.
package func keys(in bytes: [UInt8]) -> [Key] {
  var keys: [Key] = []
  var rest = bytes[...]
  while let first = rest.first {
    rest = rest.dropFirst()
    switch first {
    case 0x1b where rest.first == UInt8(ascii: "[") || rest.first == UInt8(ascii: "O"):
      rest = rest.dropFirst()
      let end = rest.firstIndex { (0x40...0x7e).contains($0) } ?? rest.endIndex
      let sequence = String(decoding: rest[..<(min(end + 1, rest.endIndex))], as: UTF8.self)
      rest = end < rest.endIndex ? rest[(end + 1)...] : []
      let known: [String: Key] = ["A": .up, "B": .down, "5~": .pageUp, "6~": .pageDown]
      if let key = known[sequence] { keys.append(key) }
    case 0x1b: keys.append(.escape)
    case 0x0a, 0x0d: keys.append(.enter)
    case 0x04: keys.append(.end)
    case 0x08, 0x7f: keys.append(.backspace)
    case 0x20..<0x7f: keys.append(.character(Character(UnicodeScalar(first))))
    default: break
    }
  }
  return keys
}
