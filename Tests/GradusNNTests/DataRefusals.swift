import GradusNN

/// Draws that are impossible, and data that cannot be made.
let dataRefusals: [Refusal] = [
  Refusal("uniform: -1 numbers cannot be drawn") { _ = Generator(seed: 1).uniform(-1) },
  Refusal("normal: -1 numbers cannot be drawn") { _ = Generator(seed: 1).normal(-1) },
  Refusal("an empty range has no whole number to draw") { _ = Generator(seed: 1).int(in: 3..<3) },
  Refusal("an empty array has no element to choose") {
    _ = Generator(seed: 1).element(of: [Int]())
  },
  Refusal("a weight must not be negative or NaN, but one is -2.0") {
    _ = Generator(seed: 1).index(weights: [1, -2])
  },
  Refusal("at least one weight must be positive") {
    _ = Generator(seed: 1).index(weights: [0, 0])
  },
  Refusal(
    "the weights add up to infinity; if they are exponentials, softmax() keeps them finite"
  ) { _ = Generator(seed: 1).index(weights: [1, .infinity]) },

  Refusal("Digits: 1 images do not match 2 labels") {
    _ = Digits(images: [[0, 1]], labels: [0, 1])
  },
  Refusal("GaussianMixture: needs at least one centre") {
    _ = GaussianMixture(centres: [], deviation: 1)
  },
  Refusal("GaussianMixture: a centre has 2 numbers, not 3") {
    _ = GaussianMixture(centres: [[0, 0], [1, 2, 3]], deviation: 1)
  },
  Refusal("addingProblem: needs a length of at least 2, not 1") { _ = addingProblem(4, length: 1) },
  Refusal("copyTask: needs at least one item, not 0") { _ = copyTask(4, lag: 3, items: 0) },
  Refusal("copyTask: a lag is at least 0, not -1") { _ = copyTask(4, lag: -1) },
  Refusal("rememberFirst: a lag is at least 0, not -1") { _ = rememberFirst(4, lag: -1) },
  Refusal("TeacherStudent: the relatedness lies between 0 and 1, not at 1.5") {
    _ = TeacherStudent(relatedness: 1.5)
  },
  Refusal("safetensors: two tensors are called 'weight'") {
    _ = safetensors([("weight", .zeros(1)), ("weight", .zeros(2))])
  },
]
