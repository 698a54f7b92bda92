package import GradusKernelTypes

// A panel is a strip of the right-hand side of a product with its rows side by side, so that the
// product reads it from one end to the other.

/// Copies `depth` rows of b, of up to `width` columns, side by side and fills up with zeros.
package func pack(
  _ b: Matrix, _ depth: Int, _ columns: Int, _ panel: UnsafeMutablePointer<Float>, _ width: Int
) {
  let (row, column, b) = (b.row, b.column, b.start)
  if columns < width {
    for p in 0..<depth {
      for j in columns..<width { panel[p * width + j] = 0 }
    }
  }
  if column == 1 {
    if columns == width && width >= 16 {
      packWhole(b, row, depth, panel, width)
    } else {
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
    }
    return
  }
  var p = 0
  while p < depth {
    // Few enough rows for the fastest cache to hold them until their last column is written.
    let rows = min(64, depth - p)
    let source = b + p * row
    let target = panel + p * width
    var j = 0
    while row == 1 && j + 4 <= columns {
      transposeFour(source + j * column, column, rows, target + j, width)
      j += 4
    }
    while j < columns {
      for p in 0..<rows { target[p * width + j] = source[p * row + j * column] }
      j += 1
    }
    p += rows
  }
}

/// Rows of 16 or 32 numbers, with so few instructions for each that many are fetched from memory
/// at a time.
private func packWhole(
  _ b: UnsafePointer<Float>, _ row: Int, _ depth: Int, _ panel: UnsafeMutablePointer<Float>,
  _ width: Int
) {
  var source = UnsafeRawPointer(b)
  var target = UnsafeMutableRawPointer(panel)
  let step = row &* 4
  if width == 32 {
    for _ in 0..<depth {
      let left = source.loadUnaligned(as: SIMD16<Float>.self)
      let right = (source + 64).loadUnaligned(as: SIMD16<Float>.self)
      target.storeBytes(of: left, as: SIMD16<Float>.self)
      (target + 64).storeBytes(of: right, as: SIMD16<Float>.self)
      source += step
      target += 128
    }
  } else {
    for _ in 0..<depth {
      target.storeBytes(of: source.loadUnaligned(as: SIMD16<Float>.self), as: SIMD16<Float>.self)
      source += step
      target += 64
    }
  }
}

/// Four columns of a transposed operand, four numbers of each at a time.
@inline(__always)
private func transposeFour(
  _ b: UnsafePointer<Float>, _ column: Int, _ depth: Int, _ panel: UnsafeMutablePointer<Float>,
  _ width: Int
) {
  var b = b
  var panel = panel
  @inline(__always) func four(_ i: Int) -> SIMD4<Float> {
    UnsafeRawPointer(b + i).loadUnaligned(as: SIMD4<Float>.self)
  }
  @inline(__always) func put(_ p: Int, _ low: SIMD2<Float>, _ high: SIMD2<Float>) {
    UnsafeMutableRawPointer(panel + p &* width)
      .storeBytes(of: SIMD4(lowHalf: low, highHalf: high), as: SIMD4<Float>.self)
  }
  var left = depth
  while left >= 4 {
    let r0 = four(0)
    let r1 = four(column)
    let r2 = four(2 &* column)
    let r3 = four(3 &* column)
    let a = SIMD4(r0[0], r1[0], r0[1], r1[1])
    let g = SIMD4(r2[0], r3[0], r2[1], r3[1])
    let c = SIMD4(r0[2], r1[2], r0[3], r1[3])
    let d = SIMD4(r2[2], r3[2], r2[3], r3[3])
    put(0, a.lowHalf, g.lowHalf)
    put(1, a.highHalf, g.highHalf)
    put(2, c.lowHalf, d.lowHalf)
    put(3, c.highHalf, d.highHalf)
    b += 4
    panel += 4 &* width
    left &-= 4
  }
  for p in 0..<left {
    for j in 0..<4 { panel[p * width + j] = b[p + j * column] }
  }
}
