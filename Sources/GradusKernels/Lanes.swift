/// Sixteen numbers side by side: the unit in which every kernel computes, on every machine.
///
/// A machine with narrower registers splits it; the results stay the same to the bit, because no
/// kernel lets a result depend on how wide the registers are.
package typealias Lanes = SIMD16<Float>
package typealias LaneBits = SIMD16<UInt32>
package typealias LaneMask = SIMDMask<SIMD16<Int32>>

@_transparent
package func bits(_ x: Lanes) -> LaneBits { unsafeBitCast(x, to: LaneBits.self) }

@_transparent
package func lanes(_ x: LaneBits) -> Lanes { unsafeBitCast(x, to: Lanes.self) }

/// Where the mask holds `a`, elsewhere `b`. (`pointwiseMin` and `clamped` would go lane by lane.)
@_transparent
package func pick(_ mask: LaneMask, _ a: Lanes, _ b: Lanes) -> Lanes {
  b.replacing(with: a, where: mask)
}

@_transparent
package func magnitude(_ x: Lanes) -> Lanes { lanes(bits(x) & 0x7FFF_FFFF) }

@_transparent
package func read(_ p: UnsafePointer<Float>, _ i: Int) -> Lanes {
  UnsafeRawPointer(p + i).load(as: Lanes.self)
}

@_transparent
package func readUnaligned(_ p: UnsafePointer<Float>, _ i: Int) -> Lanes {
  UnsafeRawPointer(p + i).loadUnaligned(as: Lanes.self)
}

@_transparent
package func write(_ p: UnsafeMutablePointer<Float>, _ i: Int, _ x: Lanes) {
  UnsafeMutableRawPointer(p + i).storeBytes(of: x, as: Lanes.self)
}

/// The first `count` of sixteen lanes.
@_transparent
package func first(_ count: Int) -> LaneMask {
  let order = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  return order .< SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: count))
}

/// The sum of the lanes, halves first: always in this order, so always the same bits.
@_transparent
package func total(_ x: Lanes) -> Float {
  let a = x.lowHalf + x.highHalf
  let b = a.lowHalf + a.highHalf
  let c = b.lowHalf + b.highHalf
  return c[0] + c[1]
}

/// The larger one, lane by lane; NaN wins, so that it cannot hide.
@_transparent
package func larger(_ a: Lanes, _ b: Lanes) -> Lanes { pick((a .> b) .| (a .!= a), a, b) }

/// The largest of the lanes: four comparisons with the lanes moved on, in place of fifteen in turn.
@_transparent
package func largest(_ x: Lanes) -> Float {
  let a = larger(x, Lanes(lowHalf: x.highHalf, highHalf: x.lowHalf))
  let half = SIMD8(lowHalf: a.lowHalf.highHalf, highHalf: a.lowHalf.lowHalf)
  let b = larger(a, Lanes(lowHalf: half, highHalf: half))
  let four = b.lowHalf.lowHalf
  let moved = SIMD4(four[2], four[3], four[0], four[1])
  let quarter = SIMD8(lowHalf: moved, highHalf: moved)
  let c = larger(b, Lanes(lowHalf: quarter, highHalf: quarter))
  return c[0] > c[1] || c[0] != c[0] ? c[0] : c[1]
}

/// The smaller one, lane by lane; NaN wins.
@_transparent
package func smaller(_ a: Lanes, _ b: Lanes) -> Lanes { pick((a .< b) .| (a .!= a), a, b) }

/// A stretch of up to sixteen numbers.
package struct Group {
  package let count: Int

  @_transparent package init(count: Int) { self.count = count }

  @_transparent
  package func get(_ p: UnsafePointer<Float>, _ j: Int) -> Lanes {
    count == 16 ? readUnaligned(p, j) : rest(p, j, j + count)
  }

  @_transparent
  package func put(_ p: UnsafeMutablePointer<Float>, _ j: Int, _ x: Lanes) {
    if count == 16 {
      write(p, j, x)
    } else {
      for lane in 0..<count { p[j + lane] = x[lane] }
    }
  }
}

/// Calls `body` for every stretch of a row of `width` numbers.
@_transparent
package func eachColumn(_ width: Int, _ body: (Int, Group) -> Void) {
  var j = 0
  while j + 16 <= width {
    body(j, Group(count: 16))
    j += 16
  }
  if j < width { body(j, Group(count: width - j)) }
}
