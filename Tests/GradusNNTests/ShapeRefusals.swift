import GradusNN

/// Shapes that do not fit: arithmetic, products, joining, another shape.
let shapeRefusals: [Refusal] = [
  Refusal(
    """
    shapes [3] and [4] do not match in +: the last axis has 3 and 4; lengths must be equal, or one \
    of them 1
    """
  ) { _ = Tensor([1, 2, 3]) + Tensor([1, 2, 3, 4]) },
  Refusal(
    """
    shapes [2, 3] and [2] do not match in *: the last axis has 3 and 2; lengths must be equal, or \
    one of them 1 (reshaped(2, 1) would add it to every column)
    """
  ) { _ = Tensor.zeros(2, 3) * Tensor.zeros(2) },
  Refusal(
    """
    shapes [2, 3] and [3, 2] do not match in -: the last axis has 3 and 2; lengths must be equal, or \
    one of them 1 (transposed() would make them fit)
    """
  ) { _ = Tensor.zeros(2, 3) - Tensor.zeros(3, 2) },
  Refusal(
    """
    shapes [2, 3] and [4, 1] do not match in /: counted from the end, axis 2 has 2 and 4; lengths \
    must be equal, or one of them 1
    """
  ) { _ = Tensor.zeros(2, 3) / Tensor.zeros(4, 1) },
  Refusal(
    """
    broadcast: shape [3] cannot be repeated to [3, 2]; counted from the end, lengths must be equal, \
    or the first one 1
    """
  ) { _ = Tensor.zeros(3).broadcast(to: [3, 2]) },

  Refusal(
    """
    matmul needs at least one axis on each side, but the shapes are [2, 3] and []; use * to multiply \
    by a number
    """
  ) { _ = Tensor.zeros(2, 3).matmul(Tensor(2)) },
  Refusal(
    """
    shapes [2, 3] and [4, 3] do not match in matmul: the left side has 3 columns, the right side 4 \
    rows; transpose the right side
    """
  ) { _ = Tensor.zeros(2, 3).matmul(.zeros(4, 3)) },
  Refusal(
    """
    shapes [3, 2] and [3, 4] do not match in matmul: the left side has 2 columns, the right side 3 \
    rows; transpose the left side
    """
  ) { _ = Tensor.zeros(3, 2).matmul(.zeros(3, 4)) },
  Refusal(
    """
    shapes [2, 3] and [5] do not match in matmul: the left side has 3 columns, the right side 5 rows
    """
  ) { _ = Tensor.zeros(2, 3).matmul(.zeros(5)) },
  Refusal("shapes [2, 4, 3] and [5, 3, 4] do not match in matmul: the batches differ") {
    _ = Tensor.zeros(2, 4, 3).matmul(.zeros(5, 3, 4))
  },

  Refusal("concatenate needs at least one tensor") { _ = concatenate([]) },
  Refusal(
    "concatenate: tensor 1 has shape [2, 3] and tensor 0 [2, 2]; they may differ on axis 0 only"
  ) { _ = concatenate([.zeros(2, 2), .zeros(2, 3)]) },
  Refusal("stack needs at least one tensor") { _ = stack([]) },
  Refusal("stack: tensor 1 has shape [3] and tensor 0 [2]; all must have the same") {
    _ = stack([.zeros(2), .zeros(3)])
  },
  Refusal("stack: shape [2] has no place 2 for a new axis") {
    _ = stack([.zeros(2), .zeros(2)], axis: 2)
  },

  Refusal("reshaped: shape [2, 3] has 6 numbers, but [4] needs 4") {
    _ = Tensor.zeros(2, 3).reshaped(4)
  },
  Refusal(
    """
    reshaped: shape [2, 3] has 6 numbers, which do not fit into [-1, 4]: the lengths that are given \
    make 4
    """
  ) { _ = Tensor.zeros(2, 3).reshaped(-1, 4) },
  Refusal("reshaped: shape [-1, -1] leaves 2 lengths open; only one can be worked out") {
    _ = Tensor.zeros(2, 3).reshaped(-1, -1)
  },
  Refusal("flattened(from:): shape [2, 3] has no axis -3") {
    _ = Tensor.zeros(2, 3).flattened(from: -3)
  },
  Refusal("unsqueezed: shape [2] has no place 3 for a new axis") {
    _ = Tensor.zeros(2).unsqueezed(3)
  },
  Refusal("squeezed: axis 0 of shape [2, 3] is not of length 1") {
    _ = Tensor.zeros(2, 3).squeezed(0)
  },
  Refusal("transposed() needs at least two axes, but the shape is [3]") {
    _ = Tensor.zeros(3).transposed()
  },
  Refusal(
    "permuted: [0, 0] is not an order of the axes of shape [2, 3]; each of 0..<2 comes once"
  ) { _ = Tensor.zeros(2, 3).permuted([0, 0]) },

  Refusal(
    "a tensor has at most eight axes, and [1, 1, 1, 1, 1, 1, 1, 1] has them already"
  ) { _ = Tensor.zeros(1, 1, 1, 1, 1, 1, 1, 1, 1) },
  Refusal("-1 is not one of 0...2147483647, the lengths an axis can have") {
    _ = Tensor.zeros(2, -1)
  },
]
