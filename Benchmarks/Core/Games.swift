import GradusNN

/// GANs and critics with gradient penalty on points of the plane.
func games(_ meter: Meter) {
  for (batch, width) in [(256, 128), (64, 32)] {
    meter.train("gan\(batch)x\(width)") {
      gan(mlp(2, width, 2), mlp(2, width, 1), .randn(batch, 2), noise: [batch, 2])
    }
  }
  for (batch, width) in [(256, 128), (64, 32)] {
    meter.train("wgangp\(batch)x\(width)") { critic(batch, width) }
  }
}

private func mlp(_ inputs: Int, _ width: Int, _ outputs: Int) -> Sequential {
  Sequential(
    Linear(inputs, width), LeakyReLU(0.2), Linear(width, width), LeakyReLU(0.2),
    Linear(width, outputs))
}

/// One step of the discriminator and one of the generator.
func gan(_ generator: Module, _ critic: Module, _ real: Tensor, noise: [Int]) -> (
  parameters: [Tensor], step: () -> Void
) {
  let batch = real.shape[0]
  let g = Adam(generator.parameters(), learningRate: 2e-4, betas: (0.5, 0.999))
  let d = Adam(critic.parameters(), learningRate: 2e-4, betas: (0.5, 0.999))
  let ones = Tensor.ones(batch, 1)
  let zeros = Tensor.zeros(batch, 1)
  return (
    g.parameters + d.parameters,
    {
      d.zeroGrad()
      let fake = noGrad { generator(.randn(noise)) }
      let loss =
        binaryCrossEntropy(logits: critic(real).reshaped(batch, 1), targets: ones)
        + binaryCrossEntropy(logits: critic(fake).reshaped(batch, 1), targets: zeros)
      loss.backward()
      d.step()
      g.zeroGrad()
      let logits = critic(generator(.randn(noise))).reshaped(batch, 1)
      binaryCrossEntropy(logits: logits, targets: ones).backward()
      g.step()
    }
  )
}

/// One step of a critic, whose gradient penalty is differentiated twice.
private func critic(_ batch: Int, _ width: Int) -> (parameters: [Tensor], step: () -> Void) {
  let generator = mlp(2, width, 2)
  let critic = mlp(2, width, 1)
  let optimizer = Adam(critic.parameters(), learningRate: 1e-4, betas: (0, 0.9))
  let real = Tensor.randn(batch, 2)
  return (
    optimizer.parameters,
    {
      optimizer.zeroGrad()
      let fake = noGrad { generator(.randn(batch, 2)) }
      let penalty = gradientPenalty({ critic($0) }, real: real, fake: fake)
      (critic(fake).mean() - critic(real).mean() + penalty).backward()
      optimizer.step()
    }
  )
}
