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
