import Foundation
import GradusNN
import Testing

/// What a learner reads when something does not fit: word for word.
@Suite struct MessageTests {
  @Test func namesBothShapesAndTheOperation() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([1, 2, 3]) + Tensor([1, 2, 3, 4])
    }
    #expect(says(result, "shapes [3] and [4] do not match in +: the last axis has 3 and 4; "))
  }

  @Test func suggestsTheTranspose() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(2, 3).matmul(.zeros(4, 3))
    }
    #expect(
      says(
        result,
        """
        shapes [2, 3] and [4, 3] do not match in matmul: the left side has 3 columns, the right \
        side 4 rows; transpose the right side
        """))
  }

  @Test func lossesDoNotBroadcast() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = mseLoss(predictions: .zeros(4, 1), targets: .zeros(4))
    }
    #expect(says(result, "mseLoss: predictions have shape [4, 1], targets [4]; "))
  }

  @Test func noticesNumbersThatChangedUnderTheGraph() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let layer = Linear(2, 1)
      let x = Tensor([[1, 2]], requiresGrad: true)
      let loss = layer(x).sum()
      layer.weight.assign(.zeros(1, 2), line: 12)
      loss.backward(line: 14)
    }
    #expect(
      says(
        result,
        """
        the derivative of linear needs its second input, of shape [1, 2], as it was, but it was changed \
        in place in line 12 (by an optimizer's step, an assignment or a clipping) before the gradient \
        was asked for in line 14; compute the loss again after the change, or ask for the gradient \
        before it
        """))
  }

  @Test func namesTheFirstOperationThatIsNotFinite() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      watchForNaN { _ = (Tensor([1, 0], requiresGrad: true).log() * 2).exp() }
    }
    #expect(
      says(
        result,
        "log is the first operation with a result that is not finite: number 1 is -inf, from finite"
      ))
  }

  @Test func refusesToLoseAParameter() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var w = Tensor([1], requiresGrad: true)
      w -= Tensor([1])
    }
    #expect(says(result, "-= would replace a parameter by a computed tensor"))
  }

  @Test func backwardNeedsOneNumber() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      (Tensor([1, 2], requiresGrad: true) * 2).backward()
    }
    #expect(says(result, "backward() starts from one number, but the shape is [2]; "))
  }

  @Test func crossEntropyNamesTheClassThatDoesNotExist() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(logits: .zeros(2, 3), targets: [0, 3])
    }
    #expect(says(result, "crossEntropy: class 3 of row 1 is not one of 0..<3"))
  }
}

/// Whether a process that stopped said these words on standard error.
func says(_ result: ExitTest.Result?, _ words: String) -> Bool {
  guard let result else { return false }
  return String(decoding: result.standardErrorContent, as: UTF8.self).contains(words)
}
