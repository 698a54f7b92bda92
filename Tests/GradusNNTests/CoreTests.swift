import Foundation
import GradusNN
import Testing

@Suite struct GraphTests {
  @Test func gradientsAddUpUntilTheyAreZeroed() {
    let w = Tensor([1, 2, 3], requiresGrad: true)
    (w * w).sum().backward()
    (w * w).sum().backward()
    #expect(w.grad?.scalars == [4, 8, 12])
    w.zeroGrad()
    #expect(w.grad == nil)
  }

  @Test func detachedAndNoGradCutTheGraph() {
    let w = Tensor([1, 2], requiresGrad: true)
    #expect(!(w * 2).detached().requiresGrad)
    #expect(!noGrad { w * 2 }.requiresGrad)
    let g = grad(of: (w * w.detached()).sum(), wrt: w)
    #expect(g.scalars == [1, 2])
  }

  @Test func thirdDerivativeOfACubeIsSix() {
    let x = Tensor(2, requiresGrad: true)
    let first = grad(of: x.pow(3), wrt: x, createGraph: true)
    let second = grad(of: first, wrt: x, createGraph: true)
    #expect(first.item() == 12)
    #expect(second.item() == 12)
    #expect(grad(of: second, wrt: x).item() == 6)
  }

  @Test func intermediateResultsHaveGradientsToo() {
    let x = Tensor([1, 2], requiresGrad: true)
    let h = x * 3
    #expect(grad(of: (h * h).sum(), wrt: h).scalars == [6, 12])
  }

  @Test func chainOfAHundredThousandFitsASmallStack() {
    final class Outcome: @unchecked Sendable { var gradient: Float = 0 }
    let outcome = Outcome()
    let finished = DispatchSemaphore(value: 0)
    let thread = Thread {
      let x = Tensor([1], requiresGrad: true)
      var y = x
      for _ in 0..<100_000 { y = y + 0 }
      y.sum().backward()
      outcome.gradient = x.grad?.item() ?? 0
      y = x
      finished.signal()
    }
    thread.stackSize = 512 * 1024
    thread.start()
    finished.wait()
    #expect(outcome.gradient == 1)
  }

  @Test func gradientsOfManySlicesAddUpInTheirPlaces() {
    let x = Tensor([[1, 2, 3, 4], [5, 6, 7, 8]], requiresGrad: true)
    // Overlapping stretches of the second axis, the first of them twice.
    let parts = [
      x.slice(axis: 1, 0..<2), x.slice(axis: 1, 1..<3), x.slice(axis: 1, 2..<4), x[1..<2],
    ]
    var loss = (parts[0] * parts[0]).sum() * 0.5
    for (i, part) in parts.enumerated() { loss = loss + part.sum() * Float(i + 1) }
    loss.backward()
    #expect(x.grad?.scalars == [2, 5, 5, 3, 10, 13, 9, 7])
    let first = grad(of: loss, wrt: x, createGraph: true)
    #expect(grad(of: (first * first).sum(), wrt: x).scalars == [4, 10, 0, 0, 20, 26, 0, 0])
  }

  @Test func historyIsCountedAndCut() {
    let w = Tensor([1], requiresGrad: true)
    var h = w
    for _ in 0..<3 { h = h * 2 }
    #expect(h.historyCount == 3)
    #expect(h.detached().historyCount == 0)
  }
}

@Suite struct ReproducibilityTests {
  /// A few steps of a GAN with gradient penalty, of an LSTM and of a convolutional net.
  static func trained() -> [Float] {
    // A generator of its own: the shared one is drawn from by other tests at the same time.
    let random = Generator(seed: 3)
    var numbers: [Float] = []
    let critic = Sequential(
      Linear(2, 33, using: random), LeakyReLU(0.2), Linear(33, 1, using: random))
    let adam = Adam(critic.parameters(), learningRate: 1e-2, betas: (0, 0.9))
    let lstm = LSTM(5, 19, using: random)
    let gru = GRU(19, 11, using: random)
    let rnn = RNN(11, 19, using: random)
    let output = Linear(19, 7, using: random)
    let rms = RMSprop(
      lstm.parameters() + gru.parameters() + rnn.parameters() + output.parameters(),
      learningRate: 1e-2)
    let images = Sequential(
      ConvTranspose2d(3, 8, kernelSize: 2, using: random), BatchNorm(8), ReLU(),
      Conv2d(8, 5, kernelSize: 4, stride: 2, padding: 1, using: random), Tanh())
    let sgd = SGD(images.parameters(), learningRate: 0.1, momentum: 0.9)
    for _ in 0..<5 {
      adam.zeroGrad()
      let real = Tensor.randn(17, 2, using: random)
      let fake = Tensor.randn(17, 2, using: random)
      let loss =
        AdversarialLoss.wasserstein.discriminator(real: critic(real), fake: critic(fake))
        + gradientPenalty({ critic($0) }, real: real, fake: fake, using: random)
      loss.backward()
      adam.step()

      rms.zeroGrad()
      let logits = output(rnn(gru(lstm(Tensor.randn(3, 6, 5, using: random))))).reshaped(18, 7)
      crossEntropy(logits: logits, targets: (0..<18).map { $0 % 7 }).backward()
      clipGradNorm(rms.parameters, maxNorm: 1)
      rms.step()

      sgd.zeroGrad()
      images(Tensor.randn(2, 3, 3, 3, using: random)).squared().mean().backward()
      sgd.step()
    }
    for tensor in adam.parameters + rms.parameters + sgd.parameters { numbers += tensor.scalars }
    return numbers
  }

  @Test func everyInstructionSetGivesTheSameBits() throws {
    let reference = try #require(withKernels(named: "baseline") { Self.trained() })
    #expect(reference.allSatisfy { $0.isFinite })
    for name in kernelNames {
      let other = try #require(withKernels(named: name) { Self.trained() })
      // The numbers themselves would fill the screen.
      let isSame = other.map(\.bitPattern) == reference.map(\.bitPattern)
      #expect(isSame, "\(name)")
    }
  }

  @Test func twoThreadsGiveTheSameBits() {
    func products() -> [Float] {
      let random = Generator(seed: 8)
      let x = Tensor.randn(150, 90, using: random)
      let net = Sequential(Linear(90, 110, using: random), Tanh(), Linear(110, 70, using: random))
      // Often, so that the helper is met asleep, awake and too late.
      for _ in 0..<40 {
        net.zeroGrad()
        net(x).squared().mean().backward()
        for w in net.parameters() { noGrad { w.assign(w - (w.grad ?? w) * 0.1) } }
      }
      return net.parameters().flatMap { $0.scalars }
    }
    let alone = products()
    threadCount = 2
    defer { threadCount = 1 }
    let isSame = products() == alone
    #expect(isSame)
  }

  @Test func aLayerGivesTheBitsOfItsCellInALoop() {
    let random = Generator(seed: 5)
    let x = Tensor.randn(3, 4, 5, using: random)
    func weights(_ gates: Int) -> ArraySlice<Tensor> {
      let rows = gates * 37
      let shapes: [[Int]] = [[rows, 5], [rows, 37], [rows], [rows]]
      return shapes.map { Tensor.uniform($0, in: -0.5...0.5, using: random) }[...]
    }
    let steps = (0..<4).map { x.slice(axis: 1, $0..<$0 + 1).squeezed(1) }

    var w = weights(1)
    var h = Tensor.zeros(3, 37)
    let rnn = steps.map { step -> Tensor in
      h = RNNCell(weights: w)(step, h)
      return h
    }
    #expect(RNN(weights: w)(x).scalars == stack(rnn, axis: 1).scalars)

    w = weights(3)
    h = Tensor.zeros(3, 37)
    let gru = steps.map { step -> Tensor in
      h = GRUCell(weights: w)(step, h)
      return h
    }
    #expect(GRU(weights: w)(x).scalars == stack(gru, axis: 1).scalars)

    w = weights(4)
    var state: (h: Tensor, c: Tensor)?
    let lstm = steps.map { step -> Tensor in
      state = LSTMCell(weights: w)(step, state)
      return state?.h ?? h
    }
    let (states, last) = LSTM(weights: w)(x, nil)
    #expect(states.scalars == stack(lstm, axis: 1).scalars)
    #expect(last.h.scalars == state?.h.scalars && last.c.scalars == state?.c.scalars)
  }

  @Test func sumsAndProductsKeepTheirOrder() {
    // A change of these bits changes every recorded run: it must be meant.
    var state: UInt32 = 1
    func next() -> Float {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(state >> 8) * 0x1p-24 - 0.5
    }
    let a = Tensor(shape: [13, 29], (0..<13 * 29).map { _ in next() })
    let b = Tensor(shape: [29, 37], (0..<29 * 37).map { _ in next() })
    let product = a.matmul(b)
    var expected: Float = 0
    for k in 0..<29 { expected = expected.addingProduct(a.scalars[k], b.scalars[k * 37]) }
    #expect(product.scalars[0] == expected)
  }
}

@Suite struct SavingTests {
  @Test func comesBackAsItWas() throws {
    let random = Generator(seed: 1)
    let net = Sequential(Linear(3, 4, using: random), BatchNorm(4), Linear(4, 2, using: random))
    let other = Sequential(Linear(3, 4, using: random), BatchNorm(4), Linear(4, 2, using: random))
    try other.load(net.saved())
    let x = Tensor.randn(5, 3, using: random)
    net.eval()
    other.eval()
    #expect(net(x).scalars == other(x).scalars)
  }

  @Test func refusesWhatDoesNotFit() {
    let bytes = Linear(2, 3).saved()
    #expect(throws: SavingError.self) { try Linear(3, 2).load(bytes) }
    #expect(throws: SavingError.self) { try Linear(2, 3).load(Array(bytes.prefix(40))) }
    #expect(throws: SavingError.self) { try Linear(2, 3).load([1, 2, 3]) }
  }
}

@Suite struct ModuleTests {
  final class Net: Module {
    let hidden = Linear(2, 3)
    let scale = Tensor([1], requiresGrad: true)
    let heads = [Linear(3, 1), Linear(3, 1)]
    override func callAsFunction(_ x: Tensor) -> Tensor { heads[0](hidden(x)) * scale }
  }

  @Test func findsItsParametersInOrder() {
    #expect(
      Net().namedParameters().map(\.name) == [
        "hidden.weight", "hidden.bias", "scale", "heads.0.weight", "heads.0.bias",
        "heads.1.weight", "heads.1.bias",
      ])
  }

  @Test func dropoutKeepsTheMeanAndStopsOutOfTraining() {
    let layer = Dropout(0.25, using: Generator(seed: 1))
    let x = Tensor.ones(1000)
    let y = layer(x).scalars
    #expect(Set(y.map { fixed($0, 4) }) == ["0.0000", "1.3333"])
    #expect(y.filter { $0 == 0 }.count > 200 && y.filter { $0 == 0 }.count < 300)
    layer.eval()
    #expect(layer(x).scalars == x.scalars)
  }

  @Test func batchNormStoresWhatItSaw() {
    let layer = BatchNorm(1)
    _ = layer(Tensor([[2], [4]]))
    #expect(distance(layer.runningMean, Tensor([0.3])) < 1e-6)
    #expect(distance(layer.runningVariance, Tensor([1.1])) < 1e-6)
  }

  @Test func orthogonalRowsAreOrthonormal() {
    let q = Tensor.orthogonal(6, 6, using: Generator(seed: 1))
    #expect(distance(q.matmul(q.transposed()), .eye(6)) < 1e-5)
  }

  @Test func forgetGateBiasIsSetOnce() {
    let layer = LSTM(2, 3)
    layer.setForgetBias(5)
    let bias = layer.inputBias + layer.hiddenBias
    #expect(bias[3..<6].scalars == [5, 5, 5])
  }

  @Test func spectralNormHasLargestSingularValueOne() {
    let layer = SpectralNormLinear(
      Linear(2, 2, bias: false, using: Generator(seed: 1)), using: Generator(seed: 2))
    layer.layer.weight.assign(Tensor([[3, 0], [0, 1]]))
    for _ in 0..<30 { _ = layer(Tensor([[1, 0]])) }
    #expect(distance(layer(Tensor([[1, 0]])), Tensor([[1, 0]])) < 1e-5)
  }
}

@Suite struct PrintingTests {
  @Test(arguments: [
    (Float(0.69315), 3, "0.693"), (-0.001, 2, "0.00"), (1.999, 2, "2.00"), (-2.5, 0, "-3"),
    (.infinity, 2, "inf"), (.nan, 1, "nan"), (1e9, 1, "1000000000.0"),
  ])
  func fixesDigits(_ x: Float, _ digits: Int, _ text: String) {
    #expect(fixed(x, digits) == text)
  }

  @Test func printsAsItWouldBeTyped() {
    #expect("\(Tensor([[1, 2], [3, 4]]))" == "[[1.0000, 2.0000],\n [3.0000, 4.0000]]")
  }
}

@Suite struct ScalarTests {
  @Test func functionsAreExactToAFewUnits() {
    for i in -400...400 {
      let x = Float(i) / 50
      let d = Double(x)
      #expect(relative(GradusNN.exp(x), Foundation.exp(d)) < 1.2e-7)
      #expect(relative(GradusNN.tanh(x), Foundation.tanh(d)) < 4e-7)
      #expect((Double(GradusNN.sin(x)) - Foundation.sin(d)).magnitude < 2e-7)
      #expect((Double(GradusNN.cos(x)) - Foundation.cos(d)).magnitude < 2e-7)
      if x > 0 { #expect(relative(GradusNN.log(x), Foundation.log(d)) < 1.2e-7 || x == 1) }
      if x > -1 { #expect(relative(GradusNN.log1p(x), Foundation.log1p(d)) < 3e-7 || x == 0) }
    }
  }

  private func relative(_ got: Float, _ expected: Double) -> Double {
    (Double(got) - expected).magnitude / max(expected.magnitude, 1e-30)
  }

  @Test func edgesAreWhatTheyShouldBe() {
    #expect(GradusNN.exp(Float(100)) == .infinity && GradusNN.exp(Float(-200)) == 0)
    #expect(GradusNN.log(Float(0)) == -.infinity && GradusNN.log(Float(-1)).isNaN)
    #expect(GradusNN.log(Float.infinity) == .infinity && GradusNN.exp(-Float.infinity) == 0)
    #expect(GradusNN.log1p(Float(-1)) == -.infinity && GradusNN.log1p(Float(1e-10)) == 1e-10)
    #expect(GradusNN.tanh(Float.infinity) == 1 && GradusNN.tanh(Float.nan).isNaN)
    #expect(GradusNN.exp(Float.nan).isNaN)
  }
}
