import GradusNN
import Testing

@Suite struct PlotScaleTests {
  @Test(
    arguments: [
      (1.125, 2, "1.13"), (0.305, 3, "0.305"), (-0.04, 1, "0.0"), (-1.25, 1, "−1.3"),
      (12.0, 0, "12"),
      (0.999, 1, "1.0"), (1234567.5, 1, "1234567.5"), (Double.infinity, 2, "∞"),
      (-Double.infinity, 2, "−∞"),
      (Double.nan, 2, "nan"), (1e30, 2, "10³⁰"), (0.5, 0, "1"),
    ] as [(Double, Int, String)])
  func decimalsAreRoundedAndPadded(x: Double, places: Int, text: String) {
    #expect(decimal(x, places) == text)
  }

  @Test(
    arguments: [
      (0.305, "0.305"), (1.386294, "1.386"), (12.5, "12.5"), (300.0, "300"), (123_456.0, "123456"),
      (1.23e-8, "1.23×10⁻⁸"), (1e-6, "10⁻⁶"), (-2.5e9, "−2.5×10⁹"), (9.9999e7, "10⁸"), (0.0, "0"),
      (0.0001, "0.0001"), (1.0 / 3, "0.3333"),
    ] as [(Double, String)])
  func numbersInSentencesAreShort(x: Double, text: String) {
    #expect(spoken(x) == text)
  }

  @Test func logarithmsAreExactEnough() {
    for n in -300...300 {
      #expect(abs(decimalLogarithm(powerOfTen(n)) - Double(n)) < 1e-12 * max(1, Double(abs(n))))
      #expect(floorLog10(powerOfTen(n)) == n)
    }
    // From NumPy.
    #expect(abs(decimalLogarithm(2) - 0.3010299956639812) < 1e-15)
    #expect(abs(decimalLogarithm(7.25e-13) - -12.139661993429006) < 1e-13)
  }

  @Test func ticksAreRoundNumbers() {
    func labels(_ low: Double, _ high: Double, _ count: Int) -> [String] {
      Scale(low: low, high: high, isLog: false).ticks(count).map(\.label)
    }
    #expect(labels(0, 1, 5) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(-2.3, 2.3, 5) == ["−2", "−1", "0", "1", "2"])
    #expect(labels(0, 30_000, 3) == ["0", "10\u{202F}000", "20\u{202F}000", "30\u{202F}000"])
    #expect(labels(0, 4e-6, 4) == ["0", "10⁻⁶", "2×10⁻⁶", "3×10⁻⁶", "4×10⁻⁶"])
    #expect(labels(1.21, 1.37, 4) == ["1.25", "1.30", "1.35"])
  }

  @Test func ticksOfPowersSkipEvenly() {
    func labels(_ low: Double, _ high: Double, _ count: Int) -> [String] {
      Scale(low: low, high: high, isLog: true).ticks(count).map(\.label)
    }
    #expect(labels(-2, 2, 5) == ["0.01", "0.1", "1", "10", "100"])
    #expect(labels(-25.3, 0.3, 5) == ["10⁻²⁴", "10⁻¹⁸", "10⁻¹²", "10⁻⁶", "10⁰"])
    #expect(labels(0, 1, 5) == ["1", "2", "5", "10"])
    #expect(labels(-6.2, -0.8, 7) == ["10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹"])
  }

  @Test func aScaleGoesThereAndBack() {
    for scale in [Scale(low: -3, high: 7, isLog: false), Scale(low: -3.5, high: 2.2, isLog: true)] {
      for place in [0, 0.1, 0.5, 0.99, 1] {
        let back = scale.place(scale.value(at: place)) ?? -1
        #expect(abs(back - place) < 1e-12)
      }
    }
    #expect(Scale(low: 0, high: 1, isLog: true).place(0 as Float) == nil)
    #expect(Scale(low: 0, high: 1, isLog: false).place(Float.nan) == nil)
  }

  @Test func axesHoldTheirDataWithAir() {
    let (x, y) = Plot().scatter([[0, 1], [10, 3]]).scales
    #expect(x.low == -0.4 && x.high == 10.4)
    #expect(abs(y.low - 0.9) < 1e-9 && abs(y.high - 3.1) < 1e-9)
    #expect(Plot().line([0.1, 3]).scales.y.low == 0, "near zero, an axis starts at zero")
    #expect(Plot().bars([5, 6]).scales.y.low == 0)
    #expect(Plot().line([1, 2]).yRange(-1...1).scales.y.high == 1)
    let square = Plot().scatter([[0, 0], [1, 4]]).square().scales
    #expect(abs((square.x.high - square.x.low) - (square.y.high - square.y.low)) < 1e-9)
  }

  @Test func lengthsAreWrittenShort() {
    #expect([12.5, 0.31, -7, -0.04, 100].map { svg($0) } == ["12.5", ".3", "-7", "0", "100"])
    var path = SVGPath()
    path.move(10, 10.5)
    path.line(12.5, 10)
    path.line(12.8, 10.5)
    path.line(12.8, 10.5)
    #expect(path.text == "m10 10.5l2.5-.5.3.5")
  }
}
