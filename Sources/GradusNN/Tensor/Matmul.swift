import GradusKernelTypes

/// The matrix product; leading axes are batches and are repeated to fit.
///
/// `[m, k]` times `[k, n]` is `[m, n]`; a vector on the left is a row, on the right a column, and
/// the axis it was given disappears again.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor { a.matmul(b) }

extension Tensor {
  /// The matrix product with another tensor; see ``matmul(_:_:)``.
  public func matmul(_ other: Tensor) -> Tensor {
    let x = node.shape
    let y = other.node.shape
    if x.rank == 0 || y.rank == 0 {
      stop(
        "matmul needs at least one axis on each side, but the shapes are \(words(x)) and "
          + "\(words(y)); use * to multiply by a number")
    }
    let inner = x[x.rank - 1]
    let height = y.rank == 1 ? y[0] : y[y.rank - 2]
    if inner != height { Tensor.stopMatmul(x, y) }
    if x.rank == 1 {
      return reshaped(to: Shape(1, inner)).matmul(other).dropping(fromEnd: y.rank == 1 ? 1 : 2)
    }
    if y.rank == 1 {
      return matmul(other.reshaped(to: Shape(inner, 1))).dropping(fromEnd: 1)
    }
    if y.rank == 2 {
      // The rows of all batches are the rows of one product.
      let rows = x.count(0..<x.rank - 1)
      var shape = x
      shape[x.rank - 1] = y[1]
      let flat = x.rank == 2 ? self : reshaped(to: Shape(rows, inner))
      let product = product(flat, other)
      return x.rank == 2 ? product : product.reshaped(to: shape)
    }
    return batched(other)
  }

  private static func stopMatmul(_ x: Shape, _ y: Shape) -> Never {
    let inner = x[x.rank - 1]
    let height = y.rank == 1 ? y[0] : y[y.rank - 2]
    var text = "shapes \(words(x)) and \(words(y)) do not match in matmul: "
    text += "the left side has \(inner) columns, the right side \(height) rows"
    if y.rank >= 2 && y[y.rank - 1] == inner {
      text += "; transpose the right side"
    } else if x.rank >= 2 && x[x.rank - 2] == height {
      text += "; transpose the left side"
    }
    stop(text)
  }

  /// Takes an axis of length 1 away that was put in to make a matrix of a vector.
  private func dropping(fromEnd place: Int) -> Tensor {
    reshaped(to: node.shape.without(rank - place))
  }

  /// One product for each batch.
  private func batched(_ other: Tensor) -> Tensor {
    let x = node.shape
    let y = other.node.shape
    guard
      let batch = broadcastShape(
        Shape((0..<x.rank - 2).map { x[$0] }), Shape((0..<y.rank - 2).map { y[$0] }))
    else { stop("shapes \(words(x)) and \(words(y)) do not match in matmul: the batches differ") }
    let m = x[x.rank - 2]
    let k = x[x.rank - 1]
    let n = y[y.rank - 1]
    func full(_ rows: Int, _ columns: Int) -> Shape {
      var shape = batch
      shape.append(rows)
      shape.append(columns)
      return shape
    }
    let a = expanded(to: full(m, k)).reshaped(to: Shape([batch.count, m, k]))
    let b = other.expanded(to: full(k, n)).reshaped(to: Shape([batch.count, k, n]))
    return product(a, b).reshaped(to: full(m, n))
  }
}

/// A·B of two matrices, or of two equally long batches of matrices, each transposed on request.
///
/// With G the gradient of C = A·B: dA = G·Bᵀ and dB = Aᵀ·G. The transposed forms follow by writing
/// the same two lines for Aᵀ and Bᵀ; nothing is ever copied to transpose it.
func product(
  _ a: Tensor, _ b: Tensor, transposeA: Bool = false, transposeB: Bool = false
) -> Tensor {
  let turned = Turned(a: transposeA, b: transposeB)
  return multiplied(a, b, transposeA, transposeB)
    .from("matmul", a, b, saving: .both, noting: Note(turned)) { back in
      let g = back.gradient
      let (a, b) = (back.first, back.second)
      let turned = back.noted(as: Turned.self)
      back.give(a) {
        turned.a
          ? product(b, g, transposeA: turned.b, transposeB: true)
          : product(g, b, transposeB: !turned.b)
      }
      back.give(b) {
        turned.b
          ? product(g, a, transposeA: true, transposeB: turned.a)
          : product(a, g, transposeA: !turned.a)
      }
    }
}

/// Which sides of a product are transposed.
private struct Turned: BitwiseCopyable {
  let a: Bool
  let b: Bool
}

/// The same, unrecorded.
func multiplied(_ a: Tensor, _ b: Tensor, _ transposeA: Bool, _ transposeB: Bool) -> Tensor {
  let rank = a.node.shape.rank
  let (aRows, aColumns) = (a.node.shape[rank - 2], a.node.shape[rank - 1])
  let (bRows, bColumns) = (b.node.shape[rank - 2], b.node.shape[rank - 1])
  let (m, k) = transposeA ? (aColumns, aRows) : (aRows, aColumns)
  let n = transposeB ? bRows : bColumns
  let batches = rank == 3 ? a.node.shape[0] : 1
  let result = Tensor(
    uninitialized: rank == 3 ? Shape([batches, m, n]) : Shape(m, n))
  if k == 0 { return .zeros(result.node.shape) }
  for i in 0..<batches {
    multiply(
      m, n, k,
      Matrix(
        a.numbers + i * aRows * aColumns, row: transposeA ? 1 : aColumns,
        column: transposeA ? aColumns : 1),
      Matrix(
        b.numbers + i * bRows * bColumns, row: transposeB ? 1 : bColumns,
        column: transposeB ? bColumns : 1),
      result.mutableNumbers + i * m * n, stride: n, adding: false)
  }
  return result
}
