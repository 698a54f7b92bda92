package import GradusKernelTypes

/// y ← f(y + bias) for `rows` rows of `width` numbers and a bias of one row; `c` is the slope of a
/// leaky ReLU.
package func activateRows(
  _ function: Function, _ y: UnsafeMutablePointer<Float>, _ bias: UnsafePointer<Float>,
  _ rows: Int, _ width: Int, _ c: Float
) {
  let zero = Lanes(repeating: 0)
  let cs = Lanes(repeating: c)
  @_transparent func keep(_ x: Lanes) -> Lanes { x }
  @_transparent func rectify(_ x: Lanes) -> Lanes { pick(x .< zero, zero, x) }
  @_transparent func leak(_ x: Lanes) -> Lanes { pick(x .< zero, x * cs, x) }
  switch function {
  case .copy: activate(y, bias, rows, width, keep)
  case .relu: activate(y, bias, rows, width, rectify)
  case .leakyReLU: activate(y, bias, rows, width, leak)
  case .tanh: activate(y, bias, rows, width, hyperbolicTangent)
  case .sigmoid: activate(y, bias, rows, width, logistic)
  default: preconditionFailure("this function has no kernel for rows")
  }
}

@_transparent
private func activate(
  _ y: UnsafeMutablePointer<Float>, _ bias: UnsafePointer<Float>, _ rows: Int, _ width: Int,
  _ f: (Lanes) -> Lanes
) {
  if width == 0 { return }
  if width < 16 && 16 % width == 0 {
    // Several rows fit side by side into one group of lanes.
    var pattern = Lanes(repeating: 0)
    for lane in 0..<16 { pattern[lane] = bias[lane % width] }
    var i = 0
    while i < rows * width {
      write(y, i, f(read(y, i) + pattern))
      i += 16
    }
    return
  }
  for row in 0..<rows {
    let y = y + row * width
    var j = 0
    while j + 16 <= width {
      write(y, j, f(readUnaligned(y, j) + readUnaligned(bias, j)))
      j += 16
    }
    if j < width {
      let last = f(rest(y, j, width) + rest(bias, j, width))
      for lane in j..<width { y[lane] = last[lane - j] }
    }
  }
}
