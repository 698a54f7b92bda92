// Matrix products. Every number of the result is accumulated over k in order with one fused
// multiply-add per term: lanes and rows of a tile are different results, never parts of one. So the
// bits depend neither on the width of the registers nor on the tile nor on the number of threads.

package import GradusKernelTypes

#if GRADUS_V4
  private typealias TileLane = SIMD16<Float>
#elseif GRADUS_V3
  private typealias TileLane = SIMD8<Float>
#else
  private typealias TileLane = SIMD4<Float>
#endif

extension TileLane {
  /// `self + x · y`, rounded once; twice in WebAssembly, which has no such instruction and would call
  /// out of its module for every number.
  @_transparent
  fileprivate func adding(product x: TileLane, _ y: TileLane) -> TileLane {
    #if arch(wasm32)
      return self + x * y
    #else
      return addingProduct(x, y)
    #endif
  }
}

/// C = A·B, or C += A·B, with A of m × k and B of k × n; C has contiguous rows of `stride` numbers.
///
/// `panel` is scratch memory for `gemmScratch` numbers.
package func gemm(
  _ m: Int, _ n: Int, _ k: Int, _ a: Matrix, _ b: Matrix, _ c: UnsafeMutablePointer<Float>,
  _ stride: Int, _ accumulate: Bool, _ panel: UnsafeMutablePointer<Float>
) {
  let lane = TileLane.scalarCount
  let wide = 2 * lane
  var j = 0
  while j < n {
    let columns = min(wide, n - j)
    // One register's width is enough for a narrow rest.
    let width = columns <= lane ? lane : wide
    var p = 0
    repeat {
      let depth = min(panelDepth, k - p)
      let isContinued = accumulate || p > 0
      var source = b.start + p * b.row + j * b.column
      var step = b.row
      // Rows far apart fall into the same few places of the cache, unless they are copied together.
      if columns < width || b.column != 1 || b.row > 512 || (m >= 48 && b.row * depth > 4096) {
        pack(Matrix(source, row: b.row, column: b.column), depth, columns, panel, width)
        source = UnsafePointer(panel)
        step = width
      }
      let strip = Strip(
        depth: depth, a: Matrix(a.start + p * a.column, row: a.row, column: a.column), b: source,
        step: step, stride: stride, width: width, columns: columns, isContinued: isContinued,
        edge: panel + panelDepth * 32)
      if width == wide { strip.walkWide(m, c + j) } else { strip.walkNarrow(m, c + j) }
      p += depth
    } while p < k
    j += columns
  }
}

/// One or two registers of columns of the result, over a part of the depth.
private struct Strip {
  let depth: Int
  let a: Matrix
  let b: UnsafePointer<Float>
  /// How far apart the rows of b are.
  let step: Int
  /// How far apart the rows of the result are.
  let stride: Int
  /// How many columns are computed, and how many of them there are in the result.
  let width: Int
  let columns: Int
  let isContinued: Bool
  /// Room for a tile that hangs over the edge of the result.
  let edge: UnsafeMutablePointer<Float>

  @inline(__always)
  func walkWide(_ m: Int, _ c: UnsafeMutablePointer<Float>) {
    var i = 0
    #if GRADUS_V4
      // Sixteen rows are better done as eight and eight than as twelve and four.
      while i + 12 <= m && i + 16 != m { step(Twelve<WideRow>.self, &i, c) }
      while i + 8 <= m { step(Eight<WideRow>.self, &i, c) }
    #elseif GRADUS_V3
      while i + 6 <= m { step(Six<WideRow>.self, &i, c) }
    #endif
    while i + 4 <= m { step(Four<WideRow>.self, &i, c) }
    if i + 2 <= m { step(Two<WideRow>.self, &i, c) }
    if i < m { step(WideRow.self, &i, c) }
  }

  @inline(__always)
  func walkNarrow(_ m: Int, _ c: UnsafeMutablePointer<Float>) {
    var i = 0
    while i + 8 <= m { step(Eight<NarrowRow>.self, &i, c) }
    if i + 4 <= m { step(Four<NarrowRow>.self, &i, c) }
    while i < m { step(NarrowRow.self, &i, c) }
  }

  /// Computes one tile, row i and some below it, and moves on.
  @inline(__always)
  private func step<R: Rows>(_: R.Type, _ i: inout Int, _ c: UnsafeMutablePointer<Float>) {
    let a = a.start + i * a.row
    let c = c + i * stride
    i += R.count
    if columns == width {
      var rows = R()
      if isContinued { rows.load(c, stride) }
      walk(&rows, a)
      rows.store(c, stride)
      return
    }
    var rows = R()
    if isContinued {
      for r in 0..<R.count {
        for j in 0..<columns { edge[r * width + j] = c[r * stride + j] }
      }
      rows.load(edge, width)
    }
    walk(&rows, a)
    rows.store(edge, width)
    for r in 0..<R.count {
      for j in 0..<columns { c[r * stride + j] = edge[r * width + j] }
    }
  }

  @inline(__always)
  private func walk<R: Rows>(_ rows: inout R, _ start: UnsafePointer<Float>) {
    var ap = start
    var bp = b
    for _ in 0..<depth {
      rows.add(ap, a.row, R.Columns(bp))
      ap += a.column
      bp += step
    }
  }
}

// A tile is a type made of rows, and not an array of rows: an array that a loop walks is kept in
// memory as soon as the optimiser decides not to unroll the loop, and the sums with it. The columns
// of b are loaded once for all rows: row after row would load them, the optimiser takes each
// register's width for all rows in turn, and six rows of AVX2's sixteen registers no longer fit.

/// The numbers of one row of b that a tile is as wide as.
private protocol RowColumns {
  init(_ b: UnsafePointer<Float>)
}

private struct WideColumns: RowColumns {
  let left: TileLane
  let right: TileLane

  @_transparent
  init(_ b: UnsafePointer<Float>) {
    left = get(b)
    right = get(b + TileLane.scalarCount)
  }
}

private struct NarrowColumns: RowColumns {
  let only: TileLane

  @_transparent
  init(_ b: UnsafePointer<Float>) { only = get(b) }
}

/// Some rows of the result, kept in registers while the depth is walked.
private protocol Rows {
  associatedtype Columns: RowColumns
  static var count: Int { get }
  init()
  mutating func load(_ c: UnsafePointer<Float>, _ stride: Int)
  /// Adds a[row] · b to every row.
  mutating func add(_ a: UnsafePointer<Float>, _ row: Int, _ b: Columns)
  func store(_ c: UnsafeMutablePointer<Float>, _ stride: Int)
}

@_transparent
private func get(_ p: UnsafePointer<Float>) -> TileLane {
  UnsafeRawPointer(p).loadUnaligned(as: TileLane.self)
}

@_transparent
private func put(_ p: UnsafeMutablePointer<Float>, _ x: TileLane) {
  UnsafeMutableRawPointer(p).storeBytes(of: x, as: TileLane.self)
}

/// One row, two registers wide.
private struct WideRow: Rows {
  var left = TileLane.zero
  var right = TileLane.zero

  @_transparent static var count: Int { 1 }

  @_transparent
  mutating func load(_ c: UnsafePointer<Float>, _ stride: Int) {
    left = get(c)
    right = get(c + TileLane.scalarCount)
  }

  @_transparent
  mutating func add(_ a: UnsafePointer<Float>, _ row: Int, _ b: WideColumns) {
    let x = TileLane(repeating: a[0])
    left = left.adding(product: x, b.left)
    right = right.adding(product: x, b.right)
  }

  @_transparent
  func store(_ c: UnsafeMutablePointer<Float>, _ stride: Int) {
    put(c, left)
    put(c + TileLane.scalarCount, right)
  }
}

/// One row, one register wide.
private struct NarrowRow: Rows {
  var sums = TileLane.zero

  @_transparent static var count: Int { 1 }

  @_transparent
  mutating func load(_ c: UnsafePointer<Float>, _ stride: Int) { sums = get(c) }

  @_transparent
  mutating func add(_ a: UnsafePointer<Float>, _ row: Int, _ b: NarrowColumns) {
    sums = sums.adding(product: TileLane(repeating: a[0]), b.only)
  }

  @_transparent
  func store(_ c: UnsafeMutablePointer<Float>, _ stride: Int) { put(c, sums) }
}

/// Rows above other rows.
private struct Above<Upper: Rows, Lower: Rows>: Rows where Upper.Columns == Lower.Columns {
  var upper = Upper()
  var lower = Lower()

  @_transparent static var count: Int { Upper.count + Lower.count }

  @_transparent init() {}

  @_transparent
  mutating func load(_ c: UnsafePointer<Float>, _ stride: Int) {
    upper.load(c, stride)
    lower.load(c + Upper.count &* stride, stride)
  }

  @_transparent
  mutating func add(_ a: UnsafePointer<Float>, _ row: Int, _ b: Upper.Columns) {
    upper.add(a, row, b)
    lower.add(a + Upper.count &* row, row, b)
  }

  @_transparent
  func store(_ c: UnsafeMutablePointer<Float>, _ stride: Int) {
    upper.store(c, stride)
    lower.store(c + Upper.count &* stride, stride)
  }
}

private typealias Two<Row: Rows> = Above<Row, Row>
private typealias Four<Row: Rows> = Above<Two<Row>, Two<Row>>
private typealias Six<Row: Rows> = Above<Four<Row>, Two<Row>>
private typealias Eight<Row: Rows> = Above<Four<Row>, Four<Row>>
private typealias Twelve<Row: Rows> = Above<Eight<Row>, Four<Row>>
