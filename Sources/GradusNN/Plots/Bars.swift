extension Plot {
  /// Draws a column for every category; several calls with the same categories stand side by side.
  public func bars(_ categories: [String], _ heights: [Float], _ label: String = "") -> Plot {
    guard categories.count == heights.count else {
      stop("bars: \(categories.count) categories do not match \(heights.count) heights")
    }
    return adding(
      .bars(
        Bars(
          series: series(label), heights: heights, categories: categories, edges: [], values: [])))
  }

  /// Draws a column for every value, named 0, 1, 2, ….
  public func bars(_ heights: [Float], _ label: String = "") -> Plot {
    bars(heights.indices.map { "\($0)" }, heights, label)
  }

  /// Counts values in intervals of equal width and draws the share of each as a density.
  ///
  /// The columns of one histogram cover an area of 1, so sets of different size compare, and a
  /// density curve can be drawn over them. Values outside the range and values that are not finite
  /// are left out.
  ///
  /// - Parameters:
  ///   - values: what is counted.
  ///   - bins: how many intervals.
  ///   - range: what to divide; from the smallest to the largest value if not given.
  ///   - label: how the legend calls it.
  public func histogram(
    _ values: [Float], bins: Int = 30, in range: ClosedRange<Float>? = nil, _ label: String = ""
  ) -> Plot {
    guard bins > 0 else { stop("histogram: needs at least one bin, not \(bins)") }
    let finite = values.filter { $0.isFinite }
    var low = range?.lowerBound ?? finite.min() ?? 0
    var high = range?.upperBound ?? finite.max() ?? 1
    if low == high {
      low -= 0.5
      high += 0.5
    }
    let width = (high - low) / Float(bins)
    var counts = [Int](repeating: 0, count: bins)
    var kept: [Float] = []
    for value in finite where value >= low && value <= high {
      counts[min(Int((value - low) / width), bins - 1)] += 1
      kept.append(value)
    }
    let area = Float(max(kept.count, 1)) * width
    return adding(
      .bars(
        Bars(
          series: series(label), heights: counts.map { Float($0) / area }, categories: [],
          edges: (0...bins).map { low + width * Float($0) }, values: kept)))
  }
}
