/// A table with one row of numbers for each symbol; looking up is taking rows.
///
/// `weight` is `[count, width]` and starts normally distributed, as in PyTorch.
public final class Embedding: Module {
  /// The table, `[count, width]`.
  public let weight: Tensor

  /// A table for `count` symbols.
  public init(_ count: Int, _ width: Int, using random: Generator? = nil) {
    weight = .randn([count, width], using: random)
    weight.requiresGrad = true
  }

  public override var parts: [Part] { [.parameter("weight", weight)] }

  /// One row for each symbol, `[symbols.count, width]`.
  public func callAsFunction(_ symbols: [Int]) -> Tensor { weight.gather(symbols) }

  /// `[batch, time, width]` from as many equally long sequences as there are arrays.
  public func callAsFunction(_ sequences: [[Int]]) -> Tensor {
    let length = sequences.first?.count ?? 0
    for (i, sequence) in sequences.enumerated() where sequence.count != length {
      stop(
        "Embedding: sequence \(i) has \(sequence.count) symbols, but sequence 0 has \(length); a batch "
          + "needs sequences of one length")
    }
    return weight.gather(sequences.flatMap { $0 })
      .reshaped(sequences.count, length, weight.shape[1])
  }

  /// One row for each symbol that comes as a number in a tensor, `[…]` to `[…, width]`.
  public override func callAsFunction(_ x: Tensor) -> Tensor {
    weight.gather(x.wholeNumbers("Embedding")).reshaped(x.shape + [weight.shape[1]])
  }
}
