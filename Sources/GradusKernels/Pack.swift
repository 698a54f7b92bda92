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
    for p in 0..<depth {
      let source = b + p * row
      let target = panel + p * width
      var j = 0
      while j + 16 <= columns {
        let sixteen = UnsafeRawPointer(source + j).loadUnaligned(as: SIMD16<Float>.self)
        UnsafeMutableRawPointer(target + j).storeBytes(of: sixteen, as: SIMD16<Float>.self)
        j += 16
      }
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
