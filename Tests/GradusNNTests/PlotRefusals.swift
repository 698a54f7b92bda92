import GradusNN

/// Lists, grids and tensors that cannot be drawn.
let plotRefusals: [Refusal] = [
  Refusal("line: 2 x values do not match 1 y values") { _ = Plot().line([1, 2], [1]) },
  Refusal("scatter: 1 x values do not match 2 y values") { _ = Plot().scatter([1], [1, 2]) },
  Refusal("scatter: a point has 2 numbers, not 3") { _ = Plot().scatter([[1, 2, 3]]) },
  Refusal("scatter: needs points of shape [count, 2], not [2, 3]") {
    _ = Plot().scatter(Tensor.zeros(2, 3))
  },
  Refusal("ribbon: 1 x values do not match 2 lower and 1 upper ones") {
    _ = Plot().ribbon([1], from: [1, 2], to: [1])
  },
  Refusal("quiver: 1 points do not match 0 vectors") { _ = Plot().quiver([[1, 2]], []) },
  Refusal("quiver: points and vectors have 2 numbers, not 1") {
    _ = Plot().quiver([[1, 2]], [[1]])
  },
  Refusal("bars: 1 categories do not match 2 heights") { _ = Plot().bars(["a"], [1, 2]) },
  Refusal("histogram: needs at least one bin, not 0") { _ = Plot().histogram([1], bins: 0) },

  Refusal("heatMap: rows of 2 and of 1 numbers do not mix") { _ = Plot().heatMap([[1, 2], [1]]) },
  Refusal("heatMap: needs at least one row with at least one number") { _ = Plot().heatMap([]) },
  Refusal("heatMap: needs a tensor of shape [rows, columns], not [3]") {
    _ = Plot().heatMap(Tensor.zeros(3))
  },
  Refusal("images: 6 pixels do not make whole rows of 4; give the width") {
    _ = Plot().images([[1, 2, 3, 4, 5, 6]], width: 4)
  },
  Refusal("images: needs at least one picture with at least one pixel") { _ = Plot().images([]) },
  Refusal("images: needs at least one picture in a row") { _ = Plot().images([[1]], columns: 0) },
  Refusal("images: pictures of 1 and of 4 pixels do not mix") {
    _ = Plot().images([[1], [1, 2, 3, 4]])
  },
  Refusal("images: 1 captions do not match 2 pictures") {
    _ = Plot().images([[1], [2]], captions: ["a"])
  },
  Refusal("images: needs a tensor of shape [count, pixels], not [3]") {
    _ = Plot().images(Tensor.zeros(3))
  },

  Refusal("every frame of a replay has the marks of the first: line, rule; but step 1 has scatter")
  {
    var replay = Replay()
    replay.record(Plot().line([1]).rule(y: 1), "step 0")
    replay.record(Plot().scatter([[1, 1]]), "step 1")
  },
]
