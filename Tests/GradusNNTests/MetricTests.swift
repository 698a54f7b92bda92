import GradusNN
import Testing

/// Numbers marked “script” come from NumPy and SciPy: `script/metric-values.py`.
@Suite struct MetricTests {
  /// The formula of the script, so that both sides see the same numbers.
  private func table(_ rows: Int, _ columns: Int, _ a: Int, _ b: Int, _ m: Int) -> Tensor {
    var scalars: [Float] = []
    for i in 0..<rows {
      for j in 0..<columns { scalars.append(Float((i * a + j * b + i * j) % m) / Float(m)) }
    }
    return Tensor(shape: [rows, columns], scalars)
  }

  private func column(_ table: Tensor, _ j: Int) -> [Float] {
    let columns = table.shape[1]
    return (0..<table.shape[0]).map { table.scalars[$0 * columns + j] }
  }

  @Test func frechetDistanceOfIndependentCoordinates() {
    // The course's fixture: leaving out the cross term gives 20, half of it 15.
    #expect(frechetDistance(means: [0, 0], variances: [1, 4], and: [1, 2], [9, 1]) == 10)
    #expect(frechetDistance(means: [3], variances: [2], and: [3], [2]) == 0)
  }

  @Test func frechetDistanceAgreesWithSciPy() {
    let (x, y) = (table(50, 6, 7, 13, 31), table(40, 6, 11, 5, 29) * 1.5 + 0.2)
    #expect(abs(frechetDistance(x, y) - 1.3898812) < 2e-6)  // script
    #expect(abs(frechetDistance(y, x) - 1.3898812) < 2e-6, "it is symmetric")
    let (u, v) = (table(200, 32, 37, 101, 211), table(150, 32, 53, 17, 197))
    #expect(abs(frechetDistance(u, v) - 0.2109769) < 2e-6)  // script
    #expect(frechetDistance(u, u) < 1e-6)
  }

  @Test func eigenvaluesAgreeWithNumPy() {
    let a: [Double] = [4, 1, -2, 2, 1, 2, 0, 1, -2, 0, 3, -2, 2, 1, -2, -1]
    let (values, vectors) = symmetricEigen(a, 4)
    let expected = [-2.19751698, 1.08436446, 2.26853141, 6.84462111]  // script
    for (got, want) in zip(values.sorted(), expected) { #expect(abs(got - want) < 1e-8) }
    // A·v = λ·v, and the vectors are orthonormal.
    for k in 0..<4 {
      let v = Array(vectors[4 * k..<4 * k + 4])
      for i in 0..<4 {
        let product = (0..<4).reduce(0) { $0 + a[4 * i + $1] * v[$1] }
        #expect(abs(product - values[k] * v[i]) < 1e-12)
      }
      for other in 0..<4 {
        let dot = (0..<4).reduce(0) { $0 + v[$1] * vectors[4 * other + $1] }
        #expect(abs(dot - (other == k ? 1 : 0)) < 1e-12)
      }
    }
    #expect(symmetricEigen([3], 1).values == [3])
    #expect(symmetricEigen([2, 0, 0, 5], 2).values == [2, 5])
  }

  @Test func wassersteinDistanceOfSamples() {
    // The course's fixture: unsorted it would be 2.667, of the means alone 0.
    #expect(abs(wasserstein1([3, 1, 2], [0, 5, 1]) - 1.3333333) < 1e-6)
    let (x, y) = (table(50, 6, 7, 13, 31), table(40, 6, 11, 5, 29) * 1.5 + 0.2)
    #expect(abs(wasserstein1(column(x, 0), column(x, 1)) - 0.0135483871) < 1e-7)  // script
    #expect(abs(wasserstein1(column(x, 0), column(y, 0)) - 0.4350695) < 1e-6)  // script
    #expect(wasserstein1([1, 2], [1, 1, 2, 2]) == 0)
    #expect(wasserstein1(Tensor([0, 0]), Tensor([3, 3])) == 3)
  }

  @Test func wassersteinDistanceOfProbabilities() {
    // The course's fixture: total variation would be 0.3.
    let distance = wasserstein1(probabilities: [0.3, 0.2, 0.1, 0.4], [0.1, 0.2, 0.4, 0.3])
    #expect(abs(distance - 0.5) < 1e-6)
  }

  @Test func inceptionScoreAgreesWithTheFixtures() {
    let p = Tensor([[0.9, 0.1, 0], [0.1, 0.8, 0.1], [0.2, 0.2, 0.6]])
    #expect(abs(inceptionScore(probabilities: p) - 1.546249) < 2e-6)
    let raw = table(30, 5, 7, 3, 17) + 0.05
    let q = raw / raw.sum(axis: 1, keepDims: true)
    #expect(abs(inceptionScore(probabilities: q) - 1.1754484) < 2e-6)  // script
    #expect(abs(inceptionScore(probabilities: .eye(10)) - 10) < 1e-5)
  }

  @Test func evennessOfModes() {
    // The course's fixture: the entropy would be 0.673.
    #expect(abs(reverseKL(counts: [60, 40, 0, 0]) - 0.713283) < 1e-6)
    #expect(abs(reverseKL(counts: [60, 40, 0, 0, 11]) - 0.6800221) < 1e-6)  // script
    #expect(abs(effectiveModes(counts: [60, 40, 0, 0, 11]) - 2.533029) < 5e-6)  // script
    #expect(abs(effectiveModes(counts: [5, 5, 5]) - 3) < 1e-6)
    #expect(abs(effectiveModes(counts: [0, 7, 0]) - 1) < 1e-6)
  }

  @Test func onlySharpSamplesFindModes() {
    let ring = GaussianMixture.ring()
    let real = ring.sample(2500, using: Generator(seed: 1))
    #expect(modesCaptured(real, of: ring) == 8)
    #expect(modesCaptured(real, of: ring, atLeast: 20) == 8)
    #expect(highQualityShare(real, of: ring) > 0.98)
    #expect(modeCounts(real, of: ring).allSatisfy { abs($0 - 312) < 70 })
    // A wide cloud covers the ring but hits it rarely.
    let cloud = Tensor.randn(2500, 2, using: Generator(seed: 2)) * 2
    #expect(highQualityShare(cloud, of: ring) < 0.05)
    #expect(modesCaptured(cloud, of: ring, atLeast: 20) < 8)
    #expect(modesCaptured(.zeros(100, 2), of: ring) == 0)
    // Exactly at three deviations still counts, just beyond does not.
    let one = GaussianMixture(centres: [[0, 0]], deviation: 1)
    #expect(modesCaptured(Tensor([[3, 0]]), of: one) == 1)
    #expect(modesCaptured(Tensor([[2.5, 2.5]]), of: one) == 0, "the distance, not each coordinate")
  }

  @Test func classesAndAccuracy() {
    #expect(classHistogram([0, 2, 2, 1], classes: 4) == [0.25, 0.25, 0.5, 0])
    #expect(classesCovered([0] + [Int](repeating: 1, count: 199), classes: 3) == 1)
    #expect(accuracy([1, 2, 3, 4], labels: [1, 2, 0, 4]) == 0.75)
    let logits = Tensor([[1, 5, 2], [-1, -2, -3]])
    #expect(mostLikely(logits) == [1, 0])
    #expect(accuracy(logits: logits, labels: [1, 2]) == 0.5)
  }

  @Test func determination() {
    let (t, q) = (table(20, 1, 7, 0, 13), table(20, 1, 5, 0, 11))
    #expect(abs(rSquared(predictions: q, targets: t) - -2.570711) < 1e-5)  // script
    #expect(rSquared(predictions: [1, 2], targets: [1, 2]) == 1)
    #expect(rSquared(predictions: [1.5, 1.5], targets: [1, 2]) == 0)
  }

  @Test func bitsOfCharacters() {
    // The course's fixture: nats would be 1.386, the mean probability first 1.778.
    #expect(bitsPerCharacter(probabilities: [0.5, 0.25, 0.125]) == 2)
    #expect(abs(bitsPerCharacter(crossEntropy: 1.3862944) - 2) < 1e-6)
    #expect(bitsPerCharacter(probabilities: [0]) == .infinity)
  }

  @Test func neighboursAreTheNearest() {
    let found = nearestNeighbours(of: Tensor([[0, 0], [5, 5]]), in: Tensor([[3, 4], [5, 6]]))
    #expect(found.map { $0.index } == [0, 1])
    #expect(found.map { $0.distance } == [5, 1])
  }
}
