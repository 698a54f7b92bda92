import GradusNN
import Testing

/// Golden vectors are made by `script/random-vectors.py`, a separate implementation.
@Suite struct RandomTests {
  @Test func philoxMatchesThePublishedVectors() {
    func mixed(_ c: (UInt32, UInt32, UInt32, UInt32), _ key: (UInt32, UInt32)) -> [UInt32] {
      let block = philox(c, key: key)
      return [block.0, block.1, block.2, block.3]
    }
    // Random123's kat_vectors, "philox4x32 10".
    #expect(
      mixed((0, 0, 0, 0), (0, 0)) == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    let ones = UInt32.max
    #expect(
      mixed((ones, ones, ones, ones), (ones, ones))
        == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    #expect(
      mixed((0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), (0xa409_3822, 0x299f_31d0))
        == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  static let golden: [UInt64: [UInt32]] = [
    0: [
      0xa9e3_9636, 0x408f_e20b, 0xadba_da99, 0x294d_a0fa, 0x411f_814c, 0xac7a_32ff, 0x4594_59c8,
      0xb161_a6d2, 0xaaed_4f63, 0xdb95_5676, 0x7b9d_2deb,
    ],
    42: [
      0xa1d7_a484, 0x36d4_655a, 0xc3b8_a234, 0xce9c_a311, 0x08e8_91f4, 0x1857_774e, 0xdee2_e1ee,
      0x6d1e_eede, 0xb432_14c0, 0x0458_1d3d, 0x5821_474c,
    ],
    .max: [
      0x67a0_d152, 0xdc66_170e, 0x388c_c1eb, 0x8b6f_a65c, 0x1a69_b4d0, 0x9b0b_9018, 0xa1b4_ff4c,
      0x8250_6030, 0x1bc1_b0ba, 0x4ee2_d393, 0x5a2e_7b41,
    ],
  ]

  @Test(arguments: [0, 42, UInt64.max])
  func wordsAreThePublishedOnes(seed: UInt64) {
    let random = Generator(seed: seed)
    let words = (0..<66).map { _ in random.nextWord() }
    #expect(Array(words[0..<6] + words[31..<34] + words[64..<66]) == Self.golden[seed])
  }

  @Test func numbersAreThePublishedOnes() {
    let uniform = Generator(seed: 42)
    #expect(
      (0..<4).map { _ in uniform.uniform() }
        == [0.6321966648101807, 0.21417838335037231, 0.7645360231399536, 0.8070775866508484])
    let golden: [Float] = [-1.1160672, 0.79200663, -0.62942314, -0.50415113, 1.8145215, 1.3100786]
    for (got, expected) in zip(Generator(seed: 42).normal(6), golden) {
      #expect(abs(got - expected) < 2e-6 * abs(expected))
    }
    // To the bit: a training run must be the same run on every machine and in every release.
    #expect(
      Generator(seed: 42).normal(6).map(\.bitPattern)
        == [
          3_213_810_505, 1_061_863_664, 3_206_619_617, 3_204_517_902, 1_072_185_913, 1_067_954_345,
        ])
    #expect(Generator(seed: 42).next() == 0x36d4_655a_a1d7_a484)
  }

  @Test func normalReachesTheTailsAndStaysSymmetric() {
    // Quantiles of p = (k + ½)·2⁻³² from SciPy's ndtri, in double precision.
    let cases: [(UInt32, Float)] = [
      (0, 6.3379576), (1, 6.1664295), (100, 5.4630626), (1 << 16, 4.1695676),
      (1 << 24, 2.6600675), (1 << 28, 1.5341206), (1 << 30, 0.67448975), (0x7FFF_FFFF, 2.9180e-10),
    ]
    for (word, expected) in cases {
      let z = normalQuantile(word)
      let mirrored = normalQuantile(word | 0x8000_0000)
      #expect(abs(z - expected) <= 4e-6 * expected + 1e-13, "word \(word): \(z)")
      #expect(mirrored == -z)
    }
  }

  @Test func manyAtOnceEqualsOneByOne() {
    let single = Generator(seed: 3)
    let bulk = Generator(seed: 3)
    _ = single.uniform()
    _ = bulk.uniform()
    #expect((0..<100).map { _ in single.normal() } == bulk.normal(100))
    #expect((0..<70).map { _ in single.uniform(in: -2...5) } == bulk.uniform(70, in: -2...5))
    #expect(single.nextWord() == bulk.nextWord())
  }

  @Test func momentsAreRight() {
    let random = Generator(seed: 9)
    let u = random.uniform(200_000).map(Double.init)
    let mean = u.reduce(0, +) / 200_000
    #expect(abs(mean - 0.5) < 0.003)
    #expect(abs(u.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 200_000 - 1.0 / 12) < 0.001)
    let z = random.normal(200_000, mean: 4, deviation: 1.25).map { (Double($0) - 4) / 1.25 }
    let moments = (1...4).map { power in
      z.reduce(0) { sum, x in sum + (0..<power).reduce(1) { product, _ in product * x } } / 200_000
    }
    #expect(abs(moments[0]) < 0.01)
    #expect(abs(moments[1] - 1) < 0.015)
    #expect(abs(moments[2]) < 0.03)
    #expect(abs(moments[3] - 3) < 0.1)
  }

  @Test func wholeNumbersAreEquallyLikely() {
    let random = Generator(seed: 5)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.int(in: 10..<17) - 10] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 450 }, "\(counts)")
    #expect((0..<100).allSatisfy { _ in (-3...3).contains(random.int(in: -3...3)) })
    #expect(random.int(in: 8...8) == 8)
    // A range that does not divide 2³² would show a bias without the rejection: width 3·2³⁰.
    var low = 0
    for _ in 0..<30_000 where random.int(in: 0..<3 << 30) < 1 << 30 { low += 1 }
    #expect(abs(low - 10_000) < 450)
    let wide = (0..<64).map { _ in random.int(in: Int.min...Int.max) }
    #expect(Set(wide).count == 64)
    #expect((0..<100).allSatisfy { _ in (0..<1 << 40).contains(random.int(in: 0..<1 << 40)) })
  }

  @Test func shufflingKeepsElementsAndReachesEveryOrder() {
    let random = Generator(seed: 11)
    #expect(random.permutation(50).sorted() == Array(0..<50))
    var orders: [[Int]: Int] = [:]
    for _ in 0..<6000 { orders[random.shuffled([0, 1, 2]), default: 0] += 1 }
    #expect(orders.count == 6)
    #expect(orders.values.allSatisfy { abs($0 - 1000) < 150 }, "\(orders)")
  }

  @Test func weightsDecideHowOftenAnIndexComes() {
    let random = Generator(seed: 12)
    var counts = [0, 0, 0, 0]
    for _ in 0..<10_000 { counts[random.index(weights: [1, 0, 3, 6])] += 1 }
    #expect(counts[1] == 0)
    #expect(abs(counts[0] - 1000) < 150 && abs(counts[2] - 3000) < 200)
  }

  @Test func seedsAndSplitsGiveDifferentStreamsThatRepeat() {
    let first = Generator(seed: 1)
    let child = first.split()
    let again = Generator(seed: 1).split()
    #expect(child.uniform(10) == again.uniform(10))
    #expect(child.uniform(10) != first.uniform(10))
    #expect(Generator(seed: 1).uniform(10) != Generator(seed: 2).uniform(10))
    first.restart(seed: 2)
    #expect(first.uniform(10) == Generator(seed: 2).uniform(10))
    #expect(first.seed == 2)
  }

  @Test func aReferenceNeverRepeatsNumbersUnnoticed() {
    let random = Generator(seed: 4)
    let copy = random
    #expect(random.uniform() != copy.uniform())
  }
}
