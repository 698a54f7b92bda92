import GradusNN

/// Trains a net of each family for a few steps; a fingerprint (FNV-1a) of every bit of every parameter.
@_cdecl("train")
public func train() -> UInt64 {
  manualSeed(3)
  let critic = Sequential(Linear(2, 33), LeakyReLU(0.2), LayerNorm(33), Linear(33, 1))
  let adam = Adam(critic.parameters(), learningRate: 1e-2, betas: (0, 0.9))
  let letters = Embedding(7, 5)
  let (plain, lstm, gru) = (RNN(5, 19), LSTM(19, 19), GRU(19, 11))
  let output = Linear(11, 7)
  let readers = plain.parameters() + lstm.parameters() + gru.parameters()
  let rms = RMSprop(
    letters.parameters() + readers + output.parameters(), learningRate: 1e-2)
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
    let text = (0..<18).map { ($0 * 5) % 7 }
    let logits = output(gru(lstm(plain(letters(text).reshaped(3, 6, 5))))).reshaped(18, 7)
    crossEntropy(logits: logits, targets: text).backward()
    clipGradNorm(rms.parameters, maxNorm: 1)
    rms.step()
    sgd.zeroGrad()
    images(Tensor.randn(2, 3, 3, 3)).squared().mean().backward()
    sgd.step()
  }
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for tensor in adam.parameters + rms.parameters + sgd.parameters {
    for number in tensor.scalars {
      hash = (hash ^ UInt64(number.bitPattern)) &* 0x100_0000_01b3
    }
  }
  return hash
}
