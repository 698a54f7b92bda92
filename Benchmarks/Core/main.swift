import GradusNN

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The core's training steps per second, as JSON lines, for the table of `Benchmarks`.
//
//     gradus-core-bench [--threads N] [--seconds S] [--reps R] [--only REGEX]
//
// A step is everything a learner's loop body does; noise is drawn inside, nothing is printed.

struct Options {
  var seconds = 0.25
  var reps = 9
  var only = "."
  var threads = 1
}

var options = Options()
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
  let value = words.popFirst() ?? ""
  switch word {
  case "--seconds": options.seconds = Double(value) ?? 0.25
  case "--reps": options.reps = Int(value) ?? 9
  case "--only": options.only = value
  case "--threads": options.threads = Int(value) ?? 1
  default: break
  }
}

func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

let pattern = try? Regex(options.only)

/// Median and best rate over some repetitions of about `options.seconds` each.
func measure(_ name: String, scale: Double = 1, unit: String = "steps/s", _ step: () -> Void) {
  if let pattern, name.firstMatch(of: pattern) == nil { return }
  for _ in 0..<3 { step() }
  var n = 1
  var spent = 0.0
  while true {
    let start = seconds(CLOCK_MONOTONIC)
    for _ in 0..<n { step() }
    spent = seconds(CLOCK_MONOTONIC) - start
    if spent > options.seconds / 4 { break }
    n *= 2
  }
  n = max(1, Int(Double(n) * options.seconds / spent))
  var rates: [Double] = []
  var cpu: [Double] = []
  for _ in 0..<options.reps {
    let start = seconds(CLOCK_MONOTONIC)
    let startCPU = seconds(CLOCK_PROCESS_CPUTIME_ID)
    for _ in 0..<n { step() }
    rates.append(Double(n) * scale / (seconds(CLOCK_MONOTONIC) - start))
    cpu.append(Double(n) * scale / (seconds(CLOCK_PROCESS_CPUTIME_ID) - startCPU))
  }
  rates.sort()
  cpu.sort()
  print(
    """
    {"impl": "core", "threads": \(options.threads), "workload": "\(name)", \
    "median": \(rates[rates.count / 2]), "best": \(rates[rates.count - 1]), \
    "cpu": \(cpu[cpu.count / 2]), "worst": \(rates[0]), "unit": "\(unit)"}
    """)
  fflush(nil)
}

func mlp(_ inputs: Int, _ width: Int, _ outputs: Int) -> Sequential {
  Sequential(
    Linear(inputs, width), LeakyReLU(0.2), Linear(width, width), LeakyReLU(0.2),
    Linear(width, outputs))
}

/// One step of the discriminator and one of the generator.
func gan(_ name: String, _ generator: Module, _ critic: Module, _ real: Tensor, _ noise: [Int]) {
  let batch = real.shape[0]
  let g = Adam(generator.parameters(), learningRate: 2e-4, betas: (0.5, 0.999))
  let d = Adam(critic.parameters(), learningRate: 2e-4, betas: (0.5, 0.999))
  let ones = Tensor.ones(batch, 1)
  let zeros = Tensor.zeros(batch, 1)
  measure(name) {
    d.zeroGrad()
    let fake = noGrad { generator(.randn(noise)) }
    let loss =
      binaryCrossEntropy(logits: critic(real).reshaped(batch, 1), targets: ones)
      + binaryCrossEntropy(logits: critic(fake).reshaped(batch, 1), targets: zeros)
    loss.backward()
    d.step()
    g.zeroGrad()
    let logits = critic(generator(.randn(noise))).reshaped(batch, 1)
    binaryCrossEntropy(logits: logits, targets: ones).backward()
    g.step()
  }
}

for (batch, width) in [(256, 128), (64, 32)] {
  gan(
    "gan\(batch)x\(width)", mlp(2, width, 2), mlp(2, width, 1), .randn(batch, 2), [batch, 2])
}

for (batch, width) in [(256, 128), (64, 32)] {
  let generator = mlp(2, width, 2)
  let critic = mlp(2, width, 1)
  let optimizer = Adam(critic.parameters(), learningRate: 1e-4, betas: (0, 0.9))
  let real = Tensor.randn(batch, 2)
  measure("wgangp\(batch)x\(width)") {
    optimizer.zeroGrad()
    let fake = noGrad { generator(.randn(batch, 2)) }
    let penalty = gradientPenalty({ critic($0) }, real: real, fake: fake)
    (critic(fake).mean() - critic(real).mean() + penalty).backward()
    optimizer.step()
  }
}

/// A character model: symbols in, logits for the next symbol out.
final class CharacterNet: Module {
  let embedding: Embedding
  let recurrent: Module
  let output: Linear
  let isLoop: Bool
  let hidden: Int

  init(_ recurrent: Module, _ hidden: Int, isLoop: Bool) {
    embedding = Embedding(65, 64)
    self.recurrent = recurrent
    output = Linear(hidden, 65)
    self.isLoop = isLoop
    self.hidden = hidden
  }

  func logits(_ symbols: [[Int]]) -> Tensor {
    let x = embedding(symbols)
    let states = isLoop ? loop(x) : recurrent(x)
    return output(states).reshaped(-1, 65)
  }

  /// The cell written out by hand, as a learner would.
  private func loop(_ x: Tensor) -> Tensor {
    guard let weights = recurrent as? RecurrentWeights else { return x }
    let (batch, length) = (x.shape[0], x.shape[1])
    var h = Tensor.zeros(batch, hidden)
    var c = Tensor.zeros(batch, hidden)
    var states: [Tensor] = []
    for t in 0..<length {
      let step = x.slice(axis: 1, t..<t + 1).reshaped(batch, 64)
      let z =
        linear(step, weights.inputWeight, weights.inputBias)
        + linear(h, weights.hiddenWeight, weights.hiddenBias)
      if recurrent is LSTMCell {
        let gates = z.split(4)
        c = gates[1].sigmoid() * c + gates[0].sigmoid() * gates[2].tanh()
        h = gates[3].sigmoid() * c.tanh()
      } else {
        h = z.tanh()
      }
      states.append(h)
    }
    return stack(states, axis: 1)
  }
}

func characters(
  _ name: String, _ recurrent: Module, _ hidden: Int, batch: Int, length: Int, isLoop: Bool
) {
  let net = CharacterNet(recurrent, hidden, isLoop: isLoop)
  let parameters = net.parameters()
  let optimizer = Adam(parameters, learningRate: 2e-3)
  let random = Generator(seed: 1)
  let x = (0..<batch).map { _ in (0..<length).map { _ in random.int(in: 0..<65) } }
  let y = (0..<batch * length).map { _ in random.int(in: 0..<65) }
  measure(name) {
    optimizer.zeroGrad()
    crossEntropy(logits: net.logits(x), targets: y).backward()
    clipGradNorm(parameters, maxNorm: 5)
    optimizer.step()
  }
}
characters("charlstm", LSTM(64, 128), 128, batch: 32, length: 50, isLoop: false)
characters("charlstm_loop", LSTMCell(64, 128), 128, batch: 32, length: 50, isLoop: true)
characters("charrnn", RNN(64, 64), 64, batch: 16, length: 25, isLoop: false)
characters("charrnn_loop", RNNCell(64, 64), 64, batch: 16, length: 25, isLoop: true)

gan(
  "dcgan8",
  Sequential(
    ConvTranspose2d(16, 32, kernelSize: 2), BatchNorm(32), ReLU(),
    ConvTranspose2d(32, 16, kernelSize: 4, stride: 2, padding: 1), BatchNorm(16), ReLU(),
    ConvTranspose2d(16, 1, kernelSize: 4, stride: 2, padding: 1), Tanh()),
  Sequential(
    Conv2d(1, 16, kernelSize: 4, stride: 2, padding: 1), LeakyReLU(0.2),
    Conv2d(16, 32, kernelSize: 4, stride: 2, padding: 1), BatchNorm(32), LeakyReLU(0.2),
    Conv2d(32, 1, kernelSize: 2)),
  .randn(64, 8, 8, 1), [64, 1, 1, 16])
gan(
  "dcgan28",
  Sequential(
    ConvTranspose2d(64, 64, kernelSize: 7), BatchNorm(64), ReLU(),
    ConvTranspose2d(64, 32, kernelSize: 4, stride: 2, padding: 1), BatchNorm(32), ReLU(),
    ConvTranspose2d(32, 1, kernelSize: 4, stride: 2, padding: 1), Tanh()),
  Sequential(
    Conv2d(1, 32, kernelSize: 4, stride: 2, padding: 1), LeakyReLU(0.2),
    Conv2d(32, 64, kernelSize: 4, stride: 2, padding: 1), BatchNorm(64), LeakyReLU(0.2),
    Conv2d(64, 1, kernelSize: 7)),
  .randn(64, 28, 28, 1), [64, 1, 1, 64])

do {
  let trunk = Linear(64, 128)
  let heads = [Linear(128, 10), Linear(128, 2), Linear(128, 1)]
  let optimizer = Adam(
    trunk.parameters() + heads.flatMap { $0.parameters() }, learningRate: 1e-3)
  let random = Generator(seed: 2)
  let x = Tensor.randn(64, 64)
  let classes = (0..<64).map { _ in random.int(in: 0..<10) }
  let parity = classes.map { $0 % 2 }
  let amounts = Tensor.randn(64, 1)
  measure("multitask") {
    optimizer.zeroGrad()
    let h = trunk(x).relu()
    let loss =
      crossEntropy(logits: heads[0](h), targets: classes)
      + 0.5 * crossEntropy(logits: heads[1](h), targets: parity)
      + 0.5 * mseLoss(predictions: heads[2](h), targets: amounts)
    loss.backward()
    optimizer.step()
  }
}

do {
  let net = Sequential(Linear(2, 32), Tanh(), Linear(32, 32), Tanh(), Linear(32, 1))
  let optimizer = SGD(net.parameters(), learningRate: 0.01)
  let x = Tensor.randn(64, 2)
  let y = Tensor.randn(64, 1)
  measure("mlptiny") {
    optimizer.zeroGrad()
    mseLoss(predictions: net(x), targets: y).backward()
    optimizer.step()
  }
}

let products =
  [32, 64, 128, 256, 512, 1024].map { ($0, $0, $0) }
  + [(256, 128, 128), (64, 784, 128), (32, 128, 512), (256, 2, 128), (1600, 128, 65)]
for (m, k, n) in products {
  let a = Tensor.randn(m, k)
  let b = Tensor.randn(k, n)
  measure("sgemm_\(m)x\(k)x\(n)", scale: 2e-9 * Double(m * k * n), unit: "GFLOP/s") {
    _ = a.matmul(b)
  }
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
    measure("ew_\(name)_\(n)", scale: Double(n) * 1e-9, unit: "Gelem/s") { _ = function() }
  }
}

// What one recorded operation costs with its derivative, on sixteen numbers.
do {
  let x = Tensor.uniform(16)
  x.requiresGrad = true
  measure("op_forward_backward", scale: 1000, unit: "operations/s") {
    var y = x
    for _ in 0..<1000 { y = y * 0.999 }
    x.zeroGrad()
    y.sum().backward()
  }
}
