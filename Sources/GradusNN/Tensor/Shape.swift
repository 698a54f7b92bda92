/// The lengths of a tensor's axes, kept without a heap allocation; up to eight axes.
package struct Shape: Equatable {
  /// The lengths, then zeros, each 32 bits long: two in a word.
  ///
  /// Words and not a vector: everything on a boundary of more than 8 bytes goes through the slow part
  /// of Swift's allocator, and every tensor holds a shape.
  private var lengths: (UInt64, UInt64, UInt64, UInt64)
  package private(set) var rank: Int

  package static let scalar = Shape()

  package init() {
    lengths = (0, 0, 0, 0)
    rank = 0
  }

  package init(_ a: Int) {
    self.init()
    append(a)
  }

  package init(_ a: Int, _ b: Int) {
    self.init()
    append(a)
    append(b)
  }

  package init(_ lengths: some Sequence<Int>) {
    self.init()
    for length in lengths { append(length) }
  }

  package mutating func append(_ length: Int) {
    if rank == 8 { stop("a tensor has at most eight axes, and \(words(self)) has them already") }
    if length < 0 || length > Int(Int32.max) {
      stop("\(length) is not one of 0...\(Int32.max), the lengths an axis can have")
    }
    rank += 1
    self[rank - 1] = length
  }

  // Shifts and not a look at the words' bytes: on arm64 the optimiser of Embedded Swift takes the
  // words for unused when only their bytes are read.
  package subscript(axis: Int) -> Int {
    get {
      precondition(UInt(bitPattern: axis) < 8)
      let front = axis < 2 ? lengths.0 : lengths.1
      let back = axis < 6 ? lengths.2 : lengths.3
      return Int((axis < 4 ? front : back) &>> Shape.shift(axis) & 0xFFFF_FFFF)
    }
    set {
      precondition(UInt(bitPattern: axis) < 8)
      let shift = Shape.shift(axis)
      let (kept, length) = (
        ~(0xFFFF_FFFF &<< shift), UInt64(truncatingIfNeeded: newValue) &<< shift
      )
      switch axis >> 1 {
      case 0: lengths.0 = lengths.0 & kept | length
      case 1: lengths.1 = lengths.1 & kept | length
      case 2: lengths.2 = lengths.2 & kept | length
      default: lengths.3 = lengths.3 & kept | length
      }
    }
  }

  /// How many bits below a length its word has.
  @inline(__always)
  private static func shift(_ axis: Int) -> UInt64 { UInt64(truncatingIfNeeded: axis & 1) &* 32 }

  package static func == (a: Shape, b: Shape) -> Bool { a.rank == b.rank && a.lengths == b.lengths }

  /// How many numbers there are.
  @inline(__always)
  package var count: Int {
    var n = 1
    for axis in 0..<rank { n &*= self[axis] }
    return n
  }

  /// The product of the lengths of some axes.
  package func count(_ axes: Range<Int>) -> Int {
    var n = 1
    for axis in axes { n &*= self[axis] }
    return n
  }

  package var array: [Int] { (0..<rank).map { self[$0] } }

  package var last: Int { rank == 0 ? 1 : self[rank - 1] }

  /// This shape with another length on one axis.
  package func with(_ axis: Int, _ length: Int) -> Shape {
    var shape = self
    shape[axis] = length
    return shape
  }

  /// This shape without one axis.
  package func without(_ axis: Int) -> Shape {
    var shape = Shape()
    for i in 0..<rank where i != axis { shape.append(self[i]) }
    return shape
  }

  /// This shape with a new axis of the given length.
  package func inserting(_ axis: Int, _ length: Int) -> Shape {
    var shape = Shape()
    for i in 0..<rank {
      if i == axis { shape.append(length) }
      shape.append(self[i])
    }
    if axis == rank { shape.append(length) }
    return shape
  }
}

/// The shape that both fit when axes of length 1 are repeated, or nil; NumPy's rule, from the right.
package func broadcastShape(_ a: Shape, _ b: Shape) -> Shape? {
  var result = a.rank >= b.rank ? a : b
  for back in 1...8 where back <= min(a.rank, b.rank) {
    let x = a[a.rank - back]
    let y = b[b.rank - back]
    if x != y && x != 1 && y != 1 { return nil }
    result[result.rank - back] = x == 1 ? y : x
  }
  return result
}

/// "[2, 3]", as shapes are written in messages.
package func words(_ shape: Shape) -> String {
  var text = "["
  for axis in 0..<shape.rank {
    if axis > 0 { text += ", " }
    text += "\(shape[axis])"
  }
  return text + "]"
}
