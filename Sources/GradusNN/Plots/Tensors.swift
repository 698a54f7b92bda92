// The builders once more, for numbers that are still in tensors.

extension Plot {
  /// Joins the values of a tensor by a line, at x = 0, 1, 2, ….
  public func line(_ ys: Tensor, _ label: String = "") -> Plot { line(ys.scalars, label) }

  /// Draws a marker at every row of a tensor `[count, 2]`.
  public func scatter(_ points: Tensor, _ label: String = "") -> Plot {
    guard points.rank == 2, points.shape[1] == 2 else {
      stop("scatter: needs points of shape [count, 2], not \(points.shape)")
    }
    let scalars = points.scalars
    let starts = stride(from: 0, to: scalars.count, by: 2)
    return scatter(starts.map { scalars[$0] }, starts.map { scalars[$0 + 1] }, label)
  }

  /// Counts the values of a tensor in intervals of equal width.
  public func histogram(
    _ values: Tensor, bins: Int = 30, in range: ClosedRange<Float>? = nil, _ label: String = ""
  ) -> Plot {
    histogram(values.scalars, bins: bins, in: range, label)
  }

  /// Shows a tensor `[rows, columns]` as shades.
  public func heatMap(
    _ rows: Tensor, x: ClosedRange<Float>? = nil, y: ClosedRange<Float>? = nil, _ label: String = ""
  ) -> Plot {
    guard rows.rank == 2 else {
      stop("heatMap: needs a tensor of shape [rows, columns], not \(rows.shape)")
    }
    return heatMap(Self.rows(of: rows), x: x, y: y, label)
  }

  /// Shows the rows of a tensor `[count, pixels]` (or `[count, …]` with one channel) as pictures.
  public func images(
    _ images: Tensor, width: Int? = nil, columns: Int = 8, in range: ClosedRange<Float>? = nil,
    captions: [String] = []
  ) -> Plot {
    guard images.rank >= 2 else {
      stop("images: needs a tensor of shape [count, pixels], not \(images.shape)")
    }
    return self.images(
      Self.rows(of: images), width: width, columns: columns, in: range, captions: captions)
  }

  private static func rows(of tensor: Tensor) -> [[Float]] {
    let scalars = tensor.scalars
    let length = tensor.shape[0] > 0 ? scalars.count / tensor.shape[0] : 0
    guard length > 0 else { return [] }
    return stride(from: 0, to: scalars.count, by: length).map { Array(scalars[$0..<$0 + length]) }
  }
}
