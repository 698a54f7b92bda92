// Binary cross-entropy from logits: the sum of the losses, and their derivatives.

/// The sum of max(a, 0) + log(1 + e^−|a|) − a·y over logits a and labels y.
package func crossEntropySum(
  _ a: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int
) -> Float {
  var s = Lanes(repeating: 0)
  var i = 0
  while i < count {
    let logits = read(a, i)
    let loss = softPlus(logits) - logits * read(y, i)
    // What lies in the padding does not count.
    s = s + (i + 16 <= count ? loss : pick(first(count - i), loss, Lanes(repeating: 0)))
    i += 16
  }
  return total(s)
}

/// (σ(a) − y)·c for logits a and labels y.
package func crossEntropyGradient(
  _ a: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ g: UnsafeMutablePointer<Float>,
  _ count: Int, _ c: Float
) {
  var i = 0
  while i < count {
    write(g, i, (logistic(read(a, i)) - read(y, i)) * c)
    i += 16
  }
}
