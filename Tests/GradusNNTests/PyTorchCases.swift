import GradusNN

/// Our side of every case in `Fixtures/pytorch.txt`, by its name there.
let pyTorchCases: [String: @Sendable ([Tensor]) -> Tensor] = {
  var cases: [String: @Sendable ([Tensor]) -> Tensor] = [:]
  for shape in ["", "-row", "-column", "-both", "-scalar"] {
    cases["add" + shape] = { $0[0] + $0[1] }
    cases["subtract" + shape] = { $0[0] - $0[1] }
    cases["multiply" + shape] = { $0[0] * $0[1] }
    cases["divide" + shape] = { $0[0] / $0[1] }
    cases["maximum" + shape] = { Tensor.maximum($0[0], $0[1]) }
    cases["minimum" + shape] = { Tensor.minimum($0[0], $0[1]) }
  }
  cases["exp"] = { $0[0].exp() }
  cases["log"] = { $0[0].log() }
  cases["log1p"] = { $0[0].log1p() }
  cases["tanh"] = { $0[0].tanh() }
  cases["sigmoid"] = { $0[0].sigmoid() }
  cases["softplus"] = { $0[0].softplus() }
  cases["relu"] = { $0[0].relu() }
  cases["leakyReLU"] = { $0[0].leakyReLU(0.2) }
  cases["abs"] = { $0[0].abs() }
  cases["sqrt"] = { $0[0].sqrt() }
  cases["squared"] = { $0[0].squared() }
  cases["reciprocal"] = { $0[0].reciprocal() }
  cases["sin"] = { $0[0].sin() }
  cases["cos"] = { $0[0].cos() }
  cases["pow3"] = { $0[0].pow(3) }
  cases["pow-2"] = { $0[0].pow(-2) }
  cases["pow1.7"] = { $0[0].pow(1.7) }
  cases["clamped"] = { $0[0].clamped(to: -0.4...0.5) }

  cases["sum"] = { $0[0].sum() }
  cases["sum0"] = { $0[0].sum(axis: 0) }
  cases["sum1"] = { $0[0].sum(axis: 1) }
  cases["sum2keep"] = { $0[0].sum(axis: 2, keepDims: true) }
  cases["sum02"] = { $0[0].sum(axes: [0, 2]) }
  cases["mean"] = { $0[0].mean() }
  cases["mean1"] = { $0[0].mean(axis: 1) }
  cases["variance1"] = { $0[0].variance(axis: 1) }
  cases["max"] = { $0[0].max() }
  cases["max1"] = { $0[0].max(axis: 1) }
  cases["min2"] = { $0[0].min(axis: 2) }
  cases["logSumExp"] = { $0[0].logSumExp(axis: 1) }
  cases["softmax"] = { $0[0].softmax() }
  cases["softmax1"] = { $0[0].softmax(axis: 1) }
  cases["logSoftmax"] = { $0[0].logSoftmax() }
  cases["norm"] = { $0[0].norm() }
  cases["norm1"] = { $0[0].norm(axis: 1) }

  cases["reshaped"] = { $0[0].reshaped(5, -1) }
  cases["transposed"] = { $0[0].transposed() }
  cases["permuted"] = { $0[0].permuted([2, 0, 1]) }
  cases["slice"] = { $0[0].slice(axis: 1, 1..<3) }
  cases["row"] = { $0[0][1] }
  cases["gather"] = { $0[0].gather([1, 0, 1, 1]) }
  cases["pick"] = { $0[0].pick(columns: [2, 0, 1, 2]) }
  cases["concatenate"] = { concatenate($0, axis: 1) }
  cases["stack"] = { stack($0, axis: 1) }
  cases["broadcast"] = { $0[0].broadcast(to: [4, 2, 3]) }
  for shape in [
    "", "-wide", "-batch", "-repeat", "-flat", "-vector", "-rowvector", "-columnvector",
  ] {
    cases["matmul" + shape] = { matmul($0[0], $0[1]) }
  }

  cases["linear"] = { linear($0[0], $0[1], $0[2]) }
  cases["linear-tanh"] = { linear($0[0], $0[1], $0[2]).tanh() }
  cases["linear-relu"] = { linear($0[0], $0[1], $0[2]).relu() }
  cases["linear-leakyReLU"] = { linear($0[0], $0[1], $0[2]).leakyReLU(0.2) }
  cases["linear-sigmoid"] = { linear($0[0], $0[1], $0[2]).sigmoid() }
  cases["conv"] = { conv2d($0[0], $0[1], $0[2]) }
  cases["conv-strided"] = { conv2d($0[0], $0[1], $0[2], stride: 2, padding: 1) }
  cases["convTranspose"] = { convTranspose2d($0[0], $0[1], $0[2]) }
  cases["convTranspose-strided"] = { convTranspose2d($0[0], $0[1], $0[2], stride: 2, padding: 1) }
  cases["batchNorm"] = { batchNorm($0[0], $0[1], $0[2]).output }
  cases["batchNorm-images"] = { batchNorm($0[0], $0[1], $0[2]).output }
  cases["batchNorm-eval"] = {
    let layer = BatchNorm(3)
    layer.runningMean.assign(Tensor([0.1, -0.2, 0.3]))
    layer.runningVariance.assign(Tensor([0.5, 1.5, 2]))
    layer.eval()
    return batchNorm($0[0], $0[1], $0[2], mean: layer.runningMean, variance: layer.runningVariance)
  }
  cases["layerNorm"] = { layerNorm($0[0], $0[1], $0[2]) }
  cases["minibatchStd"] = { MinibatchStd()($0[0]) }

  cases["RNNCell"] = { RNNCell(weights: $0[2...])($0[0], $0[1]) }
  cases["RNN"] = { RNN(weights: $0[2...])($0[0], $0[1]).states }
  cases["GRUCell"] = { GRUCell(weights: $0[2...])($0[0], $0[1]) }
  cases["GRU"] = { GRU(weights: $0[2...])($0[0], $0[1]).states }
  cases["LSTMCell"] = {
    let next = LSTMCell(weights: $0[3...])($0[0], ($0[1], $0[2]))
    return concatenate([next.h, next.c], axis: 1)
  }
  cases["LSTM"] = { LSTM(weights: $0[3...])($0[0], ($0[1], $0[2])).states }

  cases["mseLoss"] = { mseLoss(predictions: $0[0], targets: $0[1]) }
  cases["l1Loss"] = { l1Loss(predictions: $0[0], targets: $0[1]) }
  cases["bceLogits"] = { binaryCrossEntropy(logits: $0[0], targets: $0[1]) }
  cases["bce"] = { binaryCrossEntropy(probabilities: $0[0], targets: $0[1].detached()) }
  cases["crossEntropy"] = { crossEntropy(logits: $0[0], targets: [2, 0, 3, 1, 1]) }
  cases["crossEntropy-soft"] = { crossEntropy(logits: $0[0], targets: $0[1]) }
  cases["hingeLoss"] = { hingeLoss(predictions: $0[0], targets: Tensor([1, -1, 1, -1])) }
  cases["kl"] = { klToStandardNormal(mean: $0[0], logVariance: $0[1]) }
  cases["gan-d"] = { AdversarialLoss.nonSaturating.discriminator(real: $0[0], fake: $0[1]) }
  cases["gan-saturating"] = { AdversarialLoss.saturating.generator(fake: $0[0]) }
  cases["gan-nonSaturating"] = { AdversarialLoss.nonSaturating.generator(fake: $0[0]) }
  cases["gan-leastSquares"] = {
    AdversarialLoss.leastSquares.discriminator(real: $0[0], fake: $0[1])
  }
  cases["gan-wasserstein"] = {
    AdversarialLoss.wasserstein.discriminator(real: $0[0], fake: $0[1])
  }
  cases["gan-hinge"] = { AdversarialLoss.hinge.discriminator(real: $0[0], fake: $0[1]) }
  cases["gradientPenalty"] = { inputs in
    // Both ends the same: then every point between them is that point.
    let x = inputs[0].detached()
    return gradientPenalty(
      { linear($0, inputs[1], inputs[2]).leakyReLU(0.2).tanh().matmul(inputs[3]) },
      real: x, fake: x)
  }

  cases["max-tie"] = { $0[0].max() }
  cases["min-tie"] = { $0[0].min() }
  cases["bce-edge"] = { binaryCrossEntropy(probabilities: $0[0], targets: Tensor([0, 1, 0.5])) }
  cases["flattened-back"] = { $0[0].flattened(from: -2) }
  cases["slice-open"] = { $0[0][1..., ..<2] * $0[0][0...1, 1...] }
  cases["matmul-nothing"] = { matmul($0[0], $0[1]) }
  cases["linear-nothing"] = { linear($0[0], $0[1], $0[2]) }
  cases["conv-empty"] = { conv2d($0[0], $0[1], $0[2], padding: 1) }
  cases["convTranspose-empty"] = { convTranspose2d($0[0], $0[1], $0[2], stride: 2, padding: 1) }
  cases["convTranspose-padded"] = {
    convTranspose2d($0[0], $0[1], $0[2], stride: 3, padding: 1, outputPadding: 2)
  }
  cases["minibatchStd-images"] = { MinibatchStd()($0[0]) }
  cases["dropout-all"] = { Dropout(1)($0[0]) }
  cases["RNNCell-first"] = { RNNCell(weights: $0[1...])($0[0]) }
  cases["GRUCell-first"] = { GRUCell(weights: $0[1...])($0[0]) }
  cases["LSTMCell-first"] = { LSTMCell(weights: $0[1...])($0[0]) }
  return cases
}()

/// An optimizer of each kind, by its name in the fixtures.
let pyTorchOptimizers: [String: @Sendable ([Tensor]) -> Optimizer] = [
  "SGD": { SGD($0, learningRate: 0.1) },
  "SGD-momentum": { SGD($0, learningRate: 0.1, momentum: 0.9, weightDecay: 0.01) },
  "SGD-nesterov": { SGD($0, learningRate: 0.1, momentum: 0.9, nesterov: true) },
  "RMSprop": { RMSprop($0, learningRate: 0.01, alpha: 0.9) },
  "RMSprop-momentum": { RMSprop($0, learningRate: 0.01, alpha: 0.9, momentum: 0.5) },
  "Adam": { Adam($0, learningRate: 0.1, betas: (0.5, 0.999)) },
  "Adam-decay": { Adam($0, learningRate: 0.1, weightDecay: 0.1) },
  "AdamW": { AdamW($0, learningRate: 0.1, weightDecay: 0.1) },
]
