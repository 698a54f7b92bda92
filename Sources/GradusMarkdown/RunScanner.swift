import GradusDiagnostics

/// Finds what has to be lifted in a run of lines without a blank one.
struct RunScanner {
  enum Finding {
    case piece(Lifted, Range<Int>)
    case unclosed(at: Int)
  }

  let lines: [SourceLine]
  let path: String
  private let bytes: [UInt8]
  private let starts: [Int]
  private var index = 0

  init(lines: [SourceLine], path: String) {
    self.lines = lines
    self.path = path
    var bytes: [UInt8] = []
    var starts: [Int] = []
    for line in lines {
      starts.append(bytes.count)
      bytes += line.bytes
      bytes.append(.newline)
    }
    self.bytes = bytes
    self.starts = starts
  }

  /// The line (counted from 0) and the offset in it of a byte of the run.
  func place(_ offset: Int) -> (line: Int, offset: Int) {
    let line = (starts.lastIndex { $0 <= offset } ?? 0)
    return (line, min(offset - starts[line], lines[line].bytes.count))
  }

  /// The bytes of the run in `range`.
  func source(_ range: Range<Int>) -> ArraySlice<UInt8> {
    bytes[range.clamped(to: bytes.indices)]
  }

  /// How long the quote marks at the start of a line are.
  func prefixLength(_ line: Int) -> Int { quotePrefixLength(lines[line].bytes) }

  mutating func next() -> Finding? {
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case .backslash: index += 2
      case .backtick: skipCodeSpan()
      case .dollar:
        if let finding = math() { return finding }
        index = max(index, start + 1)
      case UInt8(ascii: "["):
        if let finding = bracket() { return finding }
        index = start + 1
      default: index += 1
      }
    }
    return nil
  }

  private mutating func skipCodeSpan() {
    let ticks = runLength(of: .backtick, at: index)
    var end = index + ticks
    while end < bytes.count {
      if bytes[end] == .backtick {
        let closing = runLength(of: .backtick, at: end)
        end += closing
        if closing == ticks {
          index = end
          return
        }
      } else {
        end += 1
      }
    }
    index += ticks
  }

  private func runLength(of byte: UInt8, at start: Int) -> Int {
    bytes[start...].prefix { $0 == byte }.count
  }

  private mutating func math() -> Finding? {
    let start = index
    if runLength(of: .dollar, at: start) >= 2 {
      guard let close = displayEnd(from: start + 2) else {
        index = start + 2
        return .unclosed(at: start)
      }
      index = close + 2
      return formula(start + 2..<close, isDisplay: true, whole: start..<index)
    }
    guard start + 1 < bytes.count, !bytes[start + 1].isSpace, let close = inlineEnd(from: start + 1)
    else { return nil }
    index = close + 1
    return formula(start + 1..<close, isDisplay: false, whole: start..<index)
  }

  private func displayEnd(from start: Int) -> Int? {
    var end = start
    while end + 1 < bytes.count {
      if bytes[end] == .backslash {
        end += 2
      } else if bytes[end] == .dollar, bytes[end + 1] == .dollar {
        return end
      } else {
        end += 1
      }
    }
    return nil
  }

  private func inlineEnd(from start: Int) -> Int? {
    var end = start
    while end < bytes.count {
      switch bytes[end] {
      case .backslash: end += 2
      case .backtick: return nil
      case .dollar:
        let isFollowedByDigit = end + 1 < bytes.count && bytes[end + 1].isDigit
        return end > start && !bytes[end - 1].isSpace && !isFollowedByDigit ? end : nil
      default: end += 1
      }
    }
    return nil
  }

  private func formula(_ range: Range<Int>, isDisplay: Bool, whole: Range<Int>) -> Finding {
    var tex: [UInt8] = []
    let (first, last) = (place(range.lowerBound), place(range.upperBound))
    for line in first.line...last.line {
      let from = line == first.line ? first.offset : prefixLength(line)
      let to = line == last.line ? last.offset : lines[line].bytes.count
      if line > first.line { tex.append(.newline) }
      if from < to { tex += lines[line].bytes[from..<to] }
    }
    let span = SourceSpan(
      file: path, start: lines[first.line].position(at: first.offset),
      end: lines[last.line].position(at: last.offset))
    let math = Math(
      tex: String(decoding: tex, as: UTF8.self), isDisplay: isDisplay, label: nil, span: span)
    return .piece(.math(math), whole)
  }

  /// `[^label]` and `[@key; @key]`.
  private mutating func bracket() -> Finding? {
    let start = index
    // Looking no further than the next bracket keeps a line full of them from taking for ever.
    let ends: Set<UInt8> = [UInt8(ascii: "["), UInt8(ascii: "]"), .newline]
    guard let length = bytes[(start + 1)...].firstIndex(where: { ends.contains($0) }),
      bytes[length] == UInt8(ascii: "]")
    else { return nil }
    let inner = String(decoding: bytes[start + 1..<length], as: UTF8.self)
    let follower = length + 1 < bytes.count ? bytes[length + 1] : .newline
    guard follower != UInt8(ascii: "("), follower != UInt8(ascii: "[") else { return nil }
    if inner.hasPrefix("^"), inner.count > 1, !inner.contains(where: { $0.isWhitespace }) {
      index = length + 1
      return .piece(.footnoteReference(String(inner.dropFirst())), start..<index)
    }
    let keys = inner.split(separator: ";").map { $0.drop { $0 == " " } }
    guard !keys.isEmpty, keys.allSatisfy({ $0.hasPrefix("@") && $0.dropFirst().allSatisfy(isKey) })
    else { return nil }
    index = length + 1
    return .piece(.citation(keys.map { String($0.dropFirst()) }), start..<index)
  }
}

private func isKey(_ character: Character) -> Bool {
  character.isLetter || character.isNumber || "-_:.".contains(character)
}

/// How many bytes of block quote marks a line begins with.
func quotePrefixLength(_ bytes: [UInt8]) -> Int {
  var length = 0
  while true {
    let spaces = bytes[length...].prefix { $0 == .space }.count
    guard spaces <= 3, length + spaces < bytes.count,
      bytes[length + spaces] == UInt8(ascii: ">")
    else { return length }
    length += spaces + 1
    if length < bytes.count, bytes[length] == .space { length += 1 }
  }
}
