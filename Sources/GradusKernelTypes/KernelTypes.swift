// What the kernels and their callers must agree about, whatever instruction set is chosen.

/// The functions of one number that have a kernel of their own.
package enum Function: UInt8 {
  case negate, exp, log, log1p, tanh, sigmoid, softplus, relu, leakyReLU, abs, sqrt, reciprocal
  case square, sin, cos, sign, scale, add, step, leakyStep, clampLow, clampHigh, isBetween, copy
  case fill
}

/// The functions of two numbers that have a kernel of their own.
///
/// The last five are derivatives: `a` is the incoming gradient, `b` the function's output for tanh and
/// sigmoid, its input for softplus, and either for the two ReLUs, where both have the same sign.
package enum Pairing: UInt8 {
  case add, subtract, multiply, divide, maximum, minimum, equal, greater, greaterOrEqual
  case tanhGradient, sigmoidGradient, reluGradient, leakyReLUGradient, softplusGradient
}

/// How the right-hand buffer of a pairing is walked.
package enum Walk: UInt8 {
  /// Both operands have the same length.
  case together
  /// The second is one number.
  case number
  /// The first is one number.
  case numberFirst
}

/// One matrix operand: where it starts and how far apart its rows and columns are.
package struct Matrix {
  package var start: UnsafePointer<Float>
  package var row: Int
  package var column: Int

  package init(_ start: UnsafePointer<Float>, row: Int, column: Int) {
    self.start = start
    self.row = row
    self.column = column
  }
}

/// How a window moves over images of `height` × `width` places with some channels each.
package struct WindowPath {
  package var height: Int
  package var width: Int
  package var channels: Int
  /// How many places the window takes below and beside each other.
  package var rows: Int
  package var columns: Int
  package var windowHeight: Int
  package var windowWidth: Int
  package var stride: Int
  package var padding: Int

  package init(
    height: Int, width: Int, channels: Int, rows: Int, columns: Int, windowHeight: Int,
    windowWidth: Int, stride: Int, padding: Int
  ) {
    (self.height, self.width, self.channels) = (height, width, channels)
    (self.rows, self.columns) = (rows, columns)
    (self.windowHeight, self.windowWidth) = (windowHeight, windowWidth)
    (self.stride, self.padding) = (stride, padding)
  }
}

/// How much of the depth of a matrix product is walked at once: a panel of this many rows of the
/// right-hand side is read once for every few rows of the left-hand side, from the second cache.
package let panelDepth = 512

/// How many numbers of scratch memory a product needs: a panel, and a tile at the edge.
package let gemmScratch = panelDepth * 32 + 12 * 32
