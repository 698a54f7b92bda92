/// Compares the gradients of a number with central differences; returns what is wrong, or nil.
///
/// ```swift
/// if let problem = checkGradients({ ($0[0] * $0[1]).sum() }, at: [a, b]) { print(problem) }
/// ```
///
/// In Float32 a step of 0.01 is about right: smaller ones drown in rounding. The difference is
/// allowed to be `tolerance` times the larger of 1 and the gradient.
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
    for j in 0..<point.count {
      let before = point.numbers[j]
      func value(_ x: Float) -> Double {
        point.mutableNumbers[j] = x
        return Double(function(points).item())
      }
      let up = value(before + step)
      let down = value(before - step)
      point.mutableNumbers[j] = before
      let slope = Float((up - down) / Double((before + step) - (before - step)))
      let got = exact[i].numbers[j]
      if !((got - slope).magnitude <= tolerance * Swift.max(1, slope.magnitude)) {
        return "input \(i), number \(j): the gradient is \(got), but a central difference with "
          + "step \(step) gives \(slope)"
      }
    }
  }
  return nil
}
