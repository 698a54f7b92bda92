import GradusKernelTypes

// The numbers that training starts from.

extension Tensor {
  /// A parameter drawn evenly from ±bound.
  static func parameter(_ shape: [Int], within bound: Float, _ random: Generator?) -> Tensor {
    let result = uniform(shape, in: -bound...bound, using: random)
    result.requiresGrad = true
    return result
  }

  /// A matrix whose rows or columns (the shorter ones) are at right angles and of length `gain`.
  ///
  /// Gram–Schmidt, twice for the digits, on normally distributed rows; so every such matrix is
  /// equally likely. Source: Saxe, McClelland, Ganguli, *Exact solutions to the nonlinear dynamics
  /// of learning in deep linear neural networks*, 2014.
  public static func orthogonal(
    _ rows: Int, _ columns: Int, gain: Float = 1, using random: Generator? = nil
  ) -> Tensor {
    if rows > columns {
      return orthogonal(columns, rows, gain: gain, using: random).transposed()
    }
    let result = randn(rows, columns, using: random)
    let p = result.mutableNumbers
    for i in 0..<rows {
      let row = p + i * columns
      for _ in 0..<2 {
        for j in 0..<i {
          let other = p + j * columns
          var dot: Float = 0
          for k in 0..<columns { dot += row[k] * other[k] }
          for k in 0..<columns { row[k] -= dot * other[k] }
        }
        var square: Float = 0
        for k in 0..<columns { square += row[k] * row[k] }
        let scale = 1 / square.squareRoot()
        for k in 0..<columns { row[k] *= scale }
      }
    }
    return result.mapped(.scale, gain)
  }
}
