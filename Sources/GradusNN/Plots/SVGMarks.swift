extension Plot {
  /// All marks: what is spread out first, thin lines last.
  package func svgMarks(_ layout: SVGLayout) -> String {
    var svg = ""
    var over = ""
    var number = 0
    for mark in marks {
      switch mark {
      case .heatMap(let map): svg = svgHeatMap(map, layout, number) + svg
      case .stripe(let stripe): svg += svgStripe(stripe, layout)
      case .rule(let rule): over += svgRule(rule, layout)
      case .ribbon, .bars: svg += element(strokes(mark, layout), layout, number)
      case .line, .scatter, .quiver: over += element(strokes(mark, layout), layout, number)
      case .images: continue
      }
      if mark.moves { number += 1 }
    }
    svg += over
    guard !svg.isEmpty else { return "" }
    // A nested svg element cuts off what lies outside its own edges, without an id for a clip path.
    // Air around it keeps markers and thick lines at the ends of the axes whole.
    if x.range == nil && y.range == nil { return "<g class=\"marks\">\(svg)</g>" }
    let (l, t) = (layout.left - 2, layout.top - 2)
    let (w, h) = (layout.plotWidth + 4, layout.plotHeight + 4)
    let frame = [l, t, w, h].map { GradusNN.svg($0) }
    return "<svg class=\"marks\" x=\"\(frame[0])\" y=\"\(frame[1])\" width=\"\(frame[2])\" "
      + "height=\"\(frame[3])\" viewBox=\"\(frame[0]) \(frame[1]) \(frame[2]) \(frame[3])\">"
      + "\(svg)</svg>"
  }

  private func element(_ strokes: Strokes?, _ layout: SVGLayout, _ number: Int) -> String {
    guard let strokes else { return "" }
    return layout.isStage ? "<path data-mark=\"\(number)\" \(strokes.attributes)/>" : strokes.svg
  }

  /// The strokes of a mark that is made of points; nothing for what lies behind or across them.
  package func strokes(_ mark: Mark, _ layout: SVGLayout) -> Strokes? {
    switch mark {
    case .line(let points): strokes(line: points, layout)
    case .scatter(let points): strokes(scatter: points, layout)
    case .ribbon(let ribbon): strokes(ribbon: ribbon, layout)
    case .bars(let bars): strokes(bars: bars, layout)
    case .quiver(let arrows): strokes(quiver: arrows, layout)
    case .heatMap, .images, .rule, .stripe: nil
    }
  }

  private func strokes(line points: Points, _ layout: SVGLayout) -> Strokes {
    let number = points.series.number
    var strokes = Strokes(
      "class=\"line \(seriesClass(number))\" fill=\"none\" stroke=\"currentColor\" "
        + "stroke-width=\"1.8\" stroke-linejoin=\"round\"\(dash(number))")
    for run in runs(points.xs, points.ys, layout) {
      strokes.lift()
      for point in thinned(run) { strokes.points.append(point) }
    }
    return strokes
  }

  /// The stretches of a curve without a gap, in units of the view box.
  private func runs(_ xs: [Float], _ ys: [Float], _ layout: SVGLayout) -> [[Strokes.Point]] {
    var runs: [[Strokes.Point]] = [[]]
    for (x, y) in zip(xs, ys) {
      if let px = layout.px(x), let py = layout.py(y) {
        // Far outside is as good as just outside, and keeps numbers short.
        runs[runs.count - 1].append(
          .init(x: max(-500, min(1000, px)), y: max(-500, min(layout.height + 500, py))))
      } else if !runs[runs.count - 1].isEmpty {
        runs.append([])
      }
    }
    return runs
  }

  /// At most four points for each unit of width: the first, the lowest, the highest and the last.
  ///
  /// A curve drawn through these covers the same places as one through all points.
  private func thinned(_ run: [Strokes.Point]) -> [Strokes.Point] {
    guard run.count > 900 else { return run }
    var kept: [Strokes.Point] = []
    var start = 0
    while start < run.count {
      var end = start + 1
      let column = floorToInt(run[start].x)
      while end < run.count, floorToInt(run[end].x) == column { end += 1 }
      var (low, high) = (start, start)
      for i in start..<end {
        if run[i].y < run[low].y { low = i }
        if run[i].y > run[high].y { high = i }
      }
      var last = -1
      for i in [start, min(low, high), max(low, high), end - 1] where i > last {
        kept.append(run[i])
        last = i
      }
      start = end
    }
    return kept
  }

  private func strokes(scatter points: Points, _ layout: SVGLayout) -> Strokes {
    let count = points.xs.count
    let size = (count <= 40 ? 5.0 : count <= 200 ? 4.0 : 3.0) * layout.markerScale
    let number = points.series.number
    var strokes = Strokes(
      "class=\"dots \(seriesClass(number))\" \(Strokes.Stamp.markerAttributes(number, size: size))")
    strokes.every = 1
    strokes.stamp = .marker(number, size: size)
    let every = max(1, (count - 1) / layout.pointLimit + 1)
    for i in stride(from: 0, to: count, by: every) {
      guard let px = layout.px(points.xs[i]), let py = layout.py(points.ys[i]),
        px > layout.left - 5,
        px < layout.right + 5, py > layout.top - 5, py < layout.bottom + 5
      else { continue }
      strokes.add(px, py)
    }
    return strokes
  }

  private func strokes(ribbon: Ribbon, _ layout: SVGLayout) -> Strokes {
    var strokes = Strokes(
      "class=\"ribbon \(seriesClass(ribbon.series.number))\" fill-opacity=\".2\"")
    strokes.isClosed = true
    let highs = thinned(runs(ribbon.xs, ribbon.highs, layout).flatMap { $0 })
    let lows = thinned(runs(ribbon.xs, ribbon.lows, layout).flatMap { $0 })
    for point in highs + lows.reversed() { strokes.points.append(point) }
    return strokes
  }

  private func strokes(bars: Bars, _ layout: SVGLayout) -> Strokes {
    let number = bars.series.number
    var strokes = Strokes(
      "class=\"bars \(seriesClass(number))\" fill-opacity=\".25\" stroke=\"currentColor\" "
        + "stroke-width=\"1.4\"\(dash(number))")
    let zero = layout.py(0) ?? layout.bottom
    if bars.categories.isEmpty {
      // One outline over all columns: overlaid histograms stay legible.
      guard let first = bars.edges.first.flatMap({ layout.px($0) }) else { return strokes }
      strokes.add(first, zero)
      for (i, height) in bars.heights.enumerated() {
        guard let l = layout.px(bars.edges[i]), let r = layout.px(bars.edges[i + 1]) else {
          continue
        }
        let top = layout.py(height) ?? zero
        strokes.add(l, top)
        strokes.add(r, top)
      }
      if let last = bars.edges.last.flatMap({ layout.px($0) }) { strokes.add(last, zero) }
      return strokes
    }
    strokes.every = 4
    strokes.isClosed = true
    let (set, sets) = columnSet(of: bars)
    let room = layout.plotWidth / Double(bars.categories.count)
    let width = room * 0.8 / Double(sets)
    for (i, height) in bars.heights.enumerated() where height != 0 {
      guard let middle = layout.px(Float(i)), let top = layout.py(height) else { continue }
      let left = middle - room * 0.4 + width * Double(set)
      let right = left + width - (sets > 1 ? 1 : 0)
      strokes.add(left, zero)
      strokes.add(left, top)
      strokes.add(right, top)
      strokes.add(right, zero)
    }
    return strokes
  }

  /// Which of the sets of columns that stand side by side this one is, and how many there are.
  package func columnSet(of bars: Bars) -> (set: Int, sets: Int) {
    var (set, sets) = (0, 0)
    for case .bars(let other) in marks where !other.categories.isEmpty {
      if other.series == bars.series { set = sets }
      sets += 1
    }
    return (set, max(sets, 1))
  }

  private func strokes(quiver arrows: Quiver, _ layout: SVGLayout) -> Strokes {
    var strokes = Strokes(
      "class=\"arrows \(seriesClass(arrows.series.number))\" fill=\"none\" "
        + "stroke=\"currentColor\" stroke-width=\"1.2\"")
    // Shaft and head in one stroke of five points: start, tip, one side, tip, other side.
    strokes.every = 5
    // The longest arrow spans about one cell of the area that each arrow has for itself.
    let cell = (layout.plotWidth * layout.plotHeight / Double(max(arrows.xs.count, 1))).squareRoot()
    let unitX = layout.plotWidth / (layout.x.high - layout.x.low)
    let unitY = layout.plotHeight / (layout.y.high - layout.y.low)
    var longest = 0.0
    for (dx, dy) in zip(arrows.dxs, arrows.dys) where dx.isFinite && dy.isFinite {
      let (u, v) = (Double(dx) * unitX, Double(dy) * unitY)
      longest = max(longest, (u * u + v * v).squareRoot())
    }
    guard longest > 0 else { return strokes }
    let scale = 0.9 * min(cell, 60) / longest
    for i in arrows.xs.indices {
      guard let x = layout.px(arrows.xs[i]), let y = layout.py(arrows.ys[i]),
        arrows.dxs[i].isFinite, arrows.dys[i].isFinite
      else { continue }
      let (dx, dy) = (
        Double(arrows.dxs[i]) * unitX * scale, -Double(arrows.dys[i]) * unitY * scale
      )
      let length = (dx * dx + dy * dy).squareRoot()
      let head = length > 0 ? min(5, length * 0.5) / length : 0
      strokes.add(x, y)
      strokes.add(x + dx, y + dy)
      strokes.add(x + dx - (dx + dy * 0.6) * head, y + dy - (dy - dx * 0.6) * head)
      strokes.add(x + dx, y + dy)
      strokes.add(x + dx - (dx - dy * 0.6) * head, y + dy - (dy + dx * 0.6) * head)
    }
    return strokes
  }

  private func svgRule(_ rule: Rule, _ layout: SVGLayout) -> String {
    var path = SVGPath()
    var label = ""
    if rule.isHorizontal {
      guard let y = layout.py(rule.value) else { return "" }
      path.move(layout.left, y)
      path.across(layout.plotWidth)
    } else {
      guard let x = layout.px(rule.value) else { return "" }
      path.move(x, layout.top)
      path.down(layout.plotHeight)
      if !rule.label.isEmpty {
        let fits = x + 4 + textWidth(rule.label, size: SVGLayout.fontSize) < layout.right
        label =
          "<text class=\"label\" x=\"\(GradusNN.svg(fits ? x + 4 : x - 4))\" "
          + "y=\"\(GradusNN.svg(layout.top + 10))\"\(fits ? "" : " text-anchor=\"end\"")>"
          + "\(escaped(rule.label))</text>"
      }
    }
    return "<path class=\"rule\" d=\"\(path.text)\" stroke=\"currentColor\" "
      + "stroke-opacity=\".7\" stroke-dasharray=\"1 3\" stroke-linecap=\"round\" "
      + "stroke-width=\"1.5\"/>\(label)"
  }

  private func svgStripe(_ stripe: Stripe, _ layout: SVGLayout) -> String {
    let ends = [stripe.range.lowerBound, stripe.range.upperBound]
    var (x, y, w, h) = (layout.left, layout.top, layout.plotWidth, layout.plotHeight)
    var label = ""
    if stripe.isHorizontal {
      let low = min(layout.bottom, layout.py(ends[0]) ?? layout.bottom)
      let high = max(layout.top, layout.py(ends[1]) ?? layout.top)
      (y, h) = (high, max(0, low - high))
    } else {
      let low = max(layout.left, layout.px(ends[0]) ?? layout.left)
      let high = min(layout.right, layout.px(ends[1]) ?? layout.right)
      (x, w) = (low, max(0, high - low))
      if !stripe.label.isEmpty {
        label =
          "<text class=\"label\" x=\"\(GradusNN.svg(x + w / 2))\" "
          + "y=\"\(GradusNN.svg(layout.top + 12))\" text-anchor=\"middle\">"
          + "\(escaped(stripe.label))</text>"
      }
    }
    return "<rect class=\"band\" x=\"\(GradusNN.svg(x))\" y=\"\(GradusNN.svg(y))\" "
      + "width=\"\(GradusNN.svg(w))\" height=\"\(GradusNN.svg(h))\" fill-opacity=\".1\"/>\(label)"
  }

  /// What stands for a series in the legend, in a box 18 wide around the height `y`.
  package func svgSwatch(_ mark: Mark, _ series: Series, _ x: Double, _ y: Double) -> String {
    let name = seriesClass(series.number)
    var path = SVGPath()
    switch mark {
    case .scatter:
      var strokes = Strokes(
        "class=\"dots \(name)\" \(Strokes.Stamp.markerAttributes(series.number, size: 5))")
      strokes.stamp = .marker(series.number, size: 5)
      strokes.add(x + 9, y)
      return strokes.svg
    case .bars:
      path.move(x + 2, y - 5)
      path.across(14)
      path.down(10)
      path.across(-14)
      return "<path class=\"bars \(name)\" d=\"\(path.text)z\" fill-opacity=\".25\" "
        + "stroke=\"currentColor\" stroke-width=\"1.4\"\(dash(series.number))/>"
    case .ribbon:
      path.move(x, y - 5)
      path.across(18)
      path.down(10)
      path.across(-18)
      return "<path class=\"ribbon \(name)\" d=\"\(path.text)z\" fill-opacity=\".2\"/>"
    default:
      path.move(x, y)
      path.across(18)
      return "<path class=\"line \(name)\" d=\"\(path.text)\" stroke=\"currentColor\" "
        + "stroke-width=\"1.8\"\(dash(series.number))/>"
    }
  }
}
