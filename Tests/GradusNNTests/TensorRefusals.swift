import GradusNN

/// Tensors that cannot be made, places that are not there, numbers that are not one.
let tensorRefusals: [Refusal] = [
  Refusal("row 1 has 1 numbers, but row 0 has 2; a matrix is a rectangle") {
    _ = Tensor([[1, 2], [3]])
  },
  Refusal("shape [2, 2] needs 4 numbers, but there are 3") {
    _ = Tensor(shape: [2, 2], [1, 2, 3])
  },
  Refusal("arange: there cannot be -1 numbers") { _ = Tensor.arange(-1) },
  Refusal("linspace: there cannot be -1 numbers") { _ = Tensor.linspace(0, 1, -1) },
  Refusal("oneHot: class 3 at place 1 is not one of 0..<3") {
    _ = Tensor.oneHot([0, 3], count: 3)
  },

  Refusal("sum(axis:): shape [2, 3] has no axis 2") { _ = Tensor.zeros(2, 3).sum(axis: 2) },
  Refusal("min(axis:): shape [2, 3] has no axis 2") { _ = Tensor.zeros(2, 3).min(axis: 2) },
  Refusal("max(axis:): axis 0 of shape [0, 3] is empty") { _ = Tensor.zeros(0, 3).max(axis: 0) },
  Refusal("argmax(axis:): axis 0 of shape [0, 3] is empty") {
    _ = Tensor.zeros(0, 3).argmax(axis: 0)
  },

  Refusal("a single number has no axis to look up place 0 in") { _ = Tensor(1)[0] },
  Refusal("place 2 is outside the first axis of shape [2, 3]") { _ = Tensor.zeros(2, 3)[2] },
  Refusal("slice 0..<4 goes beyond axis 1 of shape [2, 3]") {
    _ = Tensor.zeros(2, 3).slice(axis: 1, 0..<4)
  },
  Refusal("slice 3..<2 goes beyond axis 0 of shape [2, 3]") { _ = Tensor.zeros(2, 3)[3...] },
  Refusal("axis 1 of shape [2, 3] cannot be split into 2 equal parts") {
    _ = Tensor.zeros(2, 3).split(2)
  },
  Refusal("a single number has no rows to gather") { _ = Tensor(1).gather([0]) },
  Refusal("gather: row 5, asked for at place 1, is not one of the 3 rows") {
    _ = Tensor.zeros(3, 2).gather([0, 5])
  },
  Refusal(
    """
    pick(columns:) needs a matrix with one column for each row, but got 2 columns for shape [3, 4]
    """
  ) { _ = Tensor.zeros(3, 4).pick(columns: [0, 1]) },
  Refusal("pick: column 4, asked for in row 1, is not one of 0..<4") {
    _ = Tensor.zeros(2, 4).pick(columns: [0, 4])
  },

  Refusal("item() needs a tensor with one number, but the shape is [2]; scalars has them all") {
    _ = Tensor([1, 2]).item()
  },
  Refusal("a tensor of shape [2] holds 2 numbers, not 3") { Tensor([1, 2]).scalars = [1, 2, 3] },
  Refusal(
    "assign: shapes [2] and [3] differ; a tensor can only take over numbers of its own shape"
  ) { Tensor.zeros(2).assign(.zeros(3)) },
]
