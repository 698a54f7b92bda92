package import GradusKernelTypes

// The windows that a convolution looks through, as rows of a matrix: written side by side before a
// product, and added back to where they came from after one.

/// Writes windows `first` to `end` side by side, with zeros where they hang over the edge.
package func readWindows(
  _ first: Int, _ end: Int, _ path: WindowPath, _ images: UnsafePointer<Float>,
  _ windows: UnsafeMutablePointer<Float>
) {
  let length = path.windowWidth * path.channels
  let windowSize = path.windowHeight * length
  eachRun(first, end, path) { row, line, columns in
    var target = windows + row
    for column in columns {
      let left = column * path.stride - path.padding
      if let line {
        if left >= 0 && left + path.windowWidth <= path.width {
          copy(images + line + left * path.channels, target, length)
        } else {
          let (start, inImage, count) = path.inside(line, left)
          clear(target, start)
          copy(images + inImage, target + start, count)
          clear(target + start + count, length - start - count)
        }
      } else {
        clear(target, length)
      }
      target += windowSize
    }
  }
}

/// Adds windows `first` to `end` back to their images, window after window.
package func addWindows(
  _ first: Int, _ end: Int, _ path: WindowPath, _ windows: UnsafePointer<Float>,
  _ images: UnsafeMutablePointer<Float>
) {
  let windowSize = path.windowHeight * path.windowWidth * path.channels
  eachRun(first, end, path) { row, line, columns in
    guard let line else { return }
    var window = windows + row
    for column in columns {
      let (start, inImage, count) = path.inside(line, column * path.stride - path.padding)
      let (source, target) = (window + start, images + inImage)
      stretches(count) { c, width in
        switch width {
        case 16: write(target, c, readUnaligned(target, c) + readUnaligned(source, c))
        case 4: writeFour(target, c, readFour(target, c) + readFour(source, c))
        default: target[c] += source[c]
        }
      }
      window += windowSize
    }
  }
}

extension WindowPath {
  /// The part of a window's row that lies in the image: its start in the row and in the image's
  /// numbers, and its count.
  ///
  /// `line` is where the image's row starts, `left` the pixel at which the window starts.
  @_transparent
  fileprivate func inside(_ line: Int, _ left: Int) -> (start: Int, inImage: Int, count: Int) {
    let start = min(max(0, -left), windowWidth)
    let stop = max(start, min(windowWidth, width - left))
    return (start * channels, line + (left + start) * channels, (stop - start) * channels)
  }
}

/// Calls `body` for every row of all windows that lie beside each other: with the place of the first
/// one's row among the windows' numbers, where the row of the image starts among its numbers (nil
/// where there is none), and the windows' columns.
///
/// A pixel meets its windows in the order of these, for no row of a window meets it twice.
@inline(__always)
private func eachRun(
  _ first: Int, _ end: Int, _ path: WindowPath,
  _ body: (_ row: Int, _ line: Int?, _ columns: Range<Int>) -> Void
) {
  let length = path.windowWidth * path.channels
  var (image, inside) = first.quotientAndRemainder(dividingBy: path.rows * path.columns)
  var (i, j) = inside.quotientAndRemainder(dividingBy: path.columns)
  var window = first
  while window < end {
    let columns = j..<min(path.columns, j + end - window)
    for k in 0..<path.windowHeight {
      let y = i * path.stride - path.padding + k
      let line = (image * path.height + y) * path.width * path.channels
      body(
        ((window - first) * path.windowHeight + k) * length,
        y >= 0 && y < path.height ? line : nil, columns)
    }
    window += columns.count
    (i, j) = (i + 1, 0)
    if i == path.rows { (image, i) = (image + 1, 0) }
  }
}

/// Calls `body` with stretches of 16, 4 or 1 numbers, the longest first.
@_transparent
private func stretches(_ count: Int, _ body: (_ start: Int, _ width: Int) -> Void) {
  var c = 0
  while c + 16 <= count {
    body(c, 16)
    c += 16
  }
  while c + 4 <= count {
    body(c, 4)
    c += 4
  }
  while c < count {
    body(c, 1)
    c += 1
  }
}

@_transparent
private func copy(
  _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ count: Int
) {
  stretches(count) { c, width in
    switch width {
    case 16: write(target, c, readUnaligned(source, c))
    case 4: writeFour(target, c, readFour(source, c))
    default: target[c] = source[c]
    }
  }
}

@_transparent
private func clear(_ target: UnsafeMutablePointer<Float>, _ count: Int) {
  stretches(count) { c, width in
    switch width {
    case 16: write(target, c, Lanes(repeating: 0))
    case 4: writeFour(target, c, SIMD4(repeating: 0))
    default: target[c] = 0
    }
  }
}

@_transparent
private func readFour(_ p: UnsafePointer<Float>, _ i: Int) -> SIMD4<Float> {
  UnsafeRawPointer(p + i).loadUnaligned(as: SIMD4<Float>.self)
}

@_transparent
private func writeFour(_ p: UnsafeMutablePointer<Float>, _ i: Int, _ x: SIMD4<Float>) {
  UnsafeMutableRawPointer(p + i).storeBytes(of: x, as: SIMD4<Float>.self)
}
