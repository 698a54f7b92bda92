import GradusKernelTypes

/// How many threads a large matrix product may use: 1 unless a program asks for 2.
///
/// Rows are shared out and never the depth, so the bits do not depend on it. On a machine with other
/// work a second thread makes training slower, not faster; it is worth trying on an idle one.
public var threadCount: Int {
  get { context.threads }
  set {
    guard newValue == 1 || newValue == 2 else {
      stop("threadCount can be 1 or 2, not \(newValue)")
    }
    context.threads = newValue
  }
}

/// C = A·B, or C += A·B, with A of m × k and B of k × n; rows of C lie `stride` numbers apart.
@inline(__always)
func multiply(
  _ m: Int, _ n: Int, _ k: Int, _ a: Matrix, _ b: Matrix, _ c: MutableNumbers, stride: Int,
  adding: Bool
) {
  if context.threads > 1 && m >= 24 && m &* n &* k > 500_000 {
    multiplyTogether(m, n, k, a, b, c, stride, adding)
  } else {
    context.kernels.gemm(m, n, k, a, b, c, stride, adding, context.panel)
  }
}

#if hasFeature(Embedded) || !canImport(Glibc) && !canImport(Darwin)
  private func multiplyTogether(
    _ m: Int, _ n: Int, _ k: Int, _ a: Matrix, _ b: Matrix, _ c: MutableNumbers, _ stride: Int,
    _ adding: Bool
  ) {
    context.kernels.gemm(m, n, k, a, b, c, stride, adding, context.panel)
  }
#else
  @_silgen_name("gradus_offer")
  private func offer(
    _ job: @convention(c) (UnsafeMutableRawPointer) -> Void, _ about: UnsafeMutableRawPointer
  ) -> Int32

  @_silgen_name("gradus_collect")
  private func collect() -> Int32

  /// Some rows of a product.
  private struct Share {
    let kernels: Kernels
    let rows: Int
    let n: Int
    let k: Int
    let a: Matrix
    let b: Matrix
    let c: MutableNumbers
    let stride: Int
    let adding: Bool

    func compute(_ panel: MutableNumbers) {
      kernels.gemm(rows, n, k, a, b, c, stride, adding, panel)
    }
  }

  /// The helper computes the lower rows, the caller the upper ones, and also the lower ones when the
  /// helper has not even begun by then.
  @inline(never)
  private func multiplyTogether(
    _ m: Int, _ n: Int, _ k: Int, _ a: Matrix, _ b: Matrix, _ c: MutableNumbers, _ stride: Int,
    _ adding: Bool
  ) {
    // A multiple of twelve, the rows of a tile.
    let upper = (m / 2 + 11) / 12 * 12
    let kernels = context.kernels
    var lower = Share(
      kernels: kernels, rows: m - upper, n: n, k: k,
      a: Matrix(a.start + upper * a.row, row: a.row, column: a.column), b: b,
      c: c + upper * stride, stride: stride, adding: adding)
    withUnsafeMutablePointer(to: &lower) { lower in
      let isOffered =
        offer(
          { about in
            // The helper has a context of its own, with a panel of its own.
            about.assumingMemoryBound(to: Share.self).pointee.compute(context.panel)
          }, lower) == 1
      kernels.gemm(upper, n, k, a, b, c, stride, adding, context.panel)
      if !isOffered || collect() == 0 { lower.pointee.compute(context.panel) }
    }
  }
#endif
