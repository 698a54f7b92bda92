/// The sum of `count` numbers: sixteen running sums, then a fixed tree over them.
///
/// The order depends on the count alone, so that a sum has the same bits everywhere.
package func sum(_ x: UnsafePointer<Float>, _ count: Int) -> Float {
  var s = Lanes(repeating: 0)
  var i = 0
  while i + 16 <= count {
    s = s + readUnaligned(x, i)
    i += 16
  }
  if i < count { s = s + rest(x, i, count) }
  return total(s)
}

/// The last, incomplete group of lanes, filled up with zeros.
@_transparent
package func rest(
  _ x: UnsafePointer<Float>, _ i: Int, _ count: Int, filler: Float = 0
) -> Lanes {
  var tail = Lanes(repeating: filler)
  for j in i..<count { tail[j - i] = x[j] }
  return tail
}

/// The sum of each of `rows` rows of `width` numbers.
package func sumRows(
  _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ rows: Int, _ width: Int
) {
  for i in 0..<rows { y[i] = sum(x + i * width, width) }
}

/// The sum over the middle axis of `outer` × `middle` × `inner` numbers, in order of the axis.
package func sumMiddle(
  _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ outer: Int, _ middle: Int,
  _ inner: Int
) {
  for o in 0..<outer {
    let source = x + o * middle * inner
    let target = y + o * inner
    var j = 0
    // Four groups of lanes at once hide the latency of the additions.
    while j + 64 <= inner {
      var a = Lanes(repeating: 0)
      var b = a
      var c = a
      var d = a
      for m in 0..<middle {
        let at = m * inner + j
        a = a + readUnaligned(source, at)
        b = b + readUnaligned(source, at + 16)
        c = c + readUnaligned(source, at + 32)
        d = d + readUnaligned(source, at + 48)
      }
      write(target, j, a)
      write(target, j + 16, b)
      write(target, j + 32, c)
      write(target, j + 48, d)
      j += 64
    }
    while j + 16 <= inner {
      var a = Lanes(repeating: 0)
      for m in 0..<middle { a = a + readUnaligned(source, m * inner + j) }
      write(target, j, a)
      j += 16
    }
    while j < inner {
      var s: Float = 0
      for m in 0..<middle { s += source[m * inner + j] }
      target[j] = s
      j += 1
    }
  }
}

/// The largest number over the middle axis and the place where it first occurs; NaN is larger than
/// every number.
package func largestMiddle(
  _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
  _ place: UnsafeMutablePointer<Float>, _ outer: Int, _ middle: Int, _ inner: Int
) {
  for o in 0..<outer {
    for j in 0..<inner {
      let source = x + o * middle * inner + j
      var best = source[0]
      var at = 0
      for m in 1..<max(middle, 1) {
        let v = source[m * inner]
        if v > best || (v.isNaN && !best.isNaN) {
          best = v
          at = m
        }
      }
      y[o * inner + j] = best
      place[o * inner + j] = Float(at)
    }
  }
}
