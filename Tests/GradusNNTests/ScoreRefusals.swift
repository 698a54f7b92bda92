import GradusNN

/// Predictions that a loss cannot compare.
let lossRefusals: [Refusal] = [
  Refusal(
    """
    mseLoss: predictions have shape [4, 1], targets [4]; a loss compares number by number, so they \
    must be the same (reshaped([4, 1]) would make the targets fit)
    """
  ) { _ = mseLoss(predictions: .zeros(4, 1), targets: .zeros(4)) },
  Refusal(
    """
    mseLoss: predictions have shape [4], targets [3]; a loss compares number by number, so they must \
    be the same
    """
  ) { _ = mseLoss(predictions: .zeros(4), targets: .zeros(3)) },
  Refusal(
    """
    crossEntropy needs one row of logits for each of the 3 classes asked for, but the shape is [2, 5]
    """
  ) { _ = crossEntropy(logits: .zeros(2, 5), targets: [0, 1, 2]) },
  Refusal("crossEntropy: class 3 of row 1 is not one of 0..<3") {
    _ = crossEntropy(logits: .zeros(2, 3), targets: [0, 3])
  },
  Refusal(
    """
    gradientPenalty: real and fake examples come in pairs, so they must have the same shape, but the \
    shapes are [4, 3] and [1, 3]
    """
  ) { _ = gradientPenalty({ $0.sum(axis: 1) }, real: .zeros(4, 3), fake: .zeros(1, 3)) },
]

/// Samples, labels and probabilities that cannot be scored.
let scoreRefusals: [Refusal] = [
  Refusal("accuracy: 2 predictions do not match 1 labels") { _ = accuracy([0, 1], labels: [0]) },
  Refusal("accuracy: needs at least one prediction") { _ = accuracy([], labels: []) },
  Refusal("mostLikely: needs logits [samples, classes], not [3]") { _ = mostLikely(.zeros(3)) },
  Refusal("classHistogram: the label 3 is not one of the 3 classes") {
    _ = classHistogram([3], classes: 3)
  },
  Refusal("inceptionScore: needs probabilities [samples, classes], not [3]") {
    _ = inceptionScore(probabilities: .ones(3))
  },
  Refusal("rSquared: 2 predictions do not match 1 targets") {
    _ = rSquared(predictions: [1, 2], targets: [1])
  },
  Refusal("rSquared: needs at least one prediction") { _ = rSquared(predictions: [], targets: []) },
  Refusal("bitsPerCharacter: needs at least one probability") {
    _ = bitsPerCharacter(probabilities: [])
  },
  Refusal(
    """
    nearestNeighbours: needs two sets [samples, features] with the same features and at least one \
    sample in the second, not [1, 2] and [4, 3]
    """
  ) { _ = nearestNeighbours(of: .zeros(1, 2), in: .zeros(4, 3)) },
  Refusal("samples of a mixture have the shape [count, 2], not [1, 3]") {
    _ = modesCaptured(Tensor([[1, 2, 3]]), of: .ring())
  },
  Refusal("reverseKL: needs at least one sample to count") { _ = reverseKL(counts: [0, 0]) },
  Refusal("wasserstein1: needs numbers on both sides") { _ = wasserstein1([], [1]) },
  Refusal("wasserstein1: 2 probabilities do not match 1") {
    _ = wasserstein1(probabilities: [0.5, 0.5], [1])
  },
  Refusal("frechetDistance: 1 and 1 means and 2 and 1 variances do not match") {
    _ = frechetDistance(means: [0], variances: [1, 1], and: [0], [1])
  },
  Refusal(
    """
    frechetDistance: needs two sets [samples, features] with the same features and at least two \
    samples each, not [1, 2] and [2, 2]
    """
  ) { _ = frechetDistance(Tensor([[1, 2]]), Tensor([[1, 2], [3, 4]])) },
]
