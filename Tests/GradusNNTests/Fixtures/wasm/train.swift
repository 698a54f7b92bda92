import GradusNN

/// A few steps of each family; the sum of all parameters' magnitudes afterwards.
@_expose(wasm, "train") @_cdecl("train")
public func train() -> Float {
  manualSeed(3)
  let critic = Sequential(Linear(2, 33), LeakyReLU(0.2), Linear(33, 1))
  let adam = Adam(critic.parameters(), learningRate: 1e-2, betas: (0, 0.9))
  let lstm = LSTM(5, 19)
  let output = Linear(19, 7)
  let rms = RMSprop(lstm.parameters() + output.parameters(), learningRate: 1e-2)
  let images = Sequential(
    ConvTranspose2d(3, 8, kernelSize: 2), BatchNorm(8), ReLU(),
    Conv2d(8, 5, kernelSize: 4, stride: 2, padding: 1), Tanh())
  let sgd = SGD(images.parameters(), learningRate: 0.1, momentum: 0.9)
  for _ in 0..<5 {
    adam.zeroGrad()
    let real = Tensor.randn(17, 2)
    let fake = Tensor.randn(17, 2)
    let loss =
      AdversarialLoss.wasserstein.discriminator(real: critic(real), fake: critic(fake))
      + gradientPenalty({ critic($0) }, real: real, fake: fake)
    loss.backward()
    adam.step()
    rms.zeroGrad()
    let logits = output(lstm(Tensor.randn(3, 6, 5))).reshaped(18, 7)
    crossEntropy(logits: logits, targets: (0..<18).map { $0 % 7 }).backward()
    clipGradNorm(rms.parameters, maxNorm: 1)
    rms.step()
    sgd.zeroGrad()
    images(Tensor.randn(2, 3, 3, 3)).squared().mean().backward()
    sgd.step()
  }
  var total: Float = 0
  for tensor in adam.parameters + rms.parameters + sgd.parameters {
    total += tensor.abs().sum().item()
  }
  return total
}
