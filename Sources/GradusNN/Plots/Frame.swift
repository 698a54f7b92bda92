extension Plot {
  /// The two scales that hold everything the plot shows.
  package var scales: (x: Scale, y: Scale) {
    var (xs, ys) = (Extent(), Extent())
    var hasColumns = false
    var hasAirX = false
    var hasAirY = false
    var categories = 0
    for mark in marks {
      switch mark {
      case .line(let points):
        xs.include(points.xs)
        ys.include(points.ys)
        hasAirY = true
      case .scatter(let points):
        xs.include(points.xs)
        ys.include(points.ys)
        hasAirX = true
        hasAirY = true
      case .ribbon(let ribbon):
        xs.include(ribbon.xs)
        ys.include(ribbon.lows)
        ys.include(ribbon.highs)
        hasAirY = true
      case .bars(let bars):
        hasColumns = true
        hasAirY = true
        ys.include(bars.heights)
        if bars.categories.isEmpty {
          xs.include(bars.edges)
        } else {
          categories = max(categories, bars.categories.count)
        }
      case .heatMap(let map):
        xs.include([map.x.lowerBound, map.x.upperBound])
        ys.include([map.y.lowerBound, map.y.upperBound])
      case .quiver(let arrows):
        xs.include(arrows.xs)
        ys.include(arrows.ys)
        hasAirX = true
        hasAirY = true
      case .rule(let rule):
        if rule.isHorizontal { ys.include(rule.value) } else { xs.include(rule.value) }
      case .stripe(let stripe):
        let ends = [stripe.range.lowerBound, stripe.range.upperBound]
        if stripe.isHorizontal { ys.include(ends) } else { xs.include(ends) }
      case .images: break
      }
    }
    if hasHeatMap { (hasAirX, hasAirY) = (false, false) }
    if categories > 0 { xs.include([-0.5, Float(categories) - 0.5]) }
    var xScale = Scale.fitting(xs, axis: x, air: hasAirX ? 0.04 : 0)
    var yScale = Scale.fitting(
      ys, axis: y, isHeight: hasAirY && !isSquare, includesZero: hasColumns && !y.isLog,
      air: hasAirY ? 0.05 : 0)
    if isSquare && !x.isLog && !y.isLog { Self.equalise(&xScale, &yScale, x, y) }
    return (xScale, yScale)
  }

  package var hasHeatMap: Bool {
    marks.contains { if case .heatMap = $0 { true } else { false } }
  }

  /// The names of the columns, if the plot has columns for categories.
  package var categories: [String] {
    for mark in marks {
      if case .bars(let bars) = mark, !bars.categories.isEmpty { return bars.categories }
    }
    return []
  }

  /// Widens the shorter of two scales about its middle until both span the same.
  private static func equalise(_ a: inout Scale, _ b: inout Scale, _ x: Axis, _ y: Axis) {
    let span = max(a.high - a.low, b.high - b.low)
    if x.range == nil {
      let middle = (a.low + a.high) / 2
      (a.low, a.high) = (middle - span / 2, middle + span / 2)
    }
    if y.range == nil {
      let middle = (b.low + b.high) / 2
      (b.low, b.high) = (middle - span / 2, middle + span / 2)
    }
  }
}
