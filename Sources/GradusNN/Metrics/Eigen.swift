/// The eigenvalues of a symmetric `n` by `n` matrix and unit eigenvectors, one after the other.
///
/// Jacobi's method: each rotation makes one pair of elements off the diagonal vanish, sweep after
/// sweep, until nothing is left there; a dozen sweeps suffice. Slow for large matrices, but exact to
/// the last digits and the same on every machine.
///
/// Source: G. H. Golub, C. F. Van Loan, *Matrix Computations*, section 8.5.
package func symmetricEigen(_ matrix: [Double], _ n: Int) -> (values: [Double], vectors: [Double]) {
  var a = matrix
  var v = [Double](repeating: 0, count: n * n)
  for i in 0..<n { v[i * n + i] = 1 }
  for _ in 0..<60 {
    var off = 0.0
    var all = 0.0
    for i in 0..<n {
      for j in 0..<n {
        all += a[i * n + j] * a[i * n + j]
        if i != j { off += a[i * n + j] * a[i * n + j] }
      }
    }
    if off <= 1e-30 * all { break }
    for p in 0..<n {
      for q in p + 1..<max(n, p + 1) where a[p * n + q] != 0 {
        // t is the tangent of the smaller angle that makes a[p, q] vanish.
        let theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q])
        let root = (theta * theta + 1).squareRoot()
        let t = theta >= 0 ? 1 / (theta + root) : 1 / (theta - root)
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<n {
          let (x, y) = (a[k * n + p], a[k * n + q])
          a[k * n + p] = c * x - s * y
          a[k * n + q] = s * x + c * y
        }
        for k in 0..<n {
          let (x, y) = (a[p * n + k], a[q * n + k])
          a[p * n + k] = c * x - s * y
          a[q * n + k] = s * x + c * y
        }
        for k in 0..<n {
          let (x, y) = (v[p * n + k], v[q * n + k])
          v[p * n + k] = c * x - s * y
          v[q * n + k] = s * x + c * y
        }
      }
    }
  }
  return ((0..<n).map { a[$0 * n + $0] }, v)
}
