import GradusNN
import Testing

/// Where formulas end: infinities, constants, nothing at all.
@Suite struct EdgeTests {
  @Test func logSumExpOfInfinitiesIsInfinite() {
    let x = Tensor([[-.infinity, -.infinity], [.infinity, 1], [0, 0]])
    #expect(x.logSumExp(axis: 1)[0..<2].scalars == [-.infinity, .infinity])
    #expect(distance(x.logSumExp(axis: 1)[2], Tensor(0.6931472)) < 1e-6)
    #expect(distance(x[1..., 1...].logSumExp(axis: 0), Tensor([1.3132617])) < 1e-6)
  }

  @Test func longSumsKeepTheirDigits() {
    let count = 3_000_000
    let x = Tensor.full([count], 1000.1)
    #expect((x.mean().item() - 1000.1).magnitude < 0.01)
    #expect((x.sum().item() / Float(count) - 1000.1).magnitude < 0.01)
  }

  @Test func determinationOfConstantsIsAllOrNothing() {
    #expect(rSquared(predictions: [5, 5], targets: [5, 5]) == 1)
    #expect(rSquared(predictions: [5, 4], targets: [5, 5]) == 0)
  }

  @Test func anEmptyBatchGivesTheWeightsNoGradient() {
    let layer = Conv2d(2, 3, kernelSize: 3)
    layer(.zeros(0, 5, 5, 2)).sum().backward()
    #expect(layer.weight.grad?.scalars.allSatisfy { $0 == 0 } == true)
  }

  @Test func slicesMayBeOpen() {
    let t = Tensor([[0, 1, 2], [3, 4, 5]])
    #expect(t[1...].scalars == [3, 4, 5] && t[..<1].scalars == [0, 1, 2])
    #expect(t[...0].scalars == [0, 1, 2] && t[0...1].shape == [2, 3])
    #expect(t[0..., 1..<2].scalars == [1, 4] && t.slice(axis: -1, 2...).scalars == [2, 5])
    #expect(t[2...].shape == [0, 3])
  }

  @Test func aWholeDropoutLeavesNothing() {
    #expect(Dropout(1)(.ones(4)).scalars == [0, 0, 0, 0])
  }
}

extension MessageTests {
  @Test func statesMustFitTheBatch() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RNN(3, 2)(.zeros(4, 5, 3), .zeros(1, 2))
    }
    #expect(
      says(
        result,
        """
        a state of shape [1, 2] does not fit: this batch and this layer take [batch, hidden], which is \
        [4, 2]
        """))
    let pair = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LSTM(3, 2)(.zeros(4, 5, 3), (.zeros(4, 2), .zeros(4, 3)))
    }
    #expect(says(pair, "a state of shape [4, 3] does not fit: "))
    let cell = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GRUCell(3, 2)(.zeros(3), nil)
    }
    #expect(says(cell, "a cell with 3 inputs takes [batch, 3], but the shape is [3]"))
  }

  @Test func convolutionsNeedAStep() async {
    let stride = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = convTranspose2d(.zeros(1, 4, 4, 2), .zeros(2, 3, 3, 2), stride: 0)
    }
    #expect(
      says(
        stride,
        "convTranspose2d: a stride is at least 1 and a padding at least 0, but they are 0 and 0"))
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConvTranspose2d(2, 2, kernelSize: 3, stride: 2, outputPadding: 2)(.zeros(1, 4, 4, 2))
    }
    #expect(
      says(
        output,
        """
        convTranspose2d: an output padding of 2 is not one of 0..<2, the lengths that a stride of 2 \
        makes one
        """))
  }

  @Test func normalisationsNeedAScaleForEachChannel() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = batchNorm(.zeros(2, 3), .ones(3), .ones(2))
    }
    #expect(
      says(
        result,
        """
        batchNorm: a scale of shape [3] and a shift of shape [2] do not fit shape [2, 3]; each place on \
        the last axis needs one of each
        """))
    let layer = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LayerNorm(4)(.zeros(2, 3))
    }
    #expect(says(layer, "layerNorm: a scale of shape [4] and a shift of shape [4] do not fit "))
  }

  @Test func symbolsAreWholeAndBatchesEven() async {
    let half = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Embedding(3, 2)(Tensor([0.5]))
    }
    #expect(
      says(half, "Embedding: classes and symbols are whole numbers, but one is 0.5"))
    let ragged = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Embedding(3, 2)([[0, 1], [2]])
    }
    #expect(
      says(
        ragged,
        """
        Embedding: sequence 1 has 1 symbols, but sequence 0 has 2; a batch needs sequences of one \
        length
        """))
  }

  @Test func numbersThatCannotBeAreRefused() async {
    let axis = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(2, 3).flattened(from: -3)
    }
    #expect(says(axis, "flattened(from:): shape [2, 3] has no axis -3"))
    let slice = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(2, 3)[3...]
    }
    #expect(says(slice, "slice 3..<2 goes beyond axis 0 of shape [2, 3]"))
    let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.arange(-1)
    }
    #expect(says(count, "arange: there cannot be -1 numbers"))
    let drop = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dropout(1.5)
    }
    #expect(says(drop, "Dropout: a probability lies between 0 and 1, not at 1.5"))
    let every = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Schedule.steps(from: 1, factor: 0.5, every: 0)
    }
    #expect(says(every, "Schedule.steps: every 0 steps is not possible"))
    let chrono = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      LSTM(1, 2).makeChrono(longest: 1)
    }
    #expect(says(chrono, "makeChrono: a memory lasts at least 2 steps, not 1"))
  }

  @Test func penaltiesNeedPairs() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = gradientPenalty({ $0.sum(axis: 1) }, real: .zeros(4, 3), fake: .zeros(1, 3))
    }
    #expect(
      says(
        result,
        """
        gradientPenalty: real and fake examples come in pairs, so they must have the same shape, but \
        the shapes are [4, 3] and [1, 3]
        """))
  }
}
