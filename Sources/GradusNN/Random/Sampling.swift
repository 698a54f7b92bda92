extension Generator {
  /// A number in [0, 1): a multiple of 2⁻²⁴, each equally likely.
  public func uniform() -> Float {
    uniform(in: 0...1)
  }

  /// A number between the bounds, each equally likely; the upper bound itself only by rounding.
  public func uniform(in range: ClosedRange<Float>) -> Float {
    var number: Float = 0
    withUnsafeMutablePointer(to: &number) {
      fillUniform(UnsafeMutableBufferPointer(start: $0, count: 1), in: range)
    }
    return number
  }

  /// The next `count` uniform numbers.
  public func uniform(_ count: Int, in range: ClosedRange<Float> = 0...1) -> [Float] {
    guard count >= 0 else { stop("uniform: \(count) numbers cannot be drawn") }
    return [Float](unsafeUninitializedCapacity: count) { numbers, filled in
      fillUniform(UnsafeMutableBufferPointer(rebasing: numbers[..<count]), in: range)
      filled = count
    }
  }

  /// A normally distributed number.
  public func normal(mean: Float = 0, deviation: Float = 1) -> Float {
    var number: Float = 0
    withUnsafeMutablePointer(to: &number) {
      fillNormal(
        UnsafeMutableBufferPointer(start: $0, count: 1), mean: mean, deviation: deviation)
    }
    return number
  }

  /// The next `count` normally distributed numbers.
  public func normal(_ count: Int, mean: Float = 0, deviation: Float = 1) -> [Float] {
    guard count >= 0 else { stop("normal: \(count) numbers cannot be drawn") }
    return [Float](unsafeUninitializedCapacity: count) { numbers, filled in
      fillNormal(
        UnsafeMutableBufferPointer(rebasing: numbers[..<count]), mean: mean, deviation: deviation)
      filled = count
    }
  }

  /// A whole number of the range, every one exactly equally likely.
  ///
  /// Source: D. Lemire, *Fast Random Integer Generation in an Interval*, 2019. Ranges of up to 2³²
  /// values take one word (rarely more), wider ones two.
  public func int(in range: Range<Int>) -> Int {
    guard !range.isEmpty else { stop("an empty range has no whole number to draw") }
    let width = UInt64(UInt(bitPattern: range.upperBound &- range.lowerBound))
    return range.lowerBound &+ Int(truncatingIfNeeded: whole(below: width))
  }

  /// A whole number of the range, both ends included.
  public func int(in range: ClosedRange<Int>) -> Int {
    // One more than the difference; 0 stands for all 2⁶⁴.
    let width = UInt64(UInt(bitPattern: range.upperBound &- range.lowerBound)) &+ 1
    return range.lowerBound &+ Int(truncatingIfNeeded: whole(below: width))
  }

  private func whole(below width: UInt64) -> UInt64 {
    if width == 0 { return next() }
    if width <= 1 << 32 {
      var product = UInt64(nextWord()) * width
      // The lowest values of the lower half are those that would come once too often.
      let surplus = (1 << 32) % width
      while product & 0xFFFF_FFFF < surplus { product = UInt64(nextWord()) * width }
      return product >> 32
    }
    var product = next().multipliedFullWidth(by: width)
    let surplus = (0 &- width) % width
    while product.low < surplus { product = next().multipliedFullWidth(by: width) }
    return product.high
  }

  /// True with the given probability.
  public func bool(probability: Float = 0.5) -> Bool {
    uniform() < probability
  }

  /// One of the elements, each equally likely.
  public func element<Element>(of elements: [Element]) -> Element {
    guard !elements.isEmpty else { stop("an empty array has no element to choose") }
    return elements[int(in: 0..<elements.count)]
  }

  /// A place in `weights`, chosen with a probability proportional to the weight there.
  ///
  /// ```swift
  /// let next = random.index(weights: softmaxOfTheLogits)
  /// ```
  public func index(weights: [Float]) -> Int {
    var total: Float = 0
    for weight in weights {
      guard weight >= 0 else { stop("a weight must not be negative or NaN, but one is \(weight)") }
      total += weight
    }
    guard total > 0 else { stop("at least one weight must be positive") }
    guard total.isFinite else {
      stop("the weights add up to infinity; if they are exponentials, softmax() keeps them finite")
    }
    var rest = uniform() * total
    var last = 0
    for (i, weight) in weights.enumerated() where weight > 0 {
      if rest < weight { return i }
      rest -= weight
      last = i
    }
    return last  // only when rounding has eaten the last weight
  }

  /// Brings the elements into a random order, every order equally likely (Fisher and Yates).
  public func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, int(in: 0...last))
    }
  }

  /// The elements in a random order.
  public func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    shuffle(&elements)
    return elements
  }

  /// The numbers 0 up to `count` in a random order, for walking through a data set once.
  public func permutation(_ count: Int) -> [Int] {
    shuffled([Int](0..<count))
  }
}
