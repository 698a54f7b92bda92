/// What the three recurrent layers share: an input's weights, a state's weights, two biases.
public class RecurrentWeights: Module {
  /// How many numbers come in at each step.
  public let inputs: Int
  /// How many numbers the state has.
  public let hidden: Int
  /// What the input is multiplied by, `[gates·hidden, inputs]`.
  public let inputWeight: Tensor
  /// What the state is multiplied by, `[gates·hidden, hidden]`.
  public let hiddenWeight: Tensor
  /// What is added to the input's part, `[gates·hidden]`.
  public let inputBias: Tensor
  /// What is added to the state's part, `[gates·hidden]`.
  public let hiddenBias: Tensor
  let gates: Int

  init(_ inputs: Int, _ hidden: Int, gates: Int, _ random: Generator?) {
    self.inputs = inputs
    self.hidden = hidden
    self.gates = gates
    let bound = 1 / Float(hidden).squareRoot()
    inputWeight = .parameter([gates * hidden, inputs], within: bound, random)
    hiddenWeight = .parameter([gates * hidden, hidden], within: bound, random)
    inputBias = .parameter([gates * hidden], within: bound, random)
    hiddenBias = .parameter([gates * hidden], within: bound, random)
  }

  /// A layer over weights that exist: the input's, the state's, and the two biases.
  init(weights: ArraySlice<Tensor>, gates: Int) {
    let all = Array(weights)
    inputWeight = all[0]
    hiddenWeight = all[1]
    inputBias = all[2]
    hiddenBias = all[3]
    self.gates = gates
    inputs = all[0].shape[1]
    hidden = all[1].shape[1]
  }

  public override var parts: [Part] {
    [
      .parameter("inputWeight", inputWeight), .parameter("hiddenWeight", hiddenWeight),
      .parameter("inputBias", inputBias), .parameter("hiddenBias", hiddenBias),
    ]
  }

  /// Makes the recurrent matrix of each gate orthogonal, times `gain`: a state then neither grows
  /// nor shrinks by being passed on.
  public func makeOrthogonal(gain: Float = 1, using random: Generator? = nil) {
    let squares = (0..<gates).map { _ in
      Tensor.orthogonal(hidden, hidden, gain: gain, using: random)
    }
    hiddenWeight.assign(concatenate(squares), line: 0)
  }

  /// Sets one gate's bias: the input's bias holds the value, the state's holds 0, so that the two
  /// do not add up to twice of it.
  func setBias(gate: Int, _ values: [Float]) {
    for (i, value) in values.enumerated() {
      inputBias.mutableNumbers[gate * hidden + i] = value
      hiddenBias.mutableNumbers[gate * hidden + i] = 0
    }
    inputBias.changed()
    hiddenBias.changed()
  }

  /// Biases log(u − 1) for lengths u drawn evenly up to `longest`.
  ///
  /// Gates that open with these biases remember for about u steps. Source: Tallec, Ollivier, *Can
  /// recurrent neural networks warp time?*, 2018.
  func chronoBiases(_ longest: Int, _ random: Generator?) -> [Float] {
    guard longest > 1 else { stop("makeChrono: a memory lasts at least 2 steps, not \(longest)") }
    return (random ?? sharedGenerator).uniform(hidden, in: 1...Float(longest - 1)).map { log($0) }
  }
}

extension RecurrentWeights {
  /// The state to start from: the one that is given, or 0 for each sequence of the batch.
  final func first(_ state: Tensor?, _ x: Tensor) -> Tensor {
    let shape = Shape(x.node.shape[0], hidden)
    guard let state else { return .zeros(shape) }
    guard state.node.shape == shape else {
      stop(
        "a state of shape \(words(state.node.shape)) does not fit: this batch and this layer take "
          + "[batch, hidden], which is \(words(shape))")
    }
    return state
  }

  /// Stops unless x is what a cell takes in one step.
  func demandRows(_ x: Tensor) {
    guard x.rank != 2 || x.node.shape[1] != inputs else { return }
    stop(
      "a cell with \(inputs) inputs takes [batch, \(inputs)], but the shape is \(words(x.node.shape))"
    )
  }
}

/// What an LSTM's cell and its layer share: the weights of four gates.
public class LSTMWeights: RecurrentWeights {
  init(_ inputs: Int, _ hidden: Int, _ random: Generator?) {
    super.init(inputs, hidden, gates: 4, random)
  }

  init(weights: ArraySlice<Tensor>) { super.init(weights: weights, gates: 4) }

  /// Opens the forget gate: its bias becomes `value`.
  public func setForgetBias(_ value: Float) {
    setBias(gate: 1, [Float](repeating: value, count: hidden))
  }

  /// Forget and input biases for memories of up to `longest` steps.
  public func makeChrono(longest: Int, using random: Generator? = nil) {
    let biases = chronoBiases(longest, random)
    setBias(gate: 1, biases)
    setBias(gate: 0, biases.map { -$0 })
  }
}

/// What a GRU's cell and its layer share: the weights of three gates.
public class GRUWeights: RecurrentWeights {
  init(_ inputs: Int, _ hidden: Int, _ random: Generator?) {
    super.init(inputs, hidden, gates: 3, random)
  }

  init(weights: ArraySlice<Tensor>) { super.init(weights: weights, gates: 3) }

  /// Sets the bias of the gate that keeps the state.
  public func setUpdateBias(_ value: Float) {
    setBias(gate: 1, [Float](repeating: value, count: hidden))
  }

  /// Update biases for memories of up to `longest` steps.
  public func makeChrono(longest: Int, using random: Generator? = nil) {
    setBias(gate: 1, chronoBiases(longest, random))
  }
}
