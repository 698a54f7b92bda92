/// The source of a check's inputs.
///
/// What is drawn depends on the run's seed, the check's name and the trial, and on nothing else: a
/// check draws the same inputs whether or not the checks before it ran.
public final class Draw {
  /// Counts from 0.
  public let trial: Int
  var state: UInt64

  init(seed: UInt64, check: String, trial: Int) {
    self.trial = trial
    // FNV-1a over the name; the mixing below spreads whatever it leaves clustered.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in check.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = seed &+ hash &+ UInt64(truncatingIfNeeded: trial) &* 0x9e37_79b9_7f4a_7c15
    _ = next()
  }

  /// SplitMix64: every state is a good one, and it is the same on every machine.
  func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// At least 0 and below 1, in steps of 2⁻²⁴.
  private func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// A number from a range.
  public func float(in range: ClosedRange<Float> = -1...1) -> Float {
    let width = range.upperBound - range.lowerBound
    return min(range.lowerBound + unit() * width, range.upperBound)
  }

  /// Numbers from a range.
  public func floats(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
    (0..<count).map { _ in float(in: range) }
  }

  /// Rows of numbers from a range.
  public func rows(_ rows: Int, _ columns: Int, in range: ClosedRange<Float> = -1...1) -> [[Float]]
  {
    (0..<rows).map { _ in floats(columns, in: range) }
  }

  /// A whole number from a range.
  public func int(in range: ClosedRange<Int>) -> Int {
    let width =
      UInt64(bitPattern: Int64(range.upperBound)) &- UInt64(bitPattern: Int64(range.lowerBound))
    if width == .max { return Int(truncatingIfNeeded: next()) }
    let high = next().multipliedFullWidth(by: width + 1).high
    return Int(truncatingIfNeeded: UInt64(bitPattern: Int64(range.lowerBound)) &+ high)
  }

  /// A whole number from a range.
  public func int(in range: Range<Int>) -> Int {
    // An optimised build leaves the words of a precondition out.
    guard !range.isEmpty else { fatalError("int(in:) needs a range that is not empty") }
    return int(in: range.lowerBound...(range.upperBound - 1))
  }

  /// Whole numbers from a range.
  public func ints(_ count: Int, in range: ClosedRange<Int>) -> [Int] {
    (0..<count).map { _ in int(in: range) }
  }

  /// True or false.
  public func bool() -> Bool { next() >> 63 == 1 }

  /// A seed for something random in the exercise.
  public func seed() -> UInt64 { next() }

  /// Labels of a binary problem, each 0 or 1.
  public func labels(_ count: Int) -> [Float] { (0..<count).map { _ in bool() ? 1 : 0 } }

  /// One of the elements.
  public func element<T>(of elements: [T]) -> T {
    guard !elements.isEmpty else { fatalError("element(of:) needs something to choose from") }
    return elements[int(in: 0..<elements.count)]
  }

  /// The elements in another order.
  public func shuffled<T>(_ elements: [T]) -> [T] {
    var result = elements
    for i in stride(from: result.count - 1, to: 0, by: -1) { result.swapAt(i, int(in: 0...i)) }
    return result
  }
}
