/// Handwritten digits, 8 by 8 pixels from 0 (paper) to 16 (ink), with the class of each.
///
/// ```swift
/// let digits = Digits.train                        // 1433 of them; Digits.test has 364 others
/// Plot().images(Array(digits.images[..<16]))       // look at some
/// let x = digits.scaled                            // [1433, 64], from −1 to 1, for a tanh generator
/// ```
///
/// Source: E. Alpaydin and C. Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine
/// Learning Repository, 1998. Every fifth digit of each class is in the test part.
public struct Digits: Sendable {
  /// The pixels of each digit, row by row from the top.
  public var images: [[Float]]
  /// What each digit is, 0 … 9.
  public var labels: [Int]

  /// The 1433 digits to learn from.
  public static var train: Digits { Digits(lines: trainingDigits) }

  /// The 364 digits to judge by.
  public static var test: Digits { Digits(lines: testDigits) }

  /// How many digits there are.
  public var count: Int { labels.count }

  /// The pixels from −1 to 1, `[count, 64]`.
  public var scaled: Tensor {
    Tensor(shape: [count, 64], images.flatMap { image in image.map { $0 / 8 - 1 } })
  }

  /// These images and labels, in this order.
  public init(images: [[Float]], labels: [Int]) {
    guard images.count == labels.count else {
      stop("Digits: \(images.count) images do not match \(labels.count) labels")
    }
    self.images = images
    self.labels = labels
  }

  /// The digits of one class.
  public func ofClass(_ label: Int) -> Digits {
    let places = labels.indices.filter { labels[$0] == label }
    return Digits(images: places.map { images[$0] }, labels: places.map { labels[$0] })
  }

  /// One digit a line: its class and 64 letters from A (0) to Q (16).
  private init(lines: StaticString) {
    images = []
    labels = []
    lines.withUTF8Buffer { bytes in
      for start in stride(from: 0, to: bytes.count, by: 66) {
        labels.append(Int(bytes[start]) - 0x30)
        images.append(bytes[start + 1..<start + 65].map { Float($0 - 0x41) })
      }
    }
  }
}
