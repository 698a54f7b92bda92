extension Plot {
  /// What the plot shows, in sentences made from its numbers: for those who cannot see it.
  ///
  /// It names the axes and their ends, then every mark: where a line starts and ends, its lowest
  /// and highest value and where it is heading; how many points there are and where they lie.
  public var description: String {
    var sentences: [String] = []
    for mark in marks {
      if case .images(let grid) = mark { return imagesSentence(grid) }
    }
    let (x, y) = scales
    let hasAxes = !marks.isEmpty
    if hasAxes && categories.isEmpty {
      sentences.append(axisSentence("Horizontal axis", self.x, x))
    } else if hasAxes, !self.x.label.isEmpty {
      sentences.append("Horizontal axis: \(self.x.label).")
    }
    if hasAxes { sentences.append(axisSentence("Vertical axis", self.y, y)) }
    for mark in marks {
      // Markers on a line repeat what has been said of the line.
      if case .scatter(let points) = mark, hasLine(over: points) { continue }
      sentences.append(sentence(mark))
    }
    if marks.isEmpty { sentences.append("An empty plot.") }
    return sentences.joined(separator: " ")
  }

  private func hasLine(over points: Points) -> Bool {
    marks.contains { if case .line(points) = $0 { true } else { false } }
  }

  private func axisSentence(_ name: String, _ axis: Axis, _ scale: Scale) -> String {
    let label = axis.label.isEmpty ? "" : " \(axis.label),"
    let kind = axis.isLog ? " in powers of ten" : ""
    return
      "\(name):\(label) from \(brief(scale.value(at: 0))) to \(brief(scale.value(at: 1)))\(kind)."
  }

  private func sentence(_ mark: Mark) -> String {
    switch mark {
    case .line(let points): lineSentence(points)
    case .scatter(let points): scatterSentence(points)
    case .ribbon(let ribbon): ribbonSentence(ribbon)
    case .bars(let bars): barsSentence(bars)
    case .heatMap(let map): heatMapSentence(map)
    case .quiver(let arrows):
      "\(named("Arrows", arrows.series)): \(count(arrows.xs.count, "arrow")); the longest vector "
        + "is \(spoken(arrows.longest)) long."
    case .images: ""
    case .rule(let rule):
      "A \(rule.isHorizontal ? "horizontal" : "vertical") line at \(spoken(Double(rule.value)))"
        + "\(rule.label.isEmpty ? "" : ", “\(rule.label)”")."
    case .stripe(let stripe):
      "A \(stripe.isHorizontal ? "horizontal" : "vertical") band from "
        + "\(spoken(Double(stripe.range.lowerBound))) to \(spoken(Double(stripe.range.upperBound)))"
        + "\(stripe.label.isEmpty ? "" : ", “\(stripe.label)”")."
    }
  }

  private func lineSentence(_ points: Points) -> String {
    let finite = points.ys.indices.filter { points.ys[$0].isFinite && points.xs[$0].isFinite }
    guard let first = finite.first, let last = finite.last else {
      return "\(named("Line", points.series)): no finite value."
    }
    var lowest = first
    var highest = first
    for i in finite {
      if points.ys[i] < points.ys[lowest] { lowest = i }
      if points.ys[i] > points.ys[highest] { highest = i }
    }
    func at(_ i: Int) -> String {
      "\(spoken(Double(points.ys[i]))) at \(spoken(Double(points.xs[i])))"
    }
    var text = "\(named("Line", points.series)): \(count(points.ys.count, "point"))"
    text += ", starts at \(spoken(Double(points.ys[first])))"
    text += " and ends at \(spoken(Double(points.ys[last])))"
    text += "; lowest \(at(lowest)), highest \(at(highest))"
    text += "; \(trend(finite.map { points.ys[$0] }))."
    if let odd = points.ys.indices.first(where: {
      !points.ys[$0].isFinite || !points.xs[$0].isFinite
    }) {
      let number = points.ys.count - finite.count
      text += " \(number == 1 ? "1 value is" : "\(number) values are") not finite, "
      text += "the first at \(spoken(Double(points.xs[odd])))."
    }
    return text
  }

  /// Where a curve is heading: its first fifth against its last fifth.
  private func trend(_ ys: [Float]) -> String {
    guard ys.count > 1, let low = ys.min(), let high = ys.max(), low < high else {
      return "it stays level"
    }
    let steps = zip(ys, ys.dropFirst())
    if steps.allSatisfy({ $0 <= $1 }) { return "it never falls" }
    if steps.allSatisfy({ $0 >= $1 }) { return "it never rises" }
    let fifth = max(1, ys.count / 5)
    let start = ys.prefix(fifth).reduce(0) { $0 + Double($1) } / Double(fifth)
    let end = ys.suffix(fifth).reduce(0) { $0 + Double($1) } / Double(fifth)
    let change = (end - start) / Double(high - low)
    if change > 0.2 { return "overall it rises" }
    if change < -0.2 { return "overall it falls" }
    return "overall it stays about level"
  }

  private func scatterSentence(_ points: Points) -> String {
    var (xs, ys) = (Extent(), Extent())
    xs.include(points.xs)
    ys.include(points.ys)
    let text = "\(named("Points", points.series)): \(count(points.xs.count, "point"))"
    guard xs.least <= xs.greatest, ys.least <= ys.greatest else {
      return text + ", none at a finite place."
    }
    return text + ", horizontally \(span(xs)), vertically \(span(ys)); their middle is at "
      + "\(spoken(mean(points.xs))), \(spoken(mean(points.ys)))."
  }

  private func ribbonSentence(_ ribbon: Ribbon) -> String {
    var widest = 0
    for i in ribbon.xs.indices
    where ribbon.highs[i] - ribbon.lows[i] > ribbon.highs[widest] - ribbon.lows[widest] {
      widest = i
    }
    guard let start = ribbon.xs.indices.first else {
      return "\(named("Area", ribbon.series)): empty."
    }
    func range(_ i: Int) -> String {
      "\(spoken(Double(ribbon.lows[i]))) to \(spoken(Double(ribbon.highs[i])))"
    }
    return "\(named("Area", ribbon.series)): at first from \(range(start)), at last from "
      + "\(range(ribbon.xs.count - 1)), widest at \(spoken(Double(ribbon.xs[widest])))."
  }

  private func barsSentence(_ bars: Bars) -> String {
    guard let start = bars.heights.indices.first else {
      return "\(named("Columns", bars.series)): none."
    }
    var (least, greatest) = (start, start)
    for i in bars.heights.indices {
      if bars.heights[i] < bars.heights[least] { least = i }
      if bars.heights[i] > bars.heights[greatest] { greatest = i }
    }
    if bars.categories.isEmpty {
      let middle = mean(bars.values)
      let spread = mean(bars.values.map { Float((Double($0) - middle) * (Double($0) - middle)) })
      return "\(named("Histogram", bars.series)): \(count(bars.values.count, "value")), mean "
        + "\(spoken(middle)), standard deviation \(spoken(spread.squareRoot())); the fullest interval is "
        + "\(spoken(Double(bars.edges[greatest]))) to \(spoken(Double(bars.edges[greatest + 1])))."
    }
    let columns = zip(bars.categories, bars.heights).map { "\($0) \(spoken(Double($1)))" }
    if columns.count <= 12 {
      return "\(named("Columns", bars.series)): \(columns.joined(separator: ", "))."
    }
    return "\(named("Columns", bars.series)): \(columns.count), the highest \(columns[greatest]), "
      + "the lowest \(columns[least])."
  }

  private func heatMapSentence(_ map: HeatMap) -> String {
    var (least, greatest): (Int?, Int?)
    for (i, value) in map.values.enumerated() where value.isFinite {
      if least == nil || value < map.values[least ?? 0] { least = i }
      if greatest == nil || value > map.values[greatest ?? 0] { greatest = i }
    }
    let name = map.label.isEmpty ? "Shades" : "Shades of “\(map.label)”"
    guard let least, let greatest else { return "\(name): no finite value." }
    func at(_ i: Int) -> String {
      let x = map.middle(column: i % map.columns)
      let y = map.middle(row: i / map.columns)
      return "\(spoken(Double(map.values[i]))) at \(spoken(x)), \(spoken(y))"
    }
    return
      "\(name): \(map.rows) rows of \(map.columns); lowest \(at(least)), highest \(at(greatest))."
  }

  private func imagesSentence(_ grid: ImageGrid) -> String {
    var text = "\(count(grid.images.count, "picture")) of \(grid.width) by \(grid.height) pixels, "
    text +=
      "\(grid.columns) in a row; shades from \(spoken(Double(grid.range.lowerBound))) (paper) "
    text += "to \(spoken(Double(grid.range.upperBound))) (ink)."
    if !grid.captions.isEmpty {
      text += " Captions: \(grid.captions.joined(separator: ", "))."
    }
    return text
  }

  private func named(_ kind: String, _ series: Series) -> String {
    series.label.isEmpty ? kind : "\(kind) “\(series.label)”"
  }

  private func count(_ n: Int, _ noun: String) -> String { n == 1 ? "1 \(noun)" : "\(n) \(noun)s" }

  private func span(_ extent: Extent) -> String {
    "from \(spoken(extent.least)) to \(spoken(extent.greatest))"
  }

  /// The mean of the finite values.
  private func mean(_ values: [Float]) -> Double {
    var (sum, n) = (0.0, 0)
    for value in values where value.isFinite {
      sum += Double(value)
      n += 1
    }
    return n == 0 ? 0 : sum / Double(n)
  }
}

extension Quiver {
  /// The length of the longest vector, in its own units.
  fileprivate var longest: Double {
    var longest = 0.0
    for (dx, dy) in zip(dxs, dys) where dx.isFinite && dy.isFinite {
      longest = max(longest, Double(dx) * Double(dx) + Double(dy) * Double(dy))
    }
    return longest.squareRoot()
  }
}

extension HeatMap {
  package func middle(column: Int) -> Double {
    let width = Double(x.upperBound) - Double(x.lowerBound)
    return Double(x.lowerBound) + width * (Double(column) + 0.5) / Double(columns)
  }

  package func middle(row: Int) -> Double {
    let height = Double(y.upperBound) - Double(y.lowerBound)
    return Double(y.lowerBound) + height * (Double(row) + 0.5) / Double(rows)
  }
}
