/// The softmax of each row, its largest number in `tops`, and log Σ e^(x − largest) in `logs`.
///
/// The largest number is subtracted first, so that no eˣ overflows. The sum of the last two would be
/// rounded to the digits that the largest number leaves. Source: Blanchard, Higham, Higham,
/// *Accurately computing the log-sum-exp and softmax functions*, 2021.
package func softmaxRows(
  _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
  _ tops: UnsafeMutablePointer<Float>, _ logs: UnsafeMutablePointer<Float>, _ rows: Int,
  _ width: Int
) {
  let count = rows * width
  let full = width / 16 * 16
  let isInRest = first(width - full)
  // Sixteen rows share a logarithm: it takes as long for sixteen numbers as for one.
  var sums = Lanes(repeating: 1)
  var waiting = 0
  for i in 0..<rows {
    let source = x + i * width
    let target = y + i * width
    // What lies beyond the rest of a row is the next row, which may be read, and written before its
    // turn; only at the end of the memory has a rest to be taken number by number.
    let isInside = i * width + full + 16 <= count
    var highest = Lanes(repeating: -.infinity)
    var j = 0
    while j < full {
      highest = larger(readUnaligned(source, j), highest)
      j += 16
    }
    var last = Lanes(repeating: -.infinity)
    if full < width {
      if isInside {
        last = pick(isInRest, readUnaligned(source, full), last)
      } else {
        last = rest(source, full, width, filler: -.infinity)
      }
      highest = larger(last, highest)
    }
    let top = largest(highest)
    var running = Lanes(repeating: 0)
    j = 0
    while j < full {
      let e = exponential(readUnaligned(source, j) - top)
      write(target, j, e)
      running = running + e
      j += 16
    }
    if full < width {
      last = pick(isInRest, exponential(last - top), Lanes(repeating: 0))
      running = running + last
    }
    let sum = total(running)
    j = 0
    while j < full {
      write(target, j, readUnaligned(target, j) / sum)
      j += 16
    }
    if full < width {
      last = last / sum
      if isInside {
        write(target, full, last)
      } else {
        for j in full..<width { target[j] = last[j - full] }
      }
    }
    sums[waiting] = sum
    tops[i] = top
    waiting += 1
    if waiting == 16 || i + 1 == rows {
      write(logs, i + 1 - waiting, logarithm(sums))
      waiting = 0
    }
  }
}
