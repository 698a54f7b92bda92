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

  @Test func longColumnsKeepTheirDigits() {
    let x = Tensor.full([1_000_000, 2], 0.1)
    #expect(distance(x.sum(axis: 0), Tensor([100_000, 100_000])) < 1)
    #expect((x.transposed().sum(axis: 1)[1].item() - 100_000).magnitude < 1)
    let normal = batchNorm(x, .ones(2), .zeros(2))
    #expect(distance(normal.mean, Tensor([0.1, 0.1])) < 1e-5)
    let loss = binaryCrossEntropy(logits: .zeros(1024, 3072), targets: .ones(1024, 3072))
    #expect((loss.item() - 0.6931472).magnitude < 2e-6)
  }

  /// From PyTorch 2.13.
  @Test func certainPredictionsKeepTheDigitsOfTheirLoss() {
    let logits = Tensor([[10, 0], [1000, 990], [5000, 4999]])
    let wanted: [Float] = [4.5398901e-5, 4.5398901e-5, 0.31326169]
    for (i, loss) in wanted.enumerated() {
      let row = logits[i..<i + 1]
      #expect((crossEntropy(logits: row, targets: [0]).item() - loss).magnitude < 1e-6 * (1 + loss))
      #expect((-row.logSoftmax()[0, 0].item() - loss).magnitude < 1e-6 * (1 + loss))
    }
  }

  @Test func noTwoLeavesShareAGradient() throws {
    let a = Tensor([1, 2], requiresGrad: true)
    let b = Tensor([3, 4], requiresGrad: true)
    let c = Tensor([[5, 6]], requiresGrad: true)
    (a + b + c.reshaped(2)).sum().backward()
    try #require(a.grad).assign(.zeros(2))
    #expect(b.grad?.scalars == [1, 1] && c.grad?.scalars == [1, 1])
    let slopes = grad(of: (a + b).sum(), wrt: [a, b, a])
    slopes[0].assign(.zeros(2))
    #expect(slopes[1].scalars == [1, 1] && slopes[2].scalars == [1, 1])
    let layer = RNN(2, 3)
    layer(.ones(1, 2, 2)).sum().backward()
    let before = layer.hiddenBias.grad?.scalars
    try #require(layer.inputBias.grad).assign(.zeros(3))
    #expect(layer.hiddenBias.grad?.scalars == before)
  }

  @Test func gradientsThatAreTooSmallAreNoticed() {
    let x = Tensor((0..<500).map { Float($0) / 250 - 1 })
    #expect(checkGradients({ $0[0].squared().mean() }, at: [x]) == nil)
    #expect(checkGradients({ ($0[0].squared().detached() - $0[0] * 0).mean() }, at: [x]) != nil)
  }

  @Test func modulesInArraysOfArraysAreFound() {
    final class Grid: Module {
      let rows = [[Linear(1, 2), Linear(2, 1)], [Linear(1, 1)]]
    }
    #expect(
      Grid().namedParameters().map(\.name) == [
        "rows.0.0.weight", "rows.0.0.bias", "rows.0.1.weight", "rows.0.1.bias", "rows.1.0.weight",
        "rows.1.0.bias",
      ])
  }

  @Test func determinationOfConstantsIsAllOrNothing() {
    #expect(rSquared(predictions: [5, 5], targets: [5, 5]) == 1)
    #expect(rSquared(predictions: [5, 4], targets: [5, 5]) == 0)
  }

  @Test func anEmptyBatchGivesTheWeightsNoGradient() {
    let layer = Conv2d(2, 3, kernelSize: 3)
    layer(.zeros(0, 5, 5, 2)).sum().backward()
    #expect(layer.weight.grad?.scalars.allSatisfy { $0 == 0 } == true)
    for recurrent in [RNN(2, 3), LSTM(2, 3), GRU(2, 3)] {
      // Memory that was used before holds numbers.
      for _ in 0..<9 { _ = Tensor.full(recurrent.hiddenWeight.shape, 5) }
      recurrent(.zeros(0, 4, 2)).sum().backward()
      #expect(recurrent.hiddenWeight.grad?.scalars.allSatisfy { $0 == 0 } == true)
    }
  }

  @Test func aLayerMayHaveNoOutputs() {
    let y = Sequential(Linear(3, 0), ReLU())(.zeros(2, 3))
    #expect(y.shape == [2, 0])
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
