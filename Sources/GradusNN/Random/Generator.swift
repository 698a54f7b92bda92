/// A source of random numbers that a seed determines completely, on every machine.
///
/// ```swift
/// let random = Generator(seed: 7)
/// let z = random.normal()              // one number
/// let batch = random.normal(128)       // the next 128
/// let centre = random.int(in: 0..<8)   // every value equally likely
/// ```
///
/// It is a reference: whoever holds the same generator draws from the same stream, so a copy can
/// never repeat numbers unnoticed. For independent streams use ``split()``. It belongs to one
/// thread at a time.
///
/// **Algorithm.** Words come from Philox4x32-10 (Salmon et al., 2011). The key is SplitMix64 of the
/// seed, low half first; the counter starts at 0. Counters are taken eight at a time: a batch of 32
/// words is the first words of the eight blocks, then the second words, and so on. ``uniform()``
/// takes the upper 24 bits of one word, ``normal(mean:deviation:)`` turns one word into one number
/// by the inverse of the normal distribution. Asking for `n` numbers at once gives the same numbers
/// as asking `n` times.
public final class Generator: RandomNumberGenerator {
  /// The seed it was made with; print it and the run can be repeated.
  public private(set) var seed: UInt64
  private var key: (UInt32, UInt32)
  private var counter: UInt64 = 0
  private let words = UnsafeMutablePointer<UInt32>.allocate(capacity: batchSize)
  private var used = batchSize

  /// A generator at the start of the stream that belongs to `seed`.
  public init(seed: UInt64) {
    self.seed = seed
    key = Self.key(of: seed)
  }

  deinit {
    words.deallocate()
  }

  /// Goes back to the start of the stream that belongs to `seed`.
  public func restart(seed: UInt64) {
    self.seed = seed
    key = Self.key(of: seed)
    counter = 0
    used = batchSize
  }

  private static func key(of seed: UInt64) -> (UInt32, UInt32) {
    let mixed = splitMix64(seed)
    return (UInt32(truncatingIfNeeded: mixed), UInt32(truncatingIfNeeded: mixed &>> 32))
  }

  /// A new generator whose stream has nothing to do with what this one draws from now on.
  public func split() -> Generator {
    Generator(seed: next())
  }

  /// The next 64 random bits (two words, low word first).
  public func next() -> UInt64 {
    let low = UInt64(nextWord())
    return low | (UInt64(nextWord()) &<< 32)
  }

  /// The next 32 random bits.
  package func nextWord() -> UInt32 {
    if used == batchSize { refill() }
    used += 1
    return words[used - 1]
  }

  private func refill() {
    let high = UInt32(truncatingIfNeeded: counter &>> 32)
    let low = UInt32(truncatingIfNeeded: counter)
    for i in 0..<8 {
      // A batch starts at a multiple of eight, so its counters differ in the low word only.
      let block = philox((low &+ UInt32(truncatingIfNeeded: i), high, 0, 0), key: key)
      words[i] = block.0
      words[8 + i] = block.1
      words[16 + i] = block.2
      words[24 + i] = block.3
    }
    counter &+= 8
    used = 0
  }

  /// Fills `numbers` with one number per word.
  @inline(__always)
  private func fill(
    _ numbers: UnsafeMutableBufferPointer<Float>, _ number: (UInt32) -> Float
  ) {
    var filled = 0
    while filled < numbers.count {
      if used == batchSize { refill() }
      let count = min(batchSize - used, numbers.count - filled)
      let (from, to) = (words + used, filled)
      for i in 0..<count { numbers[to &+ i] = number(from[i]) }
      used += count
      filled += count
    }
  }

  /// Fills memory with uniform numbers, as `uniform(in:)` would one by one.
  package func fillUniform(
    _ numbers: UnsafeMutableBufferPointer<Float>, in range: ClosedRange<Float> = 0...1
  ) {
    let low = range.lowerBound
    let width = range.upperBound - range.lowerBound
    // 24 bits make a number in [0, 1): every such number is a `Float` exactly.
    fill(numbers) { word in Float(Int32(bitPattern: word &>> 8)) * 0x1p-24 * width + low }
  }

  /// Fills memory with normal numbers, as `normal(mean:deviation:)` would one by one.
  package func fillNormal(
    _ numbers: UnsafeMutableBufferPointer<Float>, mean: Float = 0, deviation: Float = 1
  ) {
    fill(numbers) { word in normalQuantile(word) * deviation + mean }
  }
}

/// Eight counters, four words each.
private let batchSize = 32

/// The generator that is used where none is given; like the rest of the core, of one thread.
nonisolated(unsafe) package let sharedGenerator = Generator(seed: 0)

/// Restarts the generator that layers and `Tensor.randn` use when they are given none.
///
/// ```swift
/// manualSeed(7)
/// let first = Tensor.randn(2, 3)
/// manualSeed(7)
/// let again = Tensor.randn(2, 3)   // the same numbers
/// ```
public func manualSeed(_ seed: UInt64) {
  sharedGenerator.restart(seed: seed)
}
