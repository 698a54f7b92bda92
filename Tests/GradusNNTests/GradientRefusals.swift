import GradusNN

/// Gradients that nobody can compute, and parameters that would be lost.
let gradientRefusals: [Refusal] = [
  Refusal(
    """
    backward() starts from one number, but the shape is [2]; take the sum() or the mean() first, or \
    pass backward(_:) a gradient of that shape
    """
  ) { (Tensor([1, 2], requiresGrad: true) * 2).backward() },
  Refusal(
    """
    backward(_:) got a gradient of shape [3] for a tensor of shape [2]; a gradient has the shape of \
    its tensor
    """
  ) { (Tensor([1, 2], requiresGrad: true) * 2).backward(.ones(3)) },
  Refusal(
    """
    backward() found nothing to differentiate: no parameter or input with requiresGrad went into \
    this, or it was computed under noGrad or from detached tensors
    """
  ) { Tensor([1, 2]).sum().backward() },
  Refusal(
    """
    grad(of:wrt:) differentiates one number, but the shape is [2]; take the sum() first: for rows \
    that do not influence each other this gives each row its own gradient
    """
  ) {
    let x = Tensor([1, 2], requiresGrad: true)
    _ = grad(of: x * 2, wrt: [x])
  },
  Refusal(
    """
    grad(of:wrt:) found nothing to differentiate: the number was computed under noGrad or from \
    detached tensors, or it is itself a gradient that was taken without createGraph: true
    """
  ) {
    let x = Tensor([1, 2], requiresGrad: true)
    _ = grad(of: grad(of: x.pow(3).sum(), wrt: x).sum(), wrt: x)
  },
  Refusal(
    """
    grad: a gradient of shape [3] cannot belong to a tensor of shape [2]; a gradient has the shape \
    of its tensor
    """
  ) { Tensor([1, 2], requiresGrad: true).grad = .ones(3) },
  Refusal("SGD: nesterov needs a momentum above 0; without one it would be plain SGD") {
    _ = SGD([Tensor([1], requiresGrad: true)], learningRate: 0.1, nesterov: true)
  },
  Refusal(
    """
    grad(of:wrt:): input 1, of shape [2], does not require gradients; set its requiresGrad before it \
    is used
    """
  ) {
    let x = Tensor([1, 2], requiresGrad: true)
    let y = Tensor([3, 4])
    _ = grad(of: (x * y).sum(), wrt: [x, y])
  },
  Refusal(
    """
    the derivative of linear needs its second input, of shape [1, 2], as it was, but it was changed \
    in place in line 12 (by an optimizer's step, an assignment or a clipping) before the gradient \
    was asked for in line 14; compute the loss again after the change, or ask for the gradient \
    before it
    """
  ) {
    let layer = Linear(2, 1)
    let x = Tensor([[1, 2]], requiresGrad: true)
    let loss = layer(x).sum()
    layer.weight.assign(.zeros(1, 2), line: 12)
    loss.backward(line: 14)
  },
  Refusal("only an input or a parameter can stop requiring gradients; use detached() instead") {
    (Tensor([1, 2], requiresGrad: true) * 2).requiresGrad = false
  },
  Refusal(
    """
    log is the first operation with a result that is not finite: number 1 is -inf, from finite \
    inputs of shape [2]
    """
  ) { watchForNaN { _ = (Tensor([1, 0], requiresGrad: true).log() * 2).exp() } },
  Refusal(
    """
    -= would replace a parameter by a computed tensor, and no gradient would reach the parameter any \
    more; write noGrad { w -= … } to change it in place
    """
  ) {
    var w = Tensor([1], requiresGrad: true)
    w -= Tensor([1])
  },
  Refusal(
    """
    parameter 1, of shape [2], does not require gradients, so an optimizer could never change it
    """
  ) { _ = SGD([Tensor([1], requiresGrad: true), Tensor([1, 2])], learningRate: 0.1) },
  Refusal("Schedule.steps: every 0 steps is not possible") {
    _ = Schedule.steps(from: 1, factor: 0.5, every: 0)
  },
  Refusal("threadCount can be 1 or 2, not 3") { threadCount = 3 },
]
