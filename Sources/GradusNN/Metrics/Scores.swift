/// The inception-like score of class probabilities, one row for each sample.
///
/// exp(mean KL(p(class | sample) ‖ mean of p)): 1 if all samples look alike or undecided, the number
/// of classes if each sample is certain and all classes occur evenly. One perfect picture for each
/// class reaches the top: the score does not see variety within a class.
///
/// Source: T. Salimans et al., *Improved Techniques for Training GANs*, 2016.
public func inceptionScore(probabilities: Tensor) -> Float {
  guard probabilities.rank == 2, probabilities.shape[0] > 0 else {
    stop("inceptionScore: needs probabilities [samples, classes], not \(probabilities.shape)")
  }
  let (count, classes) = (probabilities.shape[0], probabilities.shape[1])
  let p = probabilities.scalars
  var mean = [Double](repeating: 0, count: classes)
  for i in p.indices { mean[i % classes] += Double(p[i]) / Double(count) }
  var sum = 0.0
  for i in p.indices where p[i] > 0 {
    sum += Double(p[i]) * (Double(log(p[i])) - Double(log(Float(mean[i % classes]))))
  }
  return exp(Float(sum / Double(count)))
}

/// The share of each class among labels: `classHistogram(labels, classes: 10)`.
public func classHistogram(_ labels: [Int], classes: Int) -> [Float] {
  var counts = [Int](repeating: 0, count: classes)
  for label in labels {
    guard label >= 0, label < classes else {
      stop("classHistogram: the label \(label) is not one of the \(classes) classes")
    }
    counts[label] += 1
  }
  let total = Float(max(labels.count, 1))
  return counts.map { Float($0) / total }
}

/// How many classes have at least a share of the labels: 1 % unless told otherwise.
public func classesCovered(_ labels: [Int], classes: Int, atLeast share: Float = 0.01) -> Int {
  classHistogram(labels, classes: classes).filter { $0 >= share }.count
}

/// The share of predictions that are right.
public func accuracy(_ predictions: [Int], labels: [Int]) -> Float {
  guard !predictions.isEmpty else { stop("accuracy: needs at least one prediction") }
  guard predictions.count == labels.count else {
    stop("accuracy: \(predictions.count) predictions do not match \(labels.count) labels")
  }
  let right = zip(predictions, labels).filter { $0 == $1 }.count
  return Float(right) / Float(labels.count)
}

/// The share of rows of `[samples, classes]` whose largest logit is that of the label.
public func accuracy(logits: Tensor, labels: [Int]) -> Float {
  accuracy(mostLikely(logits), labels: labels)
}

/// The class with the largest logit (or probability) in each row of `[samples, classes]`.
public func mostLikely(_ logits: Tensor) -> [Int] {
  guard logits.rank == 2 else {
    stop("mostLikely: needs logits [samples, classes], not \(logits.shape)")
  }
  let (classes, scalars) = (logits.shape[1], logits.scalars)
  return (0..<logits.shape[0]).map { row in
    var best = 0
    for i in 0..<classes where scalars[row * classes + i] > scalars[row * classes + best] {
      best = i
    }
    return best
  }
}

/// The coefficient of determination R²: 1 for perfect predictions, 0 for those of the mean.
///
/// 1 − Σ(y − ŷ)² / Σ(y − mean y)² over all numbers together, with one mean for all columns: take the
/// columns apart where each is a task. Below 0 the mean would have been the better guess. Where all
/// targets are the same it is 1 if every prediction is right and 0 if not, as in scikit-learn.
public func rSquared(predictions: Tensor, targets: Tensor) -> Float {
  rSquared(predictions: predictions.scalars, targets: targets.scalars)
}

/// The coefficient of determination R² of numbers in arrays.
public func rSquared(predictions: [Float], targets: [Float]) -> Float {
  guard !predictions.isEmpty else { stop("rSquared: needs at least one prediction") }
  guard predictions.count == targets.count else {
    stop("rSquared: \(predictions.count) predictions do not match \(targets.count) targets")
  }
  let mean = targets.reduce(0) { $0 + Double($1) } / Double(targets.count)
  var (left, all) = (0.0, 0.0)
  for (predicted, target) in zip(predictions, targets) {
    left += (Double(target) - Double(predicted)) * (Double(target) - Double(predicted))
    all += (Double(target) - mean) * (Double(target) - mean)
  }
  if all == 0 { return left == 0 ? 1 : 0 }
  return Float(1 - left / all)
}

/// Bits per character: the mean −log₂ of the probabilities that a model gave to what came.
///
/// 0 for a model that is always certain and right, log₂ of the alphabet for one that knows nothing.
public func bitsPerCharacter(probabilities: [Float]) -> Float {
  guard !probabilities.isEmpty else { stop("bitsPerCharacter: needs at least one probability") }
  let sum = probabilities.reduce(0) { $0 + Double(log2($1)) }
  return Float(-sum / Double(probabilities.count))
}

/// Bits per character from a mean cross-entropy in nats: divided by log 2.
public func bitsPerCharacter(crossEntropy nats: Float) -> Float { nats * 1.44269504 }

/// Each sample's nearest row in a set, and how far it is: an alarm for memorised training data.
///
/// Both are `[count, features]`; the distance is Euclidean.
public func nearestNeighbours(of samples: Tensor, in set: Tensor) -> [(index: Int, distance: Float)]
{
  guard samples.rank == 2, set.rank == 2, samples.shape[1] == set.shape[1], set.shape[0] > 0 else {
    stop(
      "nearestNeighbours: needs two sets [samples, features] with the same features and at "
        + "least one sample in the second, not \(samples.shape) and \(set.shape)")
  }
  let n = samples.shape[1]
  let (a, b) = (samples.scalars, set.scalars)
  return (0..<samples.shape[0]).map { i in
    var nearest = (index: 0, distance: Float.infinity)
    for j in 0..<set.shape[0] {
      var sum: Float = 0
      for k in 0..<n {
        let difference = a[i * n + k] - b[j * n + k]
        sum += difference * difference
      }
      if sum < nearest.distance { nearest = (j, sum) }
    }
    return (nearest.index, nearest.distance.squareRoot())
  }
}
