// One pass over a parameter for one step of an optimizer: what the formulas say, without a
// temporary for every sign in them.

/// m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← keep·w − rate·m/(root·√v + ε).
package func adamStep(
  _ w: UnsafeMutablePointer<Float>, _ m: UnsafeMutablePointer<Float>,
  _ v: UnsafeMutablePointer<Float>, _ g: UnsafePointer<Float>, _ count: Int,
  _ betas: (Float, Float), _ rate: Float, _ root: Float, _ eps: Float, _ keep: Float
) {
  let (b1, b2) = betas
  let (c1, c2) = (1 - b1, 1 - b2)
  // Number by number: the compiler makes vectors of this loop, and of a loop over `Lanes` not,
  // because their square root goes lane by lane.
  for i in 0..<count {
    let gradient = g[i]
    let mean = m[i] * b1 + gradient * c1
    let square = v[i] * b2 + gradient * gradient * c2
    m[i] = mean
    v[i] = square
    w[i] = w[i] * keep - mean * rate / (square.squareRoot() * root + eps)
  }
}

/// Plain descent: w ← w − rate·g.
package func descend(
  _ w: UnsafeMutablePointer<Float>, _ g: UnsafePointer<Float>, _ count: Int, _ rate: Float
) {
  var i = 0
  while i < count {
    write(w, i, read(w, i) - read(g, i) * rate)
    i += 16
  }
}

/// Adds a row to every row, y ← y + row, for `rows` rows of `width` numbers.
package func addRow(
  _ y: UnsafeMutablePointer<Float>, _ row: UnsafePointer<Float>, _ rows: Int, _ width: Int
) {
  var at = y
  for _ in 0..<rows {
    var j = 0
    while j + 16 <= width {
      write(at, j, readUnaligned(at, j) + readUnaligned(row, j))
      j += 16
    }
    while j < width {
      at[j] += row[j]
      j += 1
    }
    at += width
  }
}

/// The softmax of each row and, in `logs`, the logarithm of its Σ eˣ.
package func softmaxRows(
  _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
  _ logs: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  for i in 0..<rows {
    let source = x + i * width
    let target = y + i * width
    var tops = Lanes(repeating: -.infinity)
    var j = 0
    while j + 16 <= width {
      tops = larger(readUnaligned(source, j), tops)
      j += 16
    }
    if j < width { tops = larger(rest(source, j, width, filler: -.infinity), tops) }
    var top = tops[0]
    for lane in 1..<16 where tops[lane] > top || tops[lane] != tops[lane] { top = tops[lane] }
    var sums = Lanes(repeating: 0)
    j = 0
    while j + 16 <= width {
      let e = exponential(readUnaligned(source, j) - top)
      write(target, j, e)
      sums = sums + e
      j += 16
    }
    if j < width {
      let e = exponential(rest(source, j, width, filler: -.infinity) - top)
      for lane in j..<width { target[lane] = e[lane - j] }
      sums = sums + pick(first(width - j), e, Lanes(repeating: 0))
    }
    let sum = total(sums)
    logs[i] = logarithm(Lanes(repeating: sum))[0] + top
    j = 0
    while j + 16 <= width {
      write(target, j, readUnaligned(target, j) / sum)
      j += 16
    }
    while j < width {
      target[j] /= sum
      j += 1
    }
  }
}
