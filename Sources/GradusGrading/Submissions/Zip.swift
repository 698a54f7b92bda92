/// Reads a zip by its central directory (PKWARE's APPNOTE 6.3): stored and deflated files.
///
/// Small zips in the large format (zip64) are read too: programs write them that did not know how much
/// there would be.
struct ZipReader {
  private let bytes: [UInt8]
  private let limits: ArchiveLimits

  init(_ bytes: [UInt8], _ limits: ArchiveLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  func entries(_ isWanted: (String) -> Bool) throws(ArchiveRefusal) -> [ArchiveEntry] {
    var directory = try centralDirectory()
    guard directory.count <= limits.entries else { throw .manyEntries(limits.entries) }
    var entries: [ArchiveEntry] = []
    var budget = limits.unpacked
    for _ in 0..<directory.count {
      let header = try Header(&directory.reader)
      if header.flags & 1 != 0 { throw .encrypted(header.path) }
      // What a zip says about itself is enough to refuse it before anything is unpacked.
      budget -= header.size
      guard budget >= 0 else { throw .unpackedLarge(limits.unpacked) }
      var entry = ArchiveEntry(path: header.path, kind: header.kind, bytes: [])
      if entry.kind == .file, isWanted(header.path) {
        if header.size > limits.file {
          entry.kind = .large
        } else {
          entry.bytes = try contents(header)
        }
      }
      entries.append(entry)
    }
    guard limits.unpacked - budget <= max(1 << 20, bytes.count * limits.ratio) else {
      throw .bomb(limits.ratio)
    }
    return entries
  }

  private func centralDirectory() throws(ArchiveRefusal) -> (reader: ByteReader, count: Int) {
    // The end record is 22 bytes and a comment of at most 65 535.
    let last = bytes.count - 22
    guard last >= 0 else { throw .damaged("it ends too early") }
    for place in stride(from: last, through: max(0, last - 65_535), by: -1)
    where bytes[place] == 0x50 && bytes[place...].starts(with: [0x50, 0x4b, 5, 6]) {
      var end = ByteReader(bytes[place...])
      try end.skip(10)
      let count = try end.number(2)
      let size = try end.number(4)
      let offset = try end.number(4)
      if count == 0xffff || size == 0xffff_ffff || offset == 0xffff_ffff {
        return try largeDirectory(before: place)
      }
      guard offset + size <= place else { throw .damaged("its directory lies outside of it") }
      return (ByteReader(bytes[offset..<(offset + size)]), count)
    }
    throw .damaged("it has no directory")
  }

  /// The same from the two records that zip64 puts before the end record.
  private func largeDirectory(
    before end: Int
  ) throws(ArchiveRefusal) -> (reader: ByteReader, count: Int) {
    guard end >= 20 else { throw .damaged("it has no directory") }
    var locator = ByteReader(bytes[(end - 20)...])
    guard try locator.number(4) == 0x0706_4b50 else { throw .damaged("it has no directory") }
    try locator.skip(4)
    let place = try locator.large()
    guard place < end else { throw .damaged("its directory lies outside of it") }
    var record = ByteReader(bytes[place...])
    guard try record.number(4) == 0x0606_4b50 else { throw .damaged("it has no directory") }
    try record.skip(28)
    let count = try record.large()
    let size = try record.large()
    let offset = try record.large()
    guard offset + size <= place else { throw .damaged("its directory lies outside of it") }
    return (ByteReader(bytes[offset..<(offset + size)]), count)
  }

  private func contents(_ header: Header) throws(ArchiveRefusal) -> [UInt8] {
    guard header.offset < bytes.count else { throw .damaged("a file lies outside of it") }
    var local = ByteReader(bytes[header.offset...])
    guard try local.number(4) == 0x0403_4b50 else {
      throw .damaged("a file is not where it should be")
    }
    try local.skip(22)
    let (nameLength, extraLength) = (try local.number(2), try local.number(2))
    // Two readers of one zip must not see two names.
    guard Array(try local.take(nameLength)) == header.name else {
      throw .damaged("a file has two names")
    }
    try local.skip(extraLength)
    let packed = try local.take(header.packed)
    let unpacked: [UInt8]
    switch header.method {
    case 0: unpacked = Array(packed)
    case 8: unpacked = try inflated(packed, limit: header.size, limits).bytes
    default: throw .unknownMethod(header.path)
    }
    guard unpacked.count == header.size, Int(crc32(unpacked)) == header.checksum else {
      throw .damaged("the checksum of '\(printable(header.path))' is wrong")
    }
    return unpacked
  }
}

private struct Header {
  var flags: Int
  var method: Int
  var checksum: Int
  var packed: Int
  var size: Int
  var name: [UInt8]
  var offset: Int
  var kind: ArchiveEntry.Kind

  /// With slashes; old programs of Windows wrote backslashes.
  var path: String {
    String(
      decoding: name.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }, as: UTF8.self)
  }

  init(_ reader: inout ByteReader) throws(ArchiveRefusal) {
    guard try reader.number(4) == 0x0201_4b50 else { throw .damaged("its directory has a hole") }
    let madeBy = try reader.number(2) >> 8
    try reader.skip(2)
    flags = try reader.number(2)
    method = try reader.number(2)
    try reader.skip(4)
    checksum = try reader.number(4)
    packed = try reader.number(4)
    size = try reader.number(4)
    let lengths = (
      name: try reader.number(2), extra: try reader.number(2), note: try reader.number(2)
    )
    try reader.skip(4)
    let attributes = try reader.number(4)
    offset = try reader.number(4)
    name = Array(try reader.take(lengths.name))
    let extra = try reader.take(lengths.extra)
    try reader.skip(lengths.note)
    // A zip made on Unix says there what kind of file it was; 0 where it does not say.
    let mode = madeBy == 3 || madeBy == 19 ? attributes >> 16 & 0o170000 : 0
    switch mode {
    case 0, 0o100000: kind = name.last.map { "/\\".utf8.contains($0) } == true ? .folder : .file
    case 0o040000: kind = .folder
    case 0o120000: kind = .link
    default: kind = .special
    }
    try readLarge(extra)
  }

  /// Takes from the extra fields what did not fit into four bytes: size, packed size and place, of
  /// each only if it is asked for.
  private mutating func readLarge(_ extra: ArraySlice<UInt8>) throws(ArchiveRefusal) {
    guard [size, packed, offset].contains(0xffff_ffff) else { return }
    var fields = ByteReader(extra)
    while fields.rest.count >= 4 {
      let id = try fields.number(2)
      var field = ByteReader(try fields.take(try fields.number(2)))
      guard id == 1 else { continue }
      if size == 0xffff_ffff { size = try field.large() }
      if packed == 0xffff_ffff { packed = try field.large() }
      if offset == 0xffff_ffff { offset = try field.large() }
      return
    }
    throw .damaged("its directory has a hole")
  }
}
