import GradusNN

/// Convolutional GANs on pictures of 8 × 8 and of 28 × 28 numbers.
func images(_ meter: Meter) {
  meter.train("dcgan8") {
    gan(
      Sequential(
        ConvTranspose2d(16, 32, kernelSize: 2), BatchNorm(32), ReLU(),
        ConvTranspose2d(32, 16, kernelSize: 4, stride: 2, padding: 1), BatchNorm(16), ReLU(),
        ConvTranspose2d(16, 1, kernelSize: 4, stride: 2, padding: 1), Tanh()),
      Sequential(
        Conv2d(1, 16, kernelSize: 4, stride: 2, padding: 1), LeakyReLU(0.2),
        Conv2d(16, 32, kernelSize: 4, stride: 2, padding: 1), BatchNorm(32), LeakyReLU(0.2),
        Conv2d(32, 1, kernelSize: 2)),
      .randn(64, 8, 8, 1), noise: [64, 1, 1, 16])
  }
  meter.train("dcgan28") {
    gan(
      Sequential(
        ConvTranspose2d(64, 64, kernelSize: 7), BatchNorm(64), ReLU(),
        ConvTranspose2d(64, 32, kernelSize: 4, stride: 2, padding: 1), BatchNorm(32), ReLU(),
        ConvTranspose2d(32, 1, kernelSize: 4, stride: 2, padding: 1), Tanh()),
      Sequential(
        Conv2d(1, 32, kernelSize: 4, stride: 2, padding: 1), LeakyReLU(0.2),
        Conv2d(32, 64, kernelSize: 4, stride: 2, padding: 1), BatchNorm(64), LeakyReLU(0.2),
        Conv2d(64, 1, kernelSize: 7)),
      .randn(64, 28, 28, 1), noise: [64, 1, 1, 64])
  }
}
