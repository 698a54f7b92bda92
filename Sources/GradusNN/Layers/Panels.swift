import GradusKernelTypes

/// A matrix cut into panels of 32 columns, for a product that is taken in every step.
struct Panels {
  private let panels: Tensor
  private let depth: Int
  private let columns: Int

  /// The right-hand side of x·W, or of x·Wᵀ.
  init(_ weight: Tensor, transposed: Bool) {
    self.init(
      weight, rows: weight.node.shape[0], width: weight.node.shape[1], transposed: transposed)
  }

  /// The same for weights of any shape, as rows of `width` numbers.
  init(_ weight: Tensor, rows: Int, width: Int, transposed: Bool) {
    (depth, columns) = transposed ? (width, rows) : (rows, width)
    panels = Tensor(uninitialized: Shape([(columns + 31) / 32, depth, 32]))
    for first in stride(from: 0, to: columns, by: 32) {
      let strip =
        transposed
        ? Matrix(weight.numbers + first * width, row: 1, column: width)
        : Matrix(weight.numbers + first, row: width, column: 1)
      context.kernels.pack(
        strip, depth, Swift.min(32, columns - first), panels.mutableNumbers + first * depth, 32)
    }
  }

  /// C = A·W for `rows` contiguous rows of A, or C += A·W; rows of C lie `stride` numbers apart.
  func product(
    _ rows: Int, _ a: Numbers, _ c: MutableNumbers, stride: Int, adding: Bool = false
  ) {
    for (i, j) in zip(0..., Swift.stride(from: 0, to: columns, by: 32)) {
      multiply(
        rows, Swift.min(32, columns - j), depth, Matrix(a, row: depth, column: 1),
        Matrix(panels.numbers + i * depth * 32, row: 32, column: 1), c + j, stride: stride,
        adding: adding)
    }
  }
}
