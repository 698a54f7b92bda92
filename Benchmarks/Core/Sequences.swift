import GradusNN

/// Character models, with layers that run over whole sequences and with cells in a written loop.
func sequences(_ meter: Meter) {
  func characters(
    _ name: String, _ hidden: Int, batch: Int, length: Int, isLoop: Bool,
    _ recurrent: () -> Module
  ) {
    meter.train(name) {
      let net = CharacterNet(recurrent(), hidden, isLoop: isLoop)
      let optimizer = Adam(net.parameters(), learningRate: 2e-3)
      let random = Generator(seed: 1)
      let x = (0..<batch).map { _ in (0..<length).map { _ in random.int(in: 0..<65) } }
      let y = (0..<batch * length).map { _ in random.int(in: 0..<65) }
      return (
        optimizer.parameters,
        {
          optimizer.zeroGrad()
          crossEntropy(logits: net.logits(x), targets: y).backward()
          clipGradNorm(optimizer.parameters, maxNorm: 5)
          optimizer.step()
        }
      )
    }
  }
  characters("charlstm", 128, batch: 32, length: 50, isLoop: false) { LSTM(64, 128) }
  characters("charlstm_loop", 128, batch: 32, length: 50, isLoop: true) { LSTMCell(64, 128) }
  characters("charrnn", 64, batch: 16, length: 25, isLoop: false) { RNN(64, 64) }
  characters("charrnn_loop", 64, batch: 16, length: 25, isLoop: true) { RNNCell(64, 64) }
  characters("chargru", 64, batch: 16, length: 25, isLoop: false) { GRU(64, 64) }
}

/// A character model: symbols in, logits for the next symbol out.
private final class CharacterNet: Module {
  let embedding: Embedding
  let recurrent: Module
  let output: Linear
  let isLoop: Bool
  let hidden: Int

  init(_ recurrent: Module, _ hidden: Int, isLoop: Bool) {
    embedding = Embedding(65, 64)
    self.recurrent = recurrent
    output = Linear(hidden, 65)
    self.isLoop = isLoop
    self.hidden = hidden
  }

  func logits(_ symbols: [[Int]]) -> Tensor {
    let x = embedding(symbols)
    let states = isLoop ? loop(x) : recurrent(x)
    return output(states).reshaped(-1, 65)
  }

  /// The cell written out by hand, as a learner would.
  private func loop(_ x: Tensor) -> Tensor {
    guard let weights = recurrent as? RecurrentWeights else { return x }
    let (batch, length) = (x.shape[0], x.shape[1])
    var h = Tensor.zeros(batch, hidden)
    var c = Tensor.zeros(batch, hidden)
    var states: [Tensor] = []
    for t in 0..<length {
      let step = x.slice(axis: 1, t..<t + 1).reshaped(batch, 64)
      let z =
        linear(step, weights.inputWeight, weights.inputBias)
        + linear(h, weights.hiddenWeight, weights.hiddenBias)
      if recurrent is LSTMCell {
        let gates = z.split(4)
        c = gates[1].sigmoid() * c + gates[0].sigmoid() * gates[2].tanh()
        h = gates[3].sigmoid() * c.tanh()
      } else {
        h = z.tanh()
      }
      states.append(h)
    }
    return stack(states, axis: 1)
  }
}
