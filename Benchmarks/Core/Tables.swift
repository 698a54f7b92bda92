import GradusNN

/// Small networks on rows of numbers: three tasks at once, and a net so small that only the cost
/// of an operation itself counts.
func tables(_ meter: Meter) {
  meter.train("multitask") {
    let trunk = Linear(64, 128)
    let heads = [Linear(128, 10), Linear(128, 2), Linear(128, 1)]
    let optimizer = Adam(
      trunk.parameters() + heads.flatMap { $0.parameters() }, learningRate: 1e-3)
    let random = Generator(seed: 2)
    let x = Tensor.randn(64, 64)
    let classes = (0..<64).map { _ in random.int(in: 0..<10) }
    let parity = classes.map { $0 % 2 }
    let amounts = Tensor.randn(64, 1)
    return (
      optimizer.parameters,
      {
        optimizer.zeroGrad()
        let h = trunk(x).relu()
        let loss =
          crossEntropy(logits: heads[0](h), targets: classes)
          + 0.5 * crossEntropy(logits: heads[1](h), targets: parity)
          + 0.5 * mseLoss(predictions: heads[2](h), targets: amounts)
        loss.backward()
        optimizer.step()
      }
    )
  }
  meter.train("mlptiny") {
    let net = Sequential(Linear(2, 32), Tanh(), Linear(32, 32), Tanh(), Linear(32, 1))
    let optimizer = SGD(net.parameters(), learningRate: 0.01)
    let x = Tensor.randn(64, 2)
    let y = Tensor.randn(64, 1)
    return (
      optimizer.parameters,
      {
        optimizer.zeroGrad()
        mseLoss(predictions: net(x), targets: y).backward()
        optimizer.step()
      }
    )
  }
}
