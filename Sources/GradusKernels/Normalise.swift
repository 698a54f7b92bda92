// Batch normalisation: sums over the rows for every column, and the affine maps in between. Each
// column has four running sums, over every fourth row, so that one addition need not wait for the
// one before it; the order is the same on every machine.

/// The mean and the (biased) variance of each column.
package func moments(
  _ x: UnsafePointer<Float>, _ mean: UnsafeMutablePointer<Float>,
  _ variance: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  let n = Float(rows)
  eachColumn(width) { j, group in
    let center = fourSums(rows) { group.get(x, $0 * width + j) } / n
    group.put(mean, j, center)
    let spread = fourSums(rows) { row in
      let d = group.get(x, row * width + j) - center
      return d * d
    }
    group.put(variance, j, spread / n)
  }
}

/// y = (x − mean)·factor + shift, column by column.
package func normalise(
  _ x: UnsafePointer<Float>, _ mean: UnsafePointer<Float>, _ factor: UnsafePointer<Float>,
  _ shift: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  for row in 0..<rows {
    let at = row * width
    eachColumn(width) { j, group in
      let centred = group.get(x, at + j) - group.get(mean, j)
      group.put(y, at + j, centred * group.get(factor, j) + group.get(shift, j))
    }
  }
}

/// For each column Σ g and Σ g·(x − mean).
package func normaliseSums(
  _ x: UnsafePointer<Float>, _ mean: UnsafePointer<Float>, _ g: UnsafePointer<Float>,
  _ sum: UnsafeMutablePointer<Float>, _ product: UnsafeMutablePointer<Float>, _ rows: Int,
  _ width: Int
) {
  eachColumn(width) { j, group in
    let center = group.get(mean, j)
    group.put(sum, j, fourSums(rows) { group.get(g, $0 * width + j) })
    group.put(
      product, j,
      fourSums(rows) { row in
        let at = row * width + j
        return group.get(g, at) * (group.get(x, at) - center)
      })
  }
}

/// dx = factor·(g − a − (x − mean)·b), column by column.
package func normaliseBackward(
  _ x: UnsafePointer<Float>, _ mean: UnsafePointer<Float>, _ g: UnsafePointer<Float>,
  _ factor: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
  _ dx: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  for row in 0..<rows {
    let at = row * width
    eachColumn(width) { j, group in
      let centred = group.get(x, at + j) - group.get(mean, j)
      let rest = group.get(g, at + j) - group.get(a, j) - centred * group.get(b, j)
      group.put(dx, at + j, group.get(factor, j) * rest)
    }
  }
}

/// The sum of what `term` gives for each row: four sums over every fourth row, then two, then one.
///
/// Of very many rows block by block: what is added to a sum that has grown large loses its digits.
@_transparent
private func fourSums(_ rows: Int, _ term: (Int) -> Lanes) -> Lanes {
  var all = Lanes(repeating: 0)
  var row = 0
  repeat {
    let end = min(rows, row + 1 << 15)
    var a = Lanes(repeating: 0)
    var b = a
    var c = a
    var d = a
    while row + 4 <= end {
      a = a + term(row)
      b = b + term(row + 1)
      c = c + term(row + 2)
      d = d + term(row + 3)
      row += 4
    }
    while row < end {
      a = a + term(row)
      row += 1
    }
    all = all + ((a + b) + (c + d))
  } while row < rows
  return all
}
