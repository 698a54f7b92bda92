import GradusKernelTypes

/// A matrix cut into panels of 32 columns, for a product that is taken in every step.
struct Panels {
  private let panels: Tensor
  private let depth: Int
  private let columns: Int

  /// The right-hand side of x·W, or of x·Wᵀ.
  init(_ weight: Tensor, transposed: Bool) {
    let (rows, width) = (weight.node.shape[0], weight.node.shape[1])
    (depth, columns) = transposed ? (width, rows) : (rows, width)
    let count = (columns + 31) / 32
    panels = Tensor(uninitialized: Shape([count, depth, 32]))
    let (source, target) = (weight.numbers, panels.mutableNumbers)
    for j in 0..<columns {
      let panel = target + (j >> 5) * depth * 32 + (j & 31)
      for p in 0..<depth {
        panel[p * 32] = transposed ? source[j * width + p] : source[p * width + j]
      }
    }
  }

  /// C = A·W for `rows` contiguous rows of A, or C += A·W; rows of C lie `stride` numbers apart.
  func product(
    _ rows: Int, _ a: Numbers, _ c: MutableNumbers, stride: Int, adding: Bool = false
  ) {
    for (i, j) in zip(0..., Swift.stride(from: 0, to: columns, by: 32)) {
      context.kernels.gemm(
        rows, Swift.min(32, columns - j), depth, Matrix(a, row: depth, column: 1),
        Matrix(panels.numbers + i * depth * 32, row: 32, column: 1), c + j, stride, adding,
        context.panel)
    }
  }
}
