/// Compares the gradients of a number with central differences; returns what is wrong, or nil.
///
/// ```swift
/// if let problem = checkGradients({ ($0[0] * $0[1]).sum() }, at: [a, b]) { print(problem) }
/// ```
///
/// In Float32 a step of 0.01 is about right: smaller ones drown in rounding. The two may differ by
/// `tolerance` times the slope (or the largest slope of that input, if that is below 1), and by what
/// rounding the function's values makes of a slope, 2⁻²⁰·|f|/step, but never by more than `tolerance` times
/// the larger of 1 and the slope. First derivatives only.
public func checkGradients(
  _ function: ([Tensor]) -> Tensor, at inputs: [Tensor], step: Float = 1e-2,
  tolerance: Float = 2e-2
) -> String? {
  let points = inputs.map { input -> Tensor in
    let point = input.copy()
    point.requiresGrad = true
    return point
  }
  let exact = grad(of: function(points), wrt: points)
  for (i, point) in points.enumerated() {
    var rounding: Float = 0
    let slopes = (0..<point.count).map { j -> Float in
      let before = point.numbers[j]
      func value(_ x: Float) -> Double {
        point.mutableNumbers[j] = x
        return Double(function(points).item())
      }
      let up = value(before + step)
      let down = value(before - step)
      point.mutableNumbers[j] = before
      rounding = Swift.max(rounding, Float(up).magnitude * 0x1p-20 / step)
      return Float((up - down) / Double((before + step) - (before - step)))
    }
    let steepest = slopes.reduce(0) { Swift.max($0, $1.magnitude) }
    for (j, slope) in slopes.enumerated() {
      let got = exact[i].numbers[j]
      let scale = Swift.max(slope.magnitude, Swift.min(1, steepest))
      let allowed = Swift.min(
        tolerance * scale + rounding, tolerance * Swift.max(1, slope.magnitude))
      if !((got - slope).magnitude <= allowed) {
        return "input \(i), number \(j): the gradient is \(got), but a central difference with "
          + "step \(step) gives \(slope)"
      }
    }
  }
  return nil
}
