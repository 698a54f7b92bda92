import GradusNN

/// Matrix products, functions of many numbers, and what one recorded operation costs.
func kernels(_ meter: Meter) {
  let peak = { 1e-9 * Double(multiplyAndAdd(rounds: 500_000)) }
  meter.measure("fma_peak", scale: peak(), unit: "GFLOP/s") { _ = peak() }
  let products =
    [32, 64, 128, 256, 512, 1024].map { ($0, $0, $0) }
    + [(256, 128, 128), (64, 784, 128), (32, 128, 512), (256, 2, 128), (1600, 128, 65)]
  for (m, k, n) in products {
    let a = Tensor.randn(m, k)
    let b = Tensor.randn(k, n)
    meter.measure(
      "sgemm_\(m)x\(k)x\(n)", scale: 2e-9 * Double(m) * Double(k) * Double(n), unit: "GFLOP/s",
      against: peak
    ) { _ = a.matmul(b) }
  }
  for n in [1024, 16384, 262_144] {
    let x = Tensor.uniform(n, in: 0.5...1.5)
    let y = Tensor.uniform(n)
    let rows = x.reshaped(-1, 64)
    let functions: [(String, () -> Tensor)] = [
      ("add", { x + y }), ("mul", { x * y }), ("relu", { x.relu() }), ("tanh", { x.tanh() }),
      ("exp", { x.exp() }), ("sigmoid", { x.sigmoid() }), ("log", { x.log() }),
      ("sum", { x.sum() }), ("softmax", { rows.softmax() }),
    ]
    for (name, function) in functions {
      meter.measure("ew_\(name)_\(n)", scale: Double(n) * 1e-9, unit: "Gelem/s") { _ = function() }
    }
  }
  let x = Tensor.uniform(16)
  x.requiresGrad = true
  meter.measure("op_forward_backward", scale: 1000, unit: "operations/s") {
    var y = x
    for _ in 0..<1000 { y = y * 0.999 }
    x.zeroGrad()
    y.sum().backward()
  }
}
