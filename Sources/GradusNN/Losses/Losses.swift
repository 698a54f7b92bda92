// How far predictions are from targets, as one number to be lowered. Shapes must agree exactly: a
// column against a row would be repeated to a matrix and give a wrong loss without a word.

private func demandSame(_ name: StaticString, _ a: Tensor, _ b: Tensor) {
  guard a.node.shape != b.node.shape else { return }
  var text =
    "\(name): predictions have shape \(words(a.node.shape)), targets "
    + "\(words(b.node.shape)); a loss compares number by number, so they must be the same"
  if a.count == b.count { text += " (reshaped(\(a.shape)) would make the targets fit)" }
  stop(text)
}

/// The mean of the squared differences.
public func mseLoss(predictions: Tensor, targets: Tensor) -> Tensor {
  demandSame("mseLoss", predictions, targets)
  let difference = noGrad { predictions - targets }
  let value = noGrad { difference.squared().mean() }
  // The derivative is 2·(p − t)/n for the predictions p, and for the targets t with the sign turned.
  return value.from("mseLoss", predictions, targets, saving: .both) { back in
    let share = back.gradient / Float(difference.count)
    func slope() -> Tensor {
      (isRecording ? back.first - back.second : difference) * 2 * share
    }
    back.give(back.first, slope)
    back.give(back.second) { -slope() }
  }
}

/// The mean of the distances |prediction − target|.
public func l1Loss(predictions: Tensor, targets: Tensor) -> Tensor {
  demandSame("l1Loss", predictions, targets)
  return (predictions - targets).abs().mean()
}

/// Binary cross-entropy from logits a and labels y: the mean of max(a, 0) − a·y + log(1 + e^−|a|).
///
/// The form that never overflows; its gradient is (σ(a) − y)/n.
public func binaryCrossEntropy(logits: Tensor, targets: Tensor) -> Tensor {
  demandSame("binaryCrossEntropy", logits, targets)
  let count = logits.count
  let sum = inBlocks(count) {
    context.kernels.crossEntropySum(
      logits.numbers + $0.lowerBound, targets.numbers + $0.lowerBound, $0.count)
  }
  let value = Tensor(sum / Float(count))
  return value.from("binaryCrossEntropy", logits, targets, saving: .both) { back in
    let (logits, targets) = (back.first, back.second)
    let share = back.gradient / Float(logits.count)
    back.give(logits) {
      if isRecording { return (logits.sigmoid() - targets) * share }
      let result = Tensor(uninitialized: logits.node.shape)
      context.kernels.crossEntropyGradient(
        logits.numbers, targets.numbers, result.mutableNumbers, result.count, share.numbers[0])
      return result
    }
    back.give(targets) { -logits * share }
  }
}

/// Binary cross-entropy from probabilities p and labels y: the mean of −y·log p − (1 − y)·log(1 − p).
///
/// Logarithms are bounded below by −100, and the divisor of the gradient (p − y)/(p·(1 − p)·n) by
/// 10⁻¹², as in PyTorch. Prefer the form with logits: where a sigmoid has been rounded to 0 or 1, its
/// own derivative is 0 and the gradient is dead.
public func binaryCrossEntropy(probabilities: Tensor, targets: Tensor) -> Tensor {
  demandSame("binaryCrossEntropy", probabilities, targets)
  let value = noGrad {
    let first = probabilities.log().clamped(to: (-100)...)
    let second = (1 - probabilities).log().clamped(to: (-100)...)
    return -(targets * first + (1 - targets) * second).mean()
  }
  // Through the logarithms the gradient would be 0/0 where a probability is 0 or 1.
  return value.from("binaryCrossEntropy", probabilities, targets, saving: .both) { back in
    let (p, y) = (back.first, back.second)
    let share = back.gradient / Float(p.count)
    back.give(p) { (p - y) / (p * (1 - p)).clamped(to: 1e-12...) * share }
    back.give(y) {
      ((1 - p).log().clamped(to: (-100)...) - p.log().clamped(to: (-100)...)) * share
    }
  }
}

/// The mean of −log softmax(logits)[class] over the rows of `[batch, classes]`.
public func crossEntropy(logits: Tensor, targets: [Int]) -> Tensor {
  guard logits.rank == 2, logits.node.shape[0] == targets.count else {
    stop(
      "crossEntropy needs one row of logits for each of the \(targets.count) classes asked for, "
        + "but the shape is \(words(logits.node.shape))")
  }
  let width = logits.node.shape[1]
  let (softmax, tops, losses) = logits.softmaxOfRows()
  for (i, label) in targets.enumerated() {
    guard (0..<width).contains(label) else {
      stop("crossEntropy: class \(label) of row \(i) is not one of 0..<\(width)")
    }
    losses.mutableNumbers[i] -= logits.numbers[i * width + label] - tops.numbers[i]
  }
  let value = Tensor(total(losses.numbers, targets.count) / Float(targets.count))
  // The derivative is (softmax − one-hot)/n, the same "prediction minus label" as for two classes.
  return value.from("crossEntropy", logits, saving: .first) { back in
    back.give(back.first) {
      let share = back.gradient / Float(targets.count)
      if isRecording {
        return (back.first.softmax() - Tensor.oneHot(targets, count: width)) * share
      }
      let result = softmax * share
      for (i, label) in targets.enumerated() {
        result.mutableNumbers[i * width + label] =
          (softmax.numbers[i * width + label] - 1) * share.numbers[0]
      }
      return result
    }
  }
}

/// Cross-entropy of logits `[batch, classes]` with targets `[batch]` of class numbers, or `[batch, classes]`
/// of one probability for each class.
public func crossEntropy(logits: Tensor, targets: Tensor) -> Tensor {
  if targets.rank == 2 {
    demandSame("crossEntropy", logits, targets)
    return -(logits.logSoftmax(axis: 1) * targets).sum(axis: 1).mean()
  }
  return crossEntropy(logits: logits, targets: targets.wholeNumbers("crossEntropy"))
}

/// The mean of max(0, 1 − y·a) for labels y of −1 and 1.
public func hingeLoss(predictions: Tensor, targets: Tensor) -> Tensor {
  demandSame("hingeLoss", predictions, targets)
  return (1 - predictions * targets).relu().mean()
}

/// The divergence of N(mean, e^logVariance) from the standard normal: −½ Σ(1 + v − m² − eᵛ), summed
/// over the last axis and averaged over the batch.
///
/// Source: Kingma, Welling, *Auto-Encoding Variational Bayes*, 2014, appendix B.
public func klToStandardNormal(mean: Tensor, logVariance: Tensor) -> Tensor {
  demandSame("klToStandardNormal", mean, logVariance)
  return ((logVariance + 1 - mean.squared() - logVariance.exp()).sum(axis: -1) * -0.5).mean()
}
