import Foundation
import GradusDiagnostics
import Testing

@Suite struct ContrastTests {
  /// WCAG's relative luminance of a colour of the 256.
  private func luminance(_ index: Int) -> Double {
    let steps = [0.0, 95, 135, 175, 215, 255]
    let channels =
      index < 232
      ? [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map { steps[$0] }
      : [Double](repeating: Double(8 + 10 * (index - 232)), count: 3)
    let linear = channels.map { channel in
      let share = channel / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  @Test(arguments: TextStyle.Paint.allCases)
  func everyColourCanBeReadOnBlackAndOnWhite(_ paint: TextStyle.Paint) {
    let light = luminance(paint.rawValue)
    #expect((light + 0.05) / 0.05 >= 4)
    #expect(1.05 / (light + 0.05) >= 4)
  }
}
