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
/// `panel` is scratch memory for at least 512 × 32 numbers.
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
      let depth = min(512, k - p)
      let isContinued = accumulate || p > 0
      var source = b.start + p * b.row + j * b.column
      var step = b.row
      if columns < width || b.column != 1 || b.row > 512 {
        pack(source, b.row, b.column, depth, columns, panel, width)
        source = UnsafePointer(panel)
        step = width
      }
      if width == wide {
        rows2(m, depth, a, p, source, step, c + j, stride, columns, isContinued)
      } else {
        rows1(m, depth, a, p, source, step, c + j, stride, columns, isContinued)
      }
      p += depth
    } while p < k
    j += columns
  }
}

/// Copies `depth` rows of up to `width` columns side by side and fills up with zeros.
private func pack(
  _ b: UnsafePointer<Float>, _ row: Int, _ column: Int, _ depth: Int, _ columns: Int,
  _ panel: UnsafeMutablePointer<Float>, _ width: Int
) {
  if columns < width {
    for p in 0..<depth {
      for j in columns..<width { panel[p * width + j] = 0 }
    }
  }
  if column == 1 {
    for p in 0..<depth {
      let source = b + p * row
      let target = panel + p * width
      var j = 0
      while j + 4 <= columns {
        let four = UnsafeRawPointer(source + j).loadUnaligned(as: SIMD4<Float>.self)
        UnsafeMutableRawPointer(target + j).storeBytes(of: four, as: SIMD4<Float>.self)
        j += 4
      }
      while j < columns {
        target[j] = source[j]
        j += 1
      }
    }
    return
  }
  var j = 0
  while j < columns {
    if row == 1, j + 4 <= columns {
      transposeFour(b + j * column, column, depth, panel + j, width)
      j += 4
    } else {
      for p in 0..<depth { panel[p * width + j] = b[p * row + j * column] }
      j += 1
    }
  }
}

/// Four columns of a transposed operand, four numbers of each at a time.
@inline(__always)
private func transposeFour(
  _ b: UnsafePointer<Float>, _ column: Int, _ depth: Int, _ panel: UnsafeMutablePointer<Float>,
  _ width: Int
) {
  @inline(__always) func four(_ i: Int) -> SIMD4<Float> {
    UnsafeRawPointer(b + i).loadUnaligned(as: SIMD4<Float>.self)
  }
  @inline(__always) func put(_ p: Int, _ x: SIMD4<Float>) {
    UnsafeMutableRawPointer(panel + p * width).storeBytes(of: x, as: SIMD4<Float>.self)
  }
  var p = 0
  while p + 4 <= depth {
    let r0 = four(p)
    let r1 = four(p + column)
    let r2 = four(p + 2 * column)
    let r3 = four(p + 3 * column)
    let a = SIMD4(r0[0], r1[0], r0[1], r1[1])
    let b = SIMD4(r2[0], r3[0], r2[1], r3[1])
    let c = SIMD4(r0[2], r1[2], r0[3], r1[3])
    let d = SIMD4(r2[2], r3[2], r2[3], r3[3])
    put(p, SIMD4(lowHalf: a.lowHalf, highHalf: b.lowHalf))
    put(p + 1, SIMD4(lowHalf: a.highHalf, highHalf: b.highHalf))
    put(p + 2, SIMD4(lowHalf: c.lowHalf, highHalf: d.lowHalf))
    put(p + 3, SIMD4(lowHalf: c.highHalf, highHalf: d.highHalf))
    p += 4
  }
  while p < depth {
    for j in 0..<4 { panel[p * width + j] = b[p + j * column] }
    p += 1
  }
}

/// All rows of a strip that is two registers wide, as many at once as fit the register file.
private func rows2(
  _ m: Int, _ depth: Int, _ a: Matrix, _ p: Int, _ b: UnsafePointer<Float>, _ step: Int,
  _ c: UnsafeMutablePointer<Float>, _ stride: Int, _ columns: Int, _ isContinued: Bool
) {
  var i = 0
  #if GRADUS_V4
    while i + 12 <= m {
      tile12(depth, a, i, p, b, step, c + i * stride, stride, columns, isContinued)
      i += 12
    }
  #elseif GRADUS_V3
    while i + 6 <= m {
      tile2(
        InlineArray<6, TileLane>(repeating: .zero), depth, a, i, p, b, step, c + i * stride, stride,
        columns, isContinued)
      i += 6
    }
  #endif
  while i + 4 <= m {
    tile2(
      InlineArray<4, TileLane>(repeating: .zero), depth, a, i, p, b, step, c + i * stride, stride,
      columns, isContinued)
    i += 4
  }
  while i < m {
    tile2(
      InlineArray<1, TileLane>(repeating: .zero), depth, a, i, p, b, step, c + i * stride, stride,
      columns, isContinued)
    i += 1
  }
}

/// All rows of a strip that is one register wide.
private func rows1(
  _ m: Int, _ depth: Int, _ a: Matrix, _ p: Int, _ b: UnsafePointer<Float>, _ step: Int,
  _ c: UnsafeMutablePointer<Float>, _ stride: Int, _ columns: Int, _ isContinued: Bool
) {
  var i = 0
  while i + 8 <= m {
    tile1(
      InlineArray<8, TileLane>(repeating: .zero), depth, a, i, p, b, step, c + i * stride, stride,
      columns, isContinued)
    i += 8
  }
  while i < m {
    tile1(
      InlineArray<1, TileLane>(repeating: .zero), depth, a, i, p, b, step, c + i * stride, stride,
      columns, isContinued)
    i += 1
  }
}

@inline(__always)
private func get(_ p: UnsafePointer<Float>) -> TileLane {
  UnsafeRawPointer(p).loadUnaligned(as: TileLane.self)
}

@inline(__always)
private func put(_ p: UnsafeMutablePointer<Float>, _ x: TileLane) {
  UnsafeMutableRawPointer(p).storeBytes(of: x, as: TileLane.self)
}

/// The first `columns` numbers at `p`, in lanes.
@inline(__always)
private func getSome(_ p: UnsafePointer<Float>, _ columns: Int) -> TileLane {
  var x = TileLane.zero
  for j in 0..<max(columns, 0) { x[j] = p[j] }
  return x
}

@inline(__always)
private func putSome(_ p: UnsafeMutablePointer<Float>, _ x: TileLane, _ columns: Int) {
  for j in 0..<max(columns, 0) { p[j] = x[j] }
}

/// The register tile: some rows times two registers of columns, kept there for the whole depth.
@inline(__always)
private func tile2<let rows: Int>(
  _ zero: InlineArray<rows, TileLane>, _ depth: Int, _ a: Matrix, _ i: Int, _ p: Int,
  _ b: UnsafePointer<Float>, _ step: Int, _ c: UnsafeMutablePointer<Float>, _ stride: Int,
  _ columns: Int, _ isContinued: Bool
) {
  let lane = TileLane.scalarCount
  let isWhole = columns == 2 * lane
  var left = zero
  var right = zero
  if isContinued {
    for r in 0..<rows {
      let row = UnsafePointer(c + r * stride)
      left[r] = get(row)
      right[r] = isWhole ? get(row + lane) : getSome(row + lane, columns - lane)
    }
  }
  var ap = a.start + i * a.row + p * a.column
  var bp = b
  for _ in 0..<depth {
    let b0 = get(bp)
    let b1 = get(bp + lane)
    for r in 0..<rows {
      let x = TileLane(repeating: ap[r &* a.row])
      left[r] = left[r].adding(product: x, b0)
      right[r] = right[r].adding(product: x, b1)
    }
    ap += a.column
    bp += step
  }
  for r in 0..<rows {
    let row = c + r * stride
    put(row, left[r])
    if isWhole { put(row + lane, right[r]) } else { putSome(row + lane, right[r], columns - lane) }
  }
}

#if GRADUS_V4
  /// Twelve rows of two registers of columns: 24 of the 32 registers are running sums.
  ///
  /// Three groups of four, because the optimiser unrolls loops of four completely and loops of
  /// twelve not, and a loop that is not unrolled keeps its sums in memory.
  @inline(__always)
  private func tile12(
    _ depth: Int, _ a: Matrix, _ i: Int, _ p: Int, _ b: UnsafePointer<Float>, _ step: Int,
    _ c: UnsafeMutablePointer<Float>, _ stride: Int, _ columns: Int, _ isContinued: Bool
  ) {
    var x = Four(c, stride, columns, isContinued)
    var y = Four(c + 4 * stride, stride, columns, isContinued)
    var z = Four(c + 8 * stride, stride, columns, isContinued)
    let row = a.row
    var ap = a.start + i * row + p * a.column
    var bp = b
    for _ in 0..<depth {
      let b0 = get(bp)
      let b1 = get(bp + 16)
      x.add(ap, row, b0, b1)
      y.add(ap + 4 &* row, row, b0, b1)
      z.add(ap + 8 &* row, row, b0, b1)
      ap += a.column
      bp += step
    }
    x.store(c, stride, columns)
    y.store(c + 4 * stride, stride, columns)
    z.store(c + 8 * stride, stride, columns)
  }

  /// Four rows of running sums.
  private struct Four {
    var left = InlineArray<4, TileLane>(repeating: .zero)
    var right = InlineArray<4, TileLane>(repeating: .zero)

    @inline(__always)
    init(_ c: UnsafeMutablePointer<Float>, _ stride: Int, _ columns: Int, _ isContinued: Bool) {
      guard isContinued else { return }
      for r in 0..<4 {
        let row = UnsafePointer(c + r * stride)
        left[r] = get(row)
        right[r] = columns == 32 ? get(row + 16) : getSome(row + 16, columns - 16)
      }
    }

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, _ row: Int, _ b0: TileLane, _ b1: TileLane) {
      for r in 0..<4 {
        let x = TileLane(repeating: a[r &* row])
        left[r] = left[r].adding(product: x, b0)
        right[r] = right[r].adding(product: x, b1)
      }
    }

    @inline(__always)
    func store(_ c: UnsafeMutablePointer<Float>, _ stride: Int, _ columns: Int) {
      for r in 0..<4 {
        let row = c + r * stride
        put(row, left[r])
        if columns == 32 {
          put(row + 16, right[r])
        } else {
          putSome(row + 16, right[r], columns - 16)
        }
      }
    }
  }
#endif

/// The same for one register of columns.
@inline(__always)
private func tile1<let rows: Int>(
  _ zero: InlineArray<rows, TileLane>, _ depth: Int, _ a: Matrix, _ i: Int, _ p: Int,
  _ b: UnsafePointer<Float>, _ step: Int, _ c: UnsafeMutablePointer<Float>, _ stride: Int,
  _ columns: Int, _ isContinued: Bool
) {
  let isWhole = columns == TileLane.scalarCount
  var sums = zero
  if isContinued {
    for r in 0..<rows {
      let row = UnsafePointer(c + r * stride)
      sums[r] = isWhole ? get(row) : getSome(row, columns)
    }
  }
  var ap = a.start + i * a.row + p * a.column
  var bp = b
  for _ in 0..<depth {
    let b0 = get(bp)
    for r in 0..<rows { sums[r] = sums[r].adding(product: TileLane(repeating: ap[r &* a.row]), b0) }
    ap += a.column
    bp += step
  }
  for r in 0..<rows {
    let row = c + r * stride
    if isWhole { put(row, sums[r]) } else { putSome(row, sums[r], columns) }
  }
}
