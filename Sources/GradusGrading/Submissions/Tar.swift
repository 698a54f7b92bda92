/// Reads a tar: ustar, with long names as GNU and as pax write them.
struct TarReader {
  private let bytes: [UInt8]
  private let limits: ArchiveLimits

  init(_ bytes: [UInt8], _ limits: ArchiveLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  func entries(_ isWanted: (String) -> Bool) throws(ArchiveRefusal) -> [ArchiveEntry] {
    guard bytes.count >= 512 else { throw .noArchive }
    var reader = ByteReader(bytes[...])
    var entries: [ArchiveEntry] = []
    var longName: String?
    while reader.rest.count >= 512 {
      let block = Array(try reader.take(512))
      if block.allSatisfy({ $0 == 0 }) { return entries }
      guard checksumHolds(block) else {
        throw entries.isEmpty && longName == nil ? .noArchive : .damaged("a header is wrong")
      }
      let size = try octal(block[124..<136])
      let body = try reader.take(size)
      // Bodies are filled up to whole blocks; the last one may be cut short by lazy writers.
      try reader.skip(min((512 - size % 512) % 512, reader.rest.count))
      switch block[156] {
      case UInt8(ascii: "L"):
        guard size <= 4096 else { throw .damaged("a name is too long") }
        longName = String(decoding: body.prefix { $0 != 0 }, as: UTF8.self)
        continue
      case UInt8(ascii: "x"):
        guard size <= 1 << 16 else { throw .damaged("a header is too long") }
        longName = try paxPath(body) ?? longName
        continue
      case UInt8(ascii: "g"), UInt8(ascii: "K"): continue
      default: break
      }
      let path = longName ?? shortName(block)
      longName = nil
      entries.append(entry(path, type: block[156], body, isWanted))
      guard entries.count <= limits.entries else { throw .manyEntries(limits.entries) }
    }
    // Whatever was cut off would count as missing, and nobody would know why.
    throw .damaged("it ends too early")
  }

  private func entry(
    _ path: String, type: UInt8, _ body: ArraySlice<UInt8>, _ isWanted: (String) -> Bool
  ) -> ArchiveEntry {
    switch type {
    case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
      // Old tars mark a folder by its slash alone.
      if path.hasSuffix("/") { return ArchiveEntry(path: path, kind: .folder, bytes: []) }
      guard isWanted(path) else { return ArchiveEntry(path: path, kind: .file, bytes: []) }
      if body.count > limits.file { return ArchiveEntry(path: path, kind: .large, bytes: []) }
      return ArchiveEntry(path: path, kind: .file, bytes: Array(body))
    case UInt8(ascii: "1"), UInt8(ascii: "2"):
      return ArchiveEntry(path: path, kind: .link, bytes: [])
    case UInt8(ascii: "5"): return ArchiveEntry(path: path, kind: .folder, bytes: [])
    default: return ArchiveEntry(path: path, kind: .special, bytes: [])
    }
  }

  private func checksumHolds(_ block: [UInt8]) -> Bool {
    guard let said = try? octal(block[148..<156]) else { return false }
    // The checksum's own field counts as spaces.
    return said
      == block.enumerated().reduce(0) {
        $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element))
      }
  }

  private func octal(_ field: ArraySlice<UInt8>) throws(ArchiveRefusal) -> Int {
    var value = 0
    for byte in field.drop(while: { $0 == 32 }).prefix(while: { $0 != 0 && $0 != 32 }) {
      guard (48..<56).contains(byte) else { throw .damaged("a number cannot be read") }
      value = value << 3 | Int(byte - 48)
    }
    return value
  }

  private func shortName(_ block: [UInt8]) -> String {
    let name = String(decoding: block[..<100].prefix { $0 != 0 }, as: UTF8.self)
    guard block[257..<262].elementsEqual("ustar".utf8), block[263] == UInt8(ascii: "0") else {
      return name
    }
    let prefix = String(decoding: block[345..<500].prefix { $0 != 0 }, as: UTF8.self)
    return prefix.isEmpty ? name : "\(prefix)/\(name)"
  }

  /// The path among lines such as `27 path=some/long/name`, whose length counts itself.
  private func paxPath(_ body: ArraySlice<UInt8>) throws(ArchiveRefusal) -> String? {
    var rest = body
    var path: String?
    while let first = rest.first, first != 0 {
      let digits = rest.prefix { $0 != 32 }
      guard digits.count < 8, let length = Int(String(decoding: digits, as: UTF8.self)),
        length > digits.count + 1, length <= rest.count
      else { throw .damaged("a header cannot be read") }
      let line = String(
        decoding: rest.dropFirst(digits.count + 1).prefix(length - digits.count - 2),
        as: UTF8.self)
      if line.hasPrefix("path=") { path = String(line.dropFirst(5)) }
      if line.hasPrefix("size=") || line.hasPrefix("GNU.sparse") {
        throw .unknownMethod("pax \(line.prefix(20))")
      }
      rest = rest.dropFirst(length)
    }
    return path
  }
}
