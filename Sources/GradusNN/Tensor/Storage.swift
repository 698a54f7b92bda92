/// The memory of one or more tensors: numbers on a 64-byte boundary, padded to whole lanes.
///
/// A block of memory that counts its users by itself, in the 64 bytes before the numbers. As an
/// object of its own it would cost every small operation an allocation and several atomic counts.
package struct Storage {
  package let start: UnsafeMutablePointer<Float>

  private struct Header {
    let sizeClass: Int
    var users: Int
    var version: UInt32
    /// The learner's line that changed the numbers last, 0 if it is not known.
    var line: UInt32
  }

  /// New memory with one user.
  @inline(__always)
  init(count: Int) {
    let sizeClass = Pool.sizeClass(count)
    start = Pool.take(sizeClass)
    header.initialize(to: Header(sizeClass: sizeClass, users: 1, version: 0, line: 0))
  }

  @inline(__always)
  private var header: UnsafeMutablePointer<Header> {
    (UnsafeMutableRawPointer(start) - 64).assumingMemoryBound(to: Header.self)
  }

  /// How often the numbers were changed in place; a gradient that needs old numbers looks here.
  @inline(__always)
  package var version: UInt32 { header.pointee.version }

  /// The line of the last change, 0 if it is not known.
  var lineOfChange: UInt { UInt(header.pointee.line) }

  /// Notes a change in place.
  func changed(in line: UInt) {
    header.pointee.version &+= 1
    header.pointee.line = UInt32(truncatingIfNeeded: line)
  }

  /// Whether several tensors use it.
  var isShared: Bool { header.pointee.users > 1 }

  /// One more user.
  func retain() -> Storage {
    header.pointee.users += 1
    return self
  }

  /// One user less; the last one gives the memory back.
  @inline(__always)
  func release() {
    header.pointee.users -= 1
    if header.pointee.users == 0 { Pool.giveBack(start, header.pointee.sizeClass) }
  }
}

/// Memory that was given back waits here for the next tensor of about the same size.
///
/// Training asks for the same sizes again and again, and a fresh page costs more than the small
/// kernels that would fill it. Each thread has its own pool, so nothing is locked.
enum Pool {
  static let classes = 160

  /// Sizes grow by a quarter of a power of two, so at most a fifth of a buffer lies idle.
  @inline(__always)
  static func sizeClass(_ count: Int) -> Int {
    let groups = max((count &+ 15) &>> 4, 1)  // of 16 numbers
    if groups <= 4 { return groups - 1 }
    let top = Int.bitWidth - 1 - (groups - 1).leadingZeroBitCount
    return 4 + (top - 2) * 4 + (((groups - 1) >> (top - 2)) & 3)
  }

  /// How many numbers fit into a buffer of the class.
  static func capacity(_ sizeClass: Int) -> Int {
    if sizeClass < 4 { return (sizeClass + 1) * 16 }
    let top = (sizeClass - 4) / 4 + 2
    return ((1 << top) + (((sizeClass - 4) % 4 + 1) << (top - 2))) * 16
  }

  static func take(_ sizeClass: Int) -> UnsafeMutablePointer<Float> {
    let lists = context.freeBuffers
    if let head = lists[sizeClass] {
      // The link lies in the header's place: among the numbers it would stay in the padding.
      lists[sizeClass] = (head - 64).load(as: UnsafeMutableRawPointer?.self)
      return head.assumingMemoryBound(to: Float.self)
    }
    return allocate(sizeClass)
  }

  /// New memory, with 64 bytes for a header before the numbers.
  @inline(never)
  private static func allocate(_ sizeClass: Int) -> UnsafeMutablePointer<Float> {
    let count = capacity(sizeClass)
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: 64 + count * MemoryLayout<Float>.stride, alignment: 64)
    let numbers = (raw + 64).bindMemory(to: Float.self, capacity: count)
    // Kernels work on whole lanes, so the padding must hold something that is fast to compute with.
    numbers.initialize(repeating: 0, count: count)
    return numbers
  }

  static func giveBack(_ start: UnsafeMutablePointer<Float>, _ sizeClass: Int) {
    let raw = UnsafeMutableRawPointer(start)
    if sizeClass > Pool.sizeClass(1 << 24) {
      (raw - 64).deallocate()
      return
    }
    let lists = context.freeBuffers
    (raw - 64).storeBytes(of: lists[sizeClass], as: UnsafeMutableRawPointer?.self)
    lists[sizeClass] = raw
  }
}
