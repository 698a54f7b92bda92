import GradusNN
import Testing

/// Checks a property for many random sizes, and reports the smallest ones for which it fails.
///
/// - Parameters:
///   - ranges: what each size may be; a failing case is shrunk towards their lower ends.
///   - property: nil when it holds, else what is wrong.
func forAll(
  _ ranges: [ClosedRange<Int>], cases: Int = 40, seed: UInt64 = 1,
  location: SourceLocation = #_sourceLocation, _ property: ([Int]) -> String?
) {
  if let (sizes, trouble) = counterexample(ranges, cases: cases, seed: seed, property) {
    Issue.record("fails for sizes \(sizes): \(trouble)", sourceLocation: location)
  }
}

/// The smallest sizes found for which the property fails, with what is wrong.
func counterexample(
  _ ranges: [ClosedRange<Int>], cases: Int = 40, seed: UInt64 = 1, _ property: ([Int]) -> String?
) -> (sizes: [Int], trouble: String)? {
  let random = Generator(seed: seed)
  for _ in 0..<cases {
    let sizes = ranges.map { random.int(in: $0) }
    if let trouble = property(sizes) { return shrunk(sizes, trouble, ranges, property) }
  }
  return nil
}

/// Makes one size after the other smaller, by as much as possible, while the property still fails.
private func shrunk(
  _ sizes: [Int], _ trouble: String, _ ranges: [ClosedRange<Int>], _ property: ([Int]) -> String?
) -> (sizes: [Int], trouble: String) {
  var smallest = (sizes: sizes, trouble: trouble)
  var isSmaller = true
  while isSmaller {
    isSmaller = false
    for i in sizes.indices {
      var step = smallest.sizes[i] - ranges[i].lowerBound
      while step > 0 {
        var candidate = smallest.sizes
        candidate[i] -= step
        if let trouble = property(candidate) {
          smallest = (candidate, trouble)
          isSmaller = true
          step = Swift.min(step, candidate[i] - ranges[i].lowerBound)
        } else {
          step /= 2
        }
      }
    }
  }
  return smallest
}

@Suite struct PropertyTests {
  @Test func shrinkingFindsTheSmallestFailure() throws {
    let found = try #require(
      counterexample([1...50, 0...50, 1...9]) { sizes in
        sizes[0] >= 7 && sizes[1] >= 3 ? "too large" : nil
      })
    #expect(found.sizes == [7, 3, 1])
    #expect(counterexample([1...9]) { _ in nil } == nil)
  }

  @Test func productsAreTheSumsInOrder() {
    forAll([1...70, 1...300, 1...70], cases: 20) { sizes in
      let (m, k, n) = (sizes[0], sizes[1], sizes[2])
      let random = Generator(seed: 1)
      let a = Tensor.randn(m, k, using: random)
      let b = Tensor.randn(k, n, using: random)
      let got = a.matmul(b).scalars
      let (x, y) = (a.scalars, b.scalars)
      for i in 0..<m {
        for j in 0..<n {
          var sum: Float = 0
          for p in 0..<k { sum = sum.addingProduct(x[i * k + p], y[p * n + j]) }
          if sum != got[i * n + j] { return "place \(i), \(j) is \(got[i * n + j]), not \(sum)" }
        }
      }
      return nil
    }
  }

  @Test func repeatingFollowsTheRuleFromTheRight() {
    // Each axis is 1 or its length on either side; the left one may lack its first axis.
    forAll([1...5, 1...5, 1...20, 0...63]) { sizes in
      let flags = sizes[3]
      var x = (0..<3).map { flags >> $0 & 1 == 0 ? sizes[$0] : 1 }
      let y = (0..<3).map { flags >> ($0 + 3) & 1 == 0 ? sizes[$0] : 1 }
      let full = (0..<3).map { Swift.max(x[$0], y[$0]) }
      if x[0] == 1 { x.removeFirst() }
      let random = Generator(seed: 2)
      let a = Tensor.randn(x, using: random)
      let b = Tensor.randn(y, using: random)
      a.requiresGrad = true
      b.requiresGrad = true
      let product = a * b
      if product.shape != full { return "the shape is \(product.shape), not \(full)" }
      func place(_ shape: [Int], _ at: [Int]) -> Int {
        zip(shape, at.suffix(shape.count)).reduce(0) { $0 * $1.0 + ($1.0 == 1 ? 0 : $1.1) }
      }
      let (p, q, r) = (a.scalars, b.scalars, product.scalars)
      var slopes = [Float](repeating: 0, count: p.count)
      for i in 0..<r.count {
        let at = [i / (full[1] * full[2]), i / full[2] % full[1], i % full[2]]
        if r[i] != p[place(x, at)] * q[place(y, at)] { return "place \(at) is \(r[i])" }
        slopes[place(x, at)] += q[place(y, at)]
      }
      let got = grad(of: product.sum(), wrt: a)
      return distance(got, Tensor(shape: x, slopes)) < 1e-5 ? nil : "the gradient is \(got)"
    }
  }

  @Test func transposedConvolutionIsTheAdjoint() {
    forAll([1...3, 1...9, 1...9, 1...5, 1...5, 1...4, 1...3, 0...2], cases: 120) { sizes in
      let (kernel, stride, padding) = (sizes[5], sizes[6], sizes[7])
      let reach = [sizes[1], sizes[2]].map { $0 + 2 * padding - kernel }
      // Where the windows leave a rest of the image out, the adjoint's image is smaller.
      if padding >= kernel || reach.contains(where: { $0 < 0 || $0 % stride != 0 }) { return nil }
      let random = Generator(seed: 3)
      let x = Tensor.randn(sizes[0], sizes[1], sizes[2], sizes[3], using: random)
      let w = Tensor.randn(sizes[4], kernel, kernel, sizes[3], using: random)
      let y = conv2d(x, w, stride: stride, padding: padding)
      // <x ∗ w, y> = <x, the adjoint of y>
      let back = convTranspose2d(y, w, stride: stride, padding: padding)
      if back.shape != x.shape { return "the adjoint's shape is \(back.shape)" }
      let (left, right) = ((y * y).sum().item(), (x * back).sum().item())
      return (left - right).magnitude <= 1e-4 * Swift.max(1, left)
        ? nil : "\(left) on one side and \(right) on the other"
    }
  }

  @Test func aWindowAsLargeAsTheImageIsAMatrixProduct() {
    forAll([1...30, 1...5, 1...5, 1...20]) { sizes in
      let (batch, side, channels, outputs) = (sizes[0], sizes[1], sizes[2], sizes[3])
      let random = Generator(seed: 9)
      let x = Tensor.randn(batch, side, side, channels, using: random)
      let w = Tensor.randn(outputs, side, side, channels, using: random)
      w.requiresGrad = true
      let rows = x.reshaped(batch, -1)
      let matrix = w.reshaped(outputs, -1)
      let (seen, product) = (conv2d(x, w), rows.matmul(matrix.transposed()))
      if seen.scalars != product.scalars { return "the convolution differs" }
      let slopes = (
        grad(of: seen.squared().sum(), wrt: w), grad(of: product.squared().sum(), wrt: w)
      )
      if distance(slopes.0, slopes.1) > 1e-5 { return "the gradients differ" }
      let spread = convTranspose2d(seen.detached(), w)
      return spread.scalars == product.detached().matmul(matrix).scalars
        ? nil : "the transposed convolution differs"
    }
  }

  @Test func aBendInASequenceChangesNoBit() {
    forAll([1...40, 1...40, 2...40, 0...4]) { sizes in
      let random = Generator(seed: 4)
      let bend = [ReLU(), LeakyReLU(0.2), Tanh(), Sigmoid(), Softplus()][sizes[3]]
      let layer = Linear(sizes[0], sizes[1], using: random)
      let x = Tensor.randn(sizes[2], sizes[0], using: random)
      x.requiresGrad = true
      let inputs = layer.parameters() + [x]
      let (together, apart) = (Sequential(layer, bend)(x), bend(layer(x)))
      if together.scalars != apart.scalars { return "the values differ" }
      for isRecorded in [false, true] {
        let a = grad(of: together.squared().sum(), wrt: inputs, createGraph: isRecorded)
        let b = grad(of: apart.squared().sum(), wrt: inputs, createGraph: isRecorded)
        if zip(a, b).contains(where: { $0.scalars != $1.scalars }) { return "the gradients differ" }
      }
      return nil
    }
  }

  @Test func whatIsCutApartComesTogetherAgain() {
    forAll([1...6, 1...6, 1...20, 0...2]) { sizes in
      let x = Tensor.randn(sizes[0], sizes[1], sizes[2], using: Generator(seed: 5))
      let axis = sizes[3]
      let cut = sizes[axis] / 2
      let parts = [x.slice(axis: axis, 0..<cut), x.slice(axis: axis, cut..<sizes[axis])]
      if concatenate(parts, axis: axis).scalars != x.scalars { return "slices do not fit" }
      let order = [[0, 1, 2], [1, 2, 0], [2, 0, 1]][axis]
      let back = [[0, 1, 2], [2, 0, 1], [1, 2, 0]][axis]
      if x.permuted(order).permuted(back).scalars != x.scalars { return "axes do not return" }
      return x.reshaped(-1).reshaped(x.shape).scalars == x.scalars
        ? nil : "reshaping changes numbers"
    }
  }

  @Test func recurrentGradientsAreThoseOfFiniteDifferences() {
    forAll([1...3, 1...4, 1...3, 1...4], cases: 4) { sizes in
      let random = Generator(seed: 6)
      let x = Tensor.randn(sizes[0], sizes[1], sizes[2], using: random)
      for layer in [
        RNN(sizes[2], sizes[3], using: random), LSTM(sizes[2], sizes[3], using: random),
        GRU(sizes[2], sizes[3], using: random),
      ] as [Module] {
        let worst = checkGradients({ layer($0[0]).squared().sum() }, at: [x])
        if let worst { return "\(type(of: layer)): \(worst)" }
      }
      return nil
    }
  }
}
