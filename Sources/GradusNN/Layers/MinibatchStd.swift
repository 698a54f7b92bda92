/// Appends one column to rows `[batch, features]`, or one channel to images `[batch, height, width,
/// channels]`: the standard deviation over the batch, averaged over everything else, so that a
/// discriminator can see how varied a batch is.
///
/// Source: Karras et al., *Progressive Growing of GANs*, 2018.
public final class MinibatchStd: Module {
  public override var parts: [Part] { [] }

  public override func callAsFunction(_ x: Tensor) -> Tensor {
    guard x.rank > 1 else {
      stop("MinibatchStd needs a batch of rows or images, but the shape is \(words(x.node.shape))")
    }
    let deviation = (x.variance(axis: 0) + 1e-8).sqrt().mean()
    let column = deviation.expanded(to: x.node.shape.with(x.rank - 1, 1))
    return concatenate([x, column], axis: -1)
  }
}
