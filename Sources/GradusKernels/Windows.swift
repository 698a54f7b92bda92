package import GradusKernelTypes

// The windows that a convolution looks through, as rows of a matrix: written side by side before a
// product, and added back to where they came from after one.

/// Writes windows `first` to `end` side by side, with zeros where they hang over the edge.
package func readWindows(
  _ first: Int, _ end: Int, _ path: WindowPath, _ images: UnsafePointer<Float>,
  _ windows: UnsafeMutablePointer<Float>
) {
  if path.windowWidth * path.channels == 4 {
    return eachFour(first, end, path) { row, start, isInside, isWhole in
      var four = SIMD4<Float>(repeating: 0)
      if isWhole {
        four.replace(with: readFour(images, start), where: isInside)
      } else {
        for lane in 0..<4 where isInside[lane] { four[lane] = images[start &+ lane] }
      }
      writeFour(windows, row, four)
    }
  }
  eachRow(first, end, path) { row, before, inImage, count, after in
    let target = windows + row
    for c in 0..<before { target[c] = 0 }
    stretches(count) { c, width in
      switch width {
      case 16: write(target + before, c, readUnaligned(images + inImage, c))
      case 4: writeFour(target + before, c, readFour(images + inImage, c))
      default: target[before + c] = images[inImage + c]
      }
    }
    for c in 0..<after { target[before + count + c] = 0 }
  }
}

/// Adds windows `first` to `end` back to their images, window after window.
package func addWindows(
  _ first: Int, _ end: Int, _ path: WindowPath, _ windows: UnsafePointer<Float>,
  _ images: UnsafeMutablePointer<Float>
) {
  if path.windowWidth * path.channels == 4 {
    return eachFour(first, end, path) { row, start, isInside, isWhole in
      if isWhole {
        let old = readFour(images, start)
        writeFour(images, start, old.replacing(with: old + readFour(windows, row), where: isInside))
      } else {
        for lane in 0..<4 where isInside[lane] { images[start &+ lane] += windows[row &+ lane] }
      }
    }
  }
  eachRow(first, end, path) { row, before, inImage, count, _ in
    let (source, target) = (windows + row + before, images + inImage)
    stretches(count) { c, width in
      switch width {
      case 16: write(target, c, readUnaligned(target, c) + readUnaligned(source, c))
      case 4: writeFour(target, c, readFour(target, c) + readFour(source, c))
      default: target[c] += source[c]
      }
    }
  }
}

/// Calls `body` for every row of the windows: with its place among the windows' numbers and how many
/// numbers of it lie before the image, in the image (from which place on) and after it.
@inline(__always)
private func eachRow(
  _ first: Int, _ end: Int, _ path: WindowPath,
  _ body: (_ row: Int, _ before: Int, _ inImage: Int, _ count: Int, _ after: Int) -> Void
) {
  let rowSize = path.windowWidth * path.channels
  var (image, inside) = first.quotientAndRemainder(dividingBy: path.rows * path.columns)
  var (i, j) = inside.quotientAndRemainder(dividingBy: path.columns)
  var row = 0
  for _ in first..<end {
    let left = j * path.stride - path.padding
    let start = min(max(0, -left), path.windowWidth)
    let stop = max(start, min(path.windowWidth, path.width - left))
    for k in 0..<path.windowHeight {
      let y = i * path.stride - path.padding + k
      if y >= 0 && y < path.height {
        body(
          row, start * path.channels,
          ((image * path.height + y) * path.width + left + start) * path.channels,
          (stop - start) * path.channels, (path.windowWidth - stop) * path.channels)
      } else {
        body(row, rowSize, 0, 0, 0)
      }
      row += rowSize
    }
    j += 1
    if j == path.columns { (i, j) = (i + 1, 0) }
    if i == path.rows { (image, i) = (image + 1, 0) }
  }
}

/// Calls `body` for every row of windows whose rows are four numbers, as in images of one channel.
///
/// With the row's place among the windows' numbers, where the four start among the images' numbers,
/// which of them lie inside of the image, and whether all four may be read. To ask every such row for
/// its edges, as above, takes three times as long.
@inline(__always)
private func eachFour(
  _ first: Int, _ end: Int, _ path: WindowPath,
  _ body: (
    _ row: Int, _ start: Int, _ isInside: SIMDMask<SIMD4<Int32>>, _ isWhole: Bool
  ) -> Void
) {
  let lineLength = path.width * path.channels
  let step = path.stride * path.channels
  // As many numbers as the images have for certain.
  let count = ((end - 1) / (path.rows * path.columns) + 1) * path.height * lineLength
  let lanes = SIMD4<Int32>(0, 1, 2, 3)
  let lineEnd = SIMD4<Int32>(repeating: Int32(truncatingIfNeeded: lineLength))
  var (image, inside) = first.quotientAndRemainder(dividingBy: path.rows * path.columns)
  var (i, j) = inside.quotientAndRemainder(dividingBy: path.columns)
  var row = 0
  for _ in first..<end {
    let place = j &* step &- path.padding &* path.channels
    let places = lanes &+ Int32(truncatingIfNeeded: place)
    let isInside = places .>= 0 .& places .< lineEnd
    var y = i &* path.stride &- path.padding
    var start = (image &* path.height &+ y) &* lineLength &+ place
    for _ in 0..<path.windowHeight {
      if y >= 0 && y < path.height {
        body(row, start, isInside, start >= 0 && start &+ 4 <= count)
      } else {
        body(row, 0, SIMDMask(repeating: false), false)
      }
      row &+= 4
      y &+= 1
      start &+= lineLength
    }
    j += 1
    if j == path.columns { (i, j) = (i + 1, 0) }
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
private func readFour(_ p: UnsafePointer<Float>, _ i: Int) -> SIMD4<Float> {
  UnsafeRawPointer(p + i).loadUnaligned(as: SIMD4<Float>.self)
}

@_transparent
private func writeFour(_ p: UnsafeMutablePointer<Float>, _ i: Int, _ x: SIMD4<Float>) {
  UnsafeMutableRawPointer(p + i).storeBytes(of: x, as: SIMD4<Float>.self)
}
