package import GradusDiagnostics

/// What an archive may hold before it is refused.
package struct ArchiveLimits: Hashable, Sendable {
  /// Bytes of the archive itself.
  package var archive = 32 << 20
  /// Bytes of everything that is unpacked.
  package var unpacked = 64 << 20
  /// How many times larger than the archive the unpacked files may be; text packs about 5 times.
  package var ratio = 100
  /// Files and folders.
  package var entries = 20_000
  /// Bytes of one file that is taken.
  package var file = 256 << 10

  package init() {}
}

/// One entry of an archive.
package struct ArchiveEntry: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case file, folder, link, special
    /// A file that is larger than the limit for one file.
    case large
  }

  package var path: String
  package var kind: Kind
  /// Empty unless it is a file that was asked for.
  package var bytes: [UInt8]
}

/// Reads a zip, tar or gzipped tar without writing anything to the disk.
///
/// - Parameter isWanted: whether the contents of a path are asked for; others are skipped unread.
/// - Throws: a finding that says why nothing of it is taken.
package func readArchive(
  _ bytes: [UInt8], shown: String, limits: ArchiveLimits = ArchiveLimits(),
  isWanted: (String) -> Bool
) throws(ArchiveRefusal) -> [ArchiveEntry] {
  guard bytes.count <= limits.archive else { throw .large(limits.archive) }
  let entries: [ArchiveEntry]
  if bytes.starts(with: [0x50, 0x4b, 3, 4]) || bytes.starts(with: [0x50, 0x4b, 5, 6]) {
    entries = try ZipReader(bytes, limits).entries(isWanted)
  } else if bytes.starts(with: [0x1f, 0x8b]) {
    let tar = try gunzipped(bytes[...], limits)
    entries = try TarReader(tar, limits).entries(isWanted)
  } else {
    entries = try TarReader(bytes, limits).entries(isWanted)
  }
  for entry in entries { try refuseOutside(entry.path) }
  return entries
}

private func refuseOutside(_ path: String) throws(ArchiveRefusal) {
  // Whatever separates folders on any system; "C:" is a disk of Windows.
  let parts = path.utf8.split(
    omittingEmptySubsequences: false,
    whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") })
  let isDisk = path.utf8.prefix(2).last == UInt8(ascii: ":") && path.first?.isLetter == true
  if parts.first?.isEmpty == true || parts.contains(where: { $0.elementsEqual("..".utf8) })
    || path.utf8.contains(0) || isDisk
  {
    throw .outside(path)
  }
}

/// Why an archive is not taken.
package enum ArchiveRefusal: Error, Hashable {
  case large(Int)
  case unpackedLarge(Int)
  case bomb(Int)
  case manyEntries(Int)
  case outside(String)
  case encrypted(String)
  case unknownMethod(String)
  case noArchive
  case damaged(String)

  package func finding(_ shown: String) -> Diagnostic {
    Diagnostic(id: "Archive", at: nil, "\(shown) \(words)", fixes: [fix])
  }

  private var words: String {
    switch self {
    case .large(let bytes): "is larger than \(bytes >> 20) MB"
    case .unpackedLarge(let bytes): "holds more than \(bytes >> 20) MB"
    case .bomb(let ratio): "holds more than \(ratio) times its own size"
    case .manyEntries(let count): "holds more than \(count) files"
    case .outside(let path): "has a path that leads out of its folder: '\(printable(path))'"
    case .encrypted(let path): "is encrypted ('\(printable(path))')"
    case .unknownMethod(let path): "is packed in a way that is not read here ('\(printable(path))')"
    case .noArchive: "is no zip, tar or gzipped tar"
    case .damaged(let why): "is damaged: \(why)"
    }
  }

  private var fix: String {
    switch self {
    case .large, .unpackedLarge, .bomb, .manyEntries:
      "hand in only the folder with the exercise files"
    case .encrypted: "pack the folder again without a password: zip -r work.zip workspace"
    case .outside, .unknownMethod, .noArchive, .damaged:
      "pack the folder again: zip -r work.zip workspace"
    }
  }
}

/// A path as a message may show it.
func printable(_ path: String) -> String {
  String(
    path.unicodeScalars.prefix(80).map {
      $0.isASCII && $0.value >= 32 && $0.value < 127 ? Character($0) : "?"
    })
}

/// What gzip packed (RFC 1952): one member, or several in a row as parallel packers write them.
private func gunzipped(
  _ bytes: ArraySlice<UInt8>, _ limits: ArchiveLimits
) throws(ArchiveRefusal) -> [UInt8] {
  let limit = min(limits.unpacked, max(1 << 20, bytes.count * limits.ratio))
  var unpacked: [UInt8] = []
  var rest = bytes
  repeat {
    guard rest.starts(with: [0x1f, 0x8b]) else { throw .damaged("something stands behind its end") }
    unpacked += try gunzipMember(&rest, limit: limit - unpacked.count, limits)
    // Tapes are filled up with zeros.
  } while rest.contains { $0 != 0 }
  return unpacked
}

private func gunzipMember(
  _ bytes: inout ArraySlice<UInt8>, limit: Int, _ limits: ArchiveLimits
) throws(ArchiveRefusal) -> [UInt8] {
  var reader = ByteReader(bytes)
  try reader.skip(2)
  guard try reader.byte() == 8 else { throw .unknownMethod("gzip") }
  let flags = try reader.byte()
  try reader.skip(6)
  if flags & 4 != 0 { try reader.skip(try reader.number(2)) }
  if flags & 8 != 0 { try reader.skipText() }
  if flags & 16 != 0 { try reader.skipText() }
  if flags & 2 != 0 { try reader.skip(2) }
  let unpacked = try inflated(reader.rest, limit: limit, limits)
  var tail = ByteReader(unpacked.rest)
  guard try tail.number(4) == Int(crc32(unpacked.bytes)),
    try tail.number(4) == unpacked.bytes.count
  else { throw .damaged("its checksum is wrong") }
  bytes = tail.rest
  return unpacked.bytes
}

func inflated(
  _ bytes: ArraySlice<UInt8>, limit: Int, _ limits: ArchiveLimits
) throws(ArchiveRefusal) -> (bytes: [UInt8], rest: ArraySlice<UInt8>) {
  do throws(Inflate.Problem) {
    return try Inflate.unpack(bytes, limit: limit)
  } catch {
    switch error {
    case .damaged: throw .damaged("it cannot be unpacked")
    case .tooLarge:
      throw limit < limits.unpacked ? .bomb(limits.ratio) : .unpackedLarge(limits.unpacked)
    }
  }
}

/// Bytes from the front, little end first, never past the end.
struct ByteReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func take(_ count: Int) throws(ArchiveRefusal) -> ArraySlice<UInt8> {
    guard count >= 0, rest.count >= count else { throw .damaged("it ends too early") }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func skip(_ count: Int) throws(ArchiveRefusal) { _ = try take(count) }

  mutating func byte() throws(ArchiveRefusal) -> Int { try number(1) }

  mutating func number(_ count: Int) throws(ArchiveRefusal) -> Int {
    try take(count).reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// A size or place of eight bytes.
  ///
  /// What is larger than any archive that is read becomes a number that no archive reaches.
  mutating func large() throws(ArchiveRefusal) -> Int {
    let low = try number(4)
    let high = try number(4)
    return high == 0 ? low : 1 << 40
  }

  /// Text up to a NUL.
  mutating func skipText() throws(ArchiveRefusal) {
    guard let end = rest.firstIndex(of: 0) else { throw .damaged("it ends too early") }
    rest = rest[(end + 1)...]
  }
}
