import GradusKernelTypes

extension Tensor {
  /// A single number.
  public init(_ scalar: Float, requiresGrad: Bool = false) {
    self.init(uninitialized: .scalar)
    mutableNumbers[0] = scalar
    node.isLeafWithGradient = requiresGrad
  }

  /// A vector.
  public init(_ scalars: [Float], requiresGrad: Bool = false) {
    self.init(shape: Shape(scalars.count), scalars)
    node.isLeafWithGradient = requiresGrad
  }

  /// A matrix, row by row.
  public init(_ rows: [[Float]], requiresGrad: Bool = false) {
    let width = rows.first?.count ?? 0
    for (i, row) in rows.enumerated() where row.count != width {
      stop("row \(i) has \(row.count) numbers, but row 0 has \(width); a matrix is a rectangle")
    }
    self.init(shape: Shape(rows.count, width), rows.flatMap { $0 })
    node.isLeafWithGradient = requiresGrad
  }

  /// Numbers in the given shape, row by row.
  public init(shape: [Int], _ scalars: [Float], requiresGrad: Bool = false) {
    self.init(shape: Shape(shape), scalars)
    node.isLeafWithGradient = requiresGrad
  }

  package init(shape: Shape, _ scalars: [Float]) {
    guard scalars.count == shape.count else {
      stop("shape \(words(shape)) needs \(shape.count) numbers, but there are \(scalars.count)")
    }
    self.init(uninitialized: shape)
    scalars.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { mutableNumbers.update(from: base, count: scalars.count) }
    }
  }

  /// Whole numbers, such as class labels or characters, as a vector.
  public init(_ wholeNumbers: [Int]) {
    self.init(wholeNumbers.map { Float($0) })
  }

  package static func full(_ shape: Shape, _ value: Float) -> Tensor {
    let result = Tensor(uninitialized: shape)
    context.kernels.map(
      .fill, result.numbers, result.mutableNumbers, shape.count, value, 0)
    return result
  }

  package static func zeros(_ shape: Shape) -> Tensor { full(shape, 0) }
  package static func ones(_ shape: Shape) -> Tensor { full(shape, 1) }

  /// Zeros: `.zeros(2, 3)` has two rows of three.
  public static func zeros(_ shape: Int...) -> Tensor { full(Shape(shape), 0) }

  /// Zeros in a shape that was computed.
  public static func zeros(_ shape: [Int]) -> Tensor { full(Shape(shape), 0) }

  /// Ones: `.ones(3)` is a vector of three.
  public static func ones(_ shape: Int...) -> Tensor { full(Shape(shape), 1) }

  /// Ones in a shape that was computed.
  public static func ones(_ shape: [Int]) -> Tensor { full(Shape(shape), 1) }

  /// The same number everywhere.
  public static func full(_ shape: [Int], _ value: Float) -> Tensor { full(Shape(shape), value) }

  /// The whole numbers from 0 up to `count`.
  public static func arange(_ count: Int) -> Tensor {
    guard count >= 0 else { stop("arange: there cannot be \(count) numbers") }
    return Tensor((0..<count).map { Float($0) })
  }

  /// `count` numbers at equal distances, both ends included.
  public static func linspace(_ from: Float, _ to: Float, _ count: Int) -> Tensor {
    guard count >= 0 else { stop("linspace: there cannot be \(count) numbers") }
    let step = count > 1 ? (to - from) / Float(count - 1) : 0
    return Tensor((0..<count).map { $0 == count - 1 && count > 1 ? to : from + Float($0) * step })
  }

  /// The identity matrix.
  public static func eye(_ size: Int) -> Tensor {
    let result = zeros(size, size)
    for i in 0..<size { result.mutableNumbers[i * size + i] = 1 }
    return result
  }

  /// Rows with a single 1, at the place of the class; classes count from 0.
  public static func oneHot(_ classes: [Int], count: Int) -> Tensor {
    let result = zeros(classes.count, count)
    for (i, label) in classes.enumerated() {
      guard (0..<count).contains(label) else {
        stop("oneHot: class \(label) at place \(i) is not one of 0..<\(count)")
      }
      result.mutableNumbers[i * count + label] = 1
    }
    return result
  }

  /// Normally distributed numbers, from the given generator or the shared one.
  public static func randn(_ shape: Int..., using random: Generator? = nil) -> Tensor {
    randn(shape, using: random)
  }

  /// Normally distributed numbers in a shape that was computed.
  public static func randn(_ shape: [Int], using random: Generator? = nil) -> Tensor {
    let result = Tensor(uninitialized: Shape(shape))
    (random ?? sharedGenerator).fillNormal(
      UnsafeMutableBufferPointer(start: result.mutableNumbers, count: result.count))
    return result
  }

  /// Evenly distributed numbers, from the given generator or the shared one.
  public static func uniform(
    _ shape: Int..., in range: ClosedRange<Float> = 0...1, using random: Generator? = nil
  ) -> Tensor {
    uniform(shape, in: range, using: random)
  }

  /// Evenly distributed numbers in a shape that was computed.
  public static func uniform(
    _ shape: [Int], in range: ClosedRange<Float> = 0...1, using random: Generator? = nil
  ) -> Tensor {
    let result = Tensor(uninitialized: Shape(shape))
    (random ?? sharedGenerator).fillUniform(
      UnsafeMutableBufferPointer(start: result.mutableNumbers, count: result.count), in: range)
    return result
  }

  /// Zeros in the shape of another tensor.
  public static func zeros(like other: Tensor) -> Tensor { full(other.node.shape, 0) }

  /// Ones in the shape of another tensor.
  public static func ones(like other: Tensor) -> Tensor { full(other.node.shape, 1) }
}
