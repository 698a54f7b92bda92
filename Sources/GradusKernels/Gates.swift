// The pointwise part of one LSTM step, forward and backward, for `rows` rows of `width` units.

/// Replaces the four pre-activations i, f, g, o (side by side in `z`) by the gates' values, and
/// computes c′ = f·c + i·g and h′ = o·tanh(c′); `zStride` numbers lie between rows of z.
package func lstmForward(
  _ z: UnsafeMutablePointer<Float>, _ zStride: Int, _ c: UnsafePointer<Float>, _ cStride: Int,
  _ next: UnsafeMutablePointer<Float>, _ nextStride: Int, _ h: UnsafeMutablePointer<Float>,
  _ hStride: Int, _ rows: Int, _ width: Int
) {
  for row in 0..<rows {
    let gates = z + row * zStride
    @_transparent func step(_ j: Int, _ group: Group) {
      let i = logistic(group.get(gates, j))
      let f = logistic(group.get(gates + width, j))
      let g = hyperbolicTangent(group.get(gates + 2 * width, j))
      let o = logistic(group.get(gates + 3 * width, j))
      let state = f * group.get(c + row * cStride, j) + i * g
      group.put(gates, j, i)
      group.put(gates + width, j, f)
      group.put(gates + 2 * width, j, g)
      group.put(gates + 3 * width, j, o)
      group.put(next + row * nextStride, j, state)
      group.put(h + row * hStride, j, o * hyperbolicTangent(state))
    }
    eachGroup(width, step)
  }
}

/// Turns the gates' values into the gradients of their pre-activations, and dc′ into dc.
///
/// With t = tanh(c′): do = dh·t, dc′ += dh·o·(1 − t²), df = dc′·c, di = dc′·g, dg = dc′·i, dc = dc′·f.
package func lstmBackward(
  _ z: UnsafeMutablePointer<Float>, _ zStride: Int, _ c: UnsafePointer<Float>, _ cStride: Int,
  _ next: UnsafePointer<Float>, _ nextStride: Int, _ dh: UnsafePointer<Float>, _ dhStride: Int,
  _ dc: UnsafeMutablePointer<Float>, _ dcStride: Int, _ rows: Int, _ width: Int
) {
  let one = Lanes(repeating: 1)
  for row in 0..<rows {
    let gates = z + row * zStride
    @_transparent func step(_ j: Int, _ group: Group) {
      let i = group.get(gates, j)
      let f = group.get(gates + width, j)
      let g = group.get(gates + 2 * width, j)
      let o = group.get(gates + 3 * width, j)
      let t = hyperbolicTangent(group.get(next + row * nextStride, j))
      let slope = group.get(dh + row * dhStride, j)
      let state = group.get(dc + row * dcStride, j) + slope * o * (one - t * t)
      group.put(gates, j, state * g * (i * (one - i)))
      group.put(gates + width, j, state * group.get(c + row * cStride, j) * (f * (one - f)))
      group.put(gates + 2 * width, j, state * i * (one - g * g))
      group.put(gates + 3 * width, j, slope * t * (o * (one - o)))
      group.put(dc + row * dcStride, j, state * f)
    }
    eachGroup(width, step)
  }
}

/// A stretch of up to sixteen numbers.
private struct Group {
  let count: Int

  @_transparent
  func get(_ p: UnsafePointer<Float>, _ j: Int) -> Lanes {
    count == 16 ? readUnaligned(p, j) : rest(p, j, j + count)
  }

  @_transparent
  func put(_ p: UnsafeMutablePointer<Float>, _ j: Int, _ x: Lanes) {
    if count == 16 {
      write(p, j, x)
    } else {
      for lane in 0..<count { p[j + lane] = x[lane] }
    }
  }
}

@_transparent
private func eachGroup(_ width: Int, _ body: (Int, Group) -> Void) {
  var j = 0
  while j + 16 <= width {
    body(j, Group(count: 16))
    j += 16
  }
  if j < width { body(j, Group(count: width - j)) }
}
