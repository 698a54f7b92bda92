extension Plot {
  /// Joins points by a line, in the order given.
  ///
  /// A value that is not finite leaves a gap, and the description says where the first one is.
  public func line(_ xs: [Float], _ ys: [Float], _ label: String = "") -> Plot {
    guard xs.count == ys.count else {
      stop("line: \(xs.count) x values do not match \(ys.count) y values")
    }
    return adding(.line(Points(series: series(label), xs: xs, ys: ys)))
  }

  /// Joins values by a line, at x = 0, 1, 2, ….
  public func line(_ ys: [Float], _ label: String = "") -> Plot {
    line(ys.indices.map { Float($0) }, ys, label)
  }

  /// Draws a marker at every point.
  public func scatter(_ xs: [Float], _ ys: [Float], _ label: String = "") -> Plot {
    guard xs.count == ys.count else {
      stop("scatter: \(xs.count) x values do not match \(ys.count) y values")
    }
    return adding(.scatter(Points(series: series(label), xs: xs, ys: ys)))
  }

  /// Draws a marker at every point `[x, y]`.
  public func scatter(_ points: [[Float]], _ label: String = "") -> Plot {
    for point in points {
      guard point.count == 2 else { stop("scatter: a point has 2 numbers, not \(point.count)") }
    }
    return scatter(points.map { $0[0] }, points.map { $0[1] }, label)
  }

  /// Shades the area between two curves: the spread over seeds around their mean.
  ///
  /// Given the label of a line, it takes that line's colour.
  public func ribbon(
    _ xs: [Float], from lows: [Float], to highs: [Float], _ label: String = ""
  ) -> Plot {
    guard xs.count == lows.count && xs.count == highs.count else {
      stop(
        "ribbon: \(xs.count) x values do not match \(lows.count) lower and \(highs.count) upper ones"
      )
    }
    return adding(.ribbon(Ribbon(series: series(label), xs: xs, lows: lows, highs: highs)))
  }

  /// Draws an arrow from every point `[x, y]` along the vector `[dx, dy]` that belongs to it.
  ///
  /// The longest arrow is made about as long as the distance between neighbours: lengths compare
  /// with each other, not with the axes.
  public func quiver(_ points: [[Float]], _ vectors: [[Float]], _ label: String = "") -> Plot {
    guard points.count == vectors.count else {
      stop("quiver: \(points.count) points do not match \(vectors.count) vectors")
    }
    for pair in points + vectors {
      guard pair.count == 2 else {
        stop("quiver: points and vectors have 2 numbers, not \(pair.count)")
      }
    }
    return adding(
      .quiver(
        Quiver(
          series: series(label), xs: points.map { $0[0] }, ys: points.map { $0[1] },
          dxs: vectors.map { $0[0] }, dys: vectors.map { $0[1] })))
  }

  /// Draws a straight line across the plot at height `y`.
  public func rule(y: Float, _ label: String = "") -> Plot {
    adding(.rule(Rule(value: y, isHorizontal: true, label: label)))
  }

  /// Draws a straight line down the plot at `x`.
  public func rule(x: Float, _ label: String = "") -> Plot {
    adding(.rule(Rule(value: x, isHorizontal: false, label: label)))
  }

  /// Shades all heights of the range: an acceptance band.
  public func band(_ range: ClosedRange<Float>, _ label: String = "") -> Plot {
    adding(.stripe(Stripe(range: range, isHorizontal: true, label: label)))
  }

  /// Shades a stretch of the horizontal axis.
  public func band(x range: ClosedRange<Float>, _ label: String = "") -> Plot {
    adding(.stripe(Stripe(range: range, isHorizontal: false, label: label)))
  }

  package func series(_ label: String) -> Series {
    Series(label: label, number: seriesNumber(for: label))
  }
}
