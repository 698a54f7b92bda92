// The pointwise part of one step of a recurrent layer, forward and backward, for `rows` rows of
// `width` units. `p` is what the input contributes to the pre-activations (gates side by side) before
// its bias `a`, `z` what the state does before its bias `b`; `dh` is the gradient that comes from the
// later steps, and `g` the one that comes from the loss.

/// h′ = tanh((p + a) + (z + b)); z is given in `h` and replaced.
package func rnnForward(
  _ p: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
  _ h: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  for row in 0..<rows {
    let (p, h) = (p + row * width, h + row * width)
    @_transparent func step(_ j: Int, _ group: Group) {
      let x = group.get(p, j) + group.get(a, j)
      let z = group.get(h, j) + group.get(b, j)
      group.put(h, j, hyperbolicTangent(x + z))
    }
    eachColumn(width, step)
  }
}

/// The gradient of the pre-activations: dz = (dh + g)·(1 − h²).
package func rnnBackward(
  _ h: UnsafePointer<Float>, _ dh: UnsafePointer<Float>, _ g: UnsafePointer<Float>,
  _ dz: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  for row in 0..<rows {
    let at = row * width
    @_transparent func step(_ j: Int, _ group: Group) {
      let y = group.get(h + at, j)
      let slope = group.get(dh + at, j) + group.get(g + at, j)
      group.put(dz + at, j, slope * (1 - y * y))
    }
    eachColumn(width, step)
  }
}

/// c′ = f·c + i·g and h′ = o·tanh(c′), with the gates i, f, g, o from (p + a) + (z + b);
/// they replace z.
package func lstmForward(
  _ p: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
  _ z: UnsafeMutablePointer<Float>, _ c: UnsafePointer<Float>,
  _ next: UnsafeMutablePointer<Float>, _ h: UnsafeMutablePointer<Float>, _ rows: Int,
  _ width: Int
) {
  for row in 0..<rows {
    let (p, z) = (p + row * 4 * width, z + row * 4 * width)
    let at = row * width
    @_transparent func step(_ j: Int, _ group: Group) {
      @_transparent func input(_ gate: Int) -> Lanes {
        let k = gate * width + j
        return group.get(p, k) + group.get(a, k) + (group.get(z, k) + group.get(b, k))
      }
      let i = logistic(input(0))
      let f = logistic(input(1))
      let g = hyperbolicTangent(input(2))
      let o = logistic(input(3))
      let state = f * group.get(c + at, j) + i * g
      group.put(z, j, i)
      group.put(z + width, j, f)
      group.put(z + 2 * width, j, g)
      group.put(z + 3 * width, j, o)
      group.put(next + at, j, state)
      group.put(h + at, j, o * hyperbolicTangent(state))
    }
    eachColumn(width, step)
  }
}

/// The gradients of the pre-activations from the gates' values; dc′ becomes dc.
///
/// With dh′ = dh + g and t = tanh(c′): do = dh′·t, dc′ += dh′·o·(1 − t²), df = dc′·c, di = dc′·g,
/// dg = dc′·i, dc = dc′·f.
package func lstmBackward(
  _ z: UnsafePointer<Float>, _ c: UnsafePointer<Float>, _ next: UnsafePointer<Float>,
  _ dh: UnsafePointer<Float>, _ g: UnsafePointer<Float>, _ dc: UnsafeMutablePointer<Float>,
  _ dz: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  let one = Lanes(repeating: 1)
  for row in 0..<rows {
    let (z, dz) = (z + row * 4 * width, dz + row * 4 * width)
    let at = row * width
    @_transparent func step(_ j: Int, _ group: Group) {
      let i = group.get(z, j)
      let f = group.get(z + width, j)
      let n = group.get(z + 2 * width, j)
      let o = group.get(z + 3 * width, j)
      let t = hyperbolicTangent(group.get(next + at, j))
      let slope = group.get(dh + at, j) + group.get(g + at, j)
      let state = group.get(dc + at, j) + slope * o * (one - t * t)
      group.put(dz, j, state * n * (i * (one - i)))
      group.put(dz + width, j, state * group.get(c + at, j) * (f * (one - f)))
      group.put(dz + 2 * width, j, state * i * (one - n * n))
      group.put(dz + 3 * width, j, slope * t * (o * (one - o)))
      group.put(dc + at, j, state * f)
    }
    eachColumn(width, step)
  }
}

/// h′ = n + u·(h − n) with r = σ(q₀ + s₀), u = σ(q₁ + s₁) and n = tanh(q₂ + r·s₂), where q = p + a and
/// s = z + b.
///
/// Rows of `z` hold four stretches: z₀, z₁ and z₂ before, r, u, s₂ and n afterwards.
package func gruForward(
  _ p: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
  _ z: UnsafeMutablePointer<Float>, _ before: UnsafePointer<Float>,
  _ h: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  for row in 0..<rows {
    let (p, z) = (p + row * 3 * width, z + row * 4 * width)
    let at = row * width
    @_transparent func step(_ j: Int, _ group: Group) {
      @_transparent func input(_ gate: Int) -> Lanes {
        group.get(p, gate * width + j) + group.get(a, gate * width + j)
      }
      @_transparent func state(_ gate: Int) -> Lanes {
        group.get(z, gate * width + j) + group.get(b, gate * width + j)
      }
      let s2 = state(2)
      let r = logistic(input(0) + state(0))
      let u = logistic(input(1) + state(1))
      let n = hyperbolicTangent(input(2) + r * s2)
      group.put(z, j, r)
      group.put(z + width, j, u)
      group.put(z + 2 * width, j, s2)
      group.put(z + 3 * width, j, n)
      group.put(h + at, j, n + u * (group.get(before + at, j) - n))
    }
    eachColumn(width, step)
  }
}

/// The gradients dp of the input's part and ds of the state's; dh becomes what reaches h directly.
///
/// With dh′ = dh + g: dh = dh′·u, du = dh′·(h − n), dn = dh′·(1 − u), dr = dn·(1 − n²)·s₂.
package func gruBackward(
  _ z: UnsafePointer<Float>, _ before: UnsafePointer<Float>, _ g: UnsafePointer<Float>,
  _ dh: UnsafeMutablePointer<Float>, _ dp: UnsafeMutablePointer<Float>,
  _ ds: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  let one = Lanes(repeating: 1)
  for row in 0..<rows {
    let z = z + row * 4 * width
    let (dp, ds) = (dp + row * 3 * width, ds + row * 3 * width)
    let at = row * width
    @_transparent func step(_ j: Int, _ group: Group) {
      let r = group.get(z, j)
      let u = group.get(z + width, j)
      let s2 = group.get(z + 2 * width, j)
      let n = group.get(z + 3 * width, j)
      let slope = group.get(dh + at, j) + group.get(g + at, j)
      let dn = slope * (one - u) * (one - n * n)
      let du = slope * (group.get(before + at, j) - n) * (u * (one - u))
      let dr = dn * s2 * (r * (one - r))
      group.put(dp, j, dr)
      group.put(dp + width, j, du)
      group.put(dp + 2 * width, j, dn)
      group.put(ds, j, dr)
      group.put(ds + width, j, du)
      group.put(ds + 2 * width, j, dn * r)
      group.put(dh + at, j, slope * u)
    }
    eachColumn(width, step)
  }
}
