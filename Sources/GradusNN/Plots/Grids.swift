extension Plot {
  /// Shows a table of numbers as shades: a function on a grid, a matrix, a confusion table.
  ///
  /// The first row lies at the lower end of `y`. Where values of both signs occur, two colours meet
  /// at zero; otherwise one colour runs from the smallest value to the largest. A plot holds one
  /// heat map; lines and points are drawn on top of it.
  ///
  /// - Parameters:
  ///   - rows: the numbers; all rows have the same length.
  ///   - x: what the columns span; the column numbers if not given.
  ///   - y: what the rows span; the row numbers if not given.
  ///   - label: what the shades mean.
  public func heatMap(
    _ rows: [[Float]], x: ClosedRange<Float>? = nil, y: ClosedRange<Float>? = nil,
    _ label: String = ""
  ) -> Plot {
    let columns = rows.first?.count ?? 0
    guard columns > 0 else { stop("heatMap: needs at least one row with at least one number") }
    for row in rows {
      guard row.count == columns else {
        stop("heatMap: rows of \(columns) and of \(row.count) numbers do not mix")
      }
    }
    return adding(
      .heatMap(
        HeatMap(
          rows: rows.count, columns: columns, values: rows.flatMap { $0 },
          x: x ?? -0.5...Float(columns) - 0.5, y: y ?? -0.5...Float(rows.count) - 0.5,
          label: label)))
  }

  /// Shows grey pictures in rows: digits, weights, samples of a generator.
  ///
  /// Pixels come row by row from the top; the highest value of the range is full ink. A plot with
  /// images has no axes and no other marks.
  ///
  /// - Parameters:
  ///   - images: the pixels of each picture, all of the same size.
  ///   - width: pixels in a row; pictures are square if not given.
  ///   - columns: pictures side by side.
  ///   - range: what is paper and what is full ink; the smallest and largest pixel if not given.
  ///   - captions: a word under each picture.
  public func images(
    _ images: [[Float]], width: Int? = nil, columns: Int = 8, in range: ClosedRange<Float>? = nil,
    captions: [String] = []
  ) -> Plot {
    let pixels = images.first?.count ?? 0
    guard pixels > 0 else { stop("images: needs at least one picture with at least one pixel") }
    for image in images {
      guard image.count == pixels else {
        stop("images: pictures of \(pixels) and of \(image.count) pixels do not mix")
      }
    }
    guard columns > 0 else { stop("images: needs at least one picture in a row") }
    guard captions.isEmpty || captions.count == images.count else {
      stop("images: \(captions.count) captions do not match \(images.count) pictures")
    }
    var side = 1
    while (side + 1) * (side + 1) <= pixels { side += 1 }
    let width = width ?? side
    guard width > 0 && pixels % width == 0 else {
      stop("images: \(pixels) pixels do not make whole rows of \(width); give the width")
    }
    var low = Float.infinity
    var high = -Float.infinity
    for image in images {
      for pixel in image where pixel.isFinite {
        low = min(low, pixel)
        high = max(high, pixel)
      }
    }
    if low > high { (low, high) = (0, 1) }
    return adding(
      .images(
        ImageGrid(
          images: images, width: width, columns: min(columns, images.count),
          range: range ?? low...high, captions: captions)))
  }
}
