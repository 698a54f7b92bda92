// What the processor could do at best, to hold a matrix product against: nothing but fused
// multiply-adds, in as many chains that do not wait for each other as the registers hold.

#if GRADUS_V4
  private typealias ChainLane = SIMD16<Float>
#elseif GRADUS_V3
  private typealias ChainLane = SIMD8<Float>
#else
  private typealias ChainLane = SIMD4<Float>
#endif

/// Twelve chains of `count` vector operations; returns how many multiplications and additions of
/// single numbers they were.
package func chains(_ count: Int, _ sum: UnsafeMutablePointer<Float>) -> Int {
  let factor = ChainLane(repeating: 0.999)
  let term = ChainLane(repeating: sum[0])
  @_transparent func next(_ x: ChainLane) -> ChainLane {
    #if arch(wasm32)
      return term + x * factor
    #else
      return term.addingProduct(x, factor)
    #endif
  }
  var (a, b, c, d) = (term, term, term, term)
  var (e, f, g, h) = (term, term, term, term)
  var (i, j, k, l) = (term, term, term, term)
  for _ in 0..<count {
    (a, b, c, d) = (next(a), next(b), next(c), next(d))
    (e, f, g, h) = (next(e), next(f), next(g), next(h))
    (i, j, k, l) = (next(i), next(j), next(k), next(l))
  }
  let all = ((a + b) + (c + d)) + ((e + f) + (g + h)) + ((i + j) + (k + l))
  sum[0] = all[0]
  return 2 * 12 * ChainLane.scalarCount * count
}
