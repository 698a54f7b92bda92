/// Where the parts of a plot's SVG lie, in units of its view box.
package struct SVGLayout {
  package static let width = 480.0
  package static let fontSize = 13.0
  package static let lineHeight = 18.0

  /// Of the view box; a square plot takes no more than it needs, so that its words stay large.
  package var width = SVGLayout.width
  package var height: Double
  package var left: Double
  package var top: Double
  package var plotWidth: Double
  package var plotHeight: Double
  package var titleY: Double
  package var yLabelY: Double
  package var xTicks: [Scale.Tick]
  package var yTicks: [Scale.Tick]
  package var x: Scale
  package var y: Scale
  package var legend: [LegendEntry] = []
  package var marginLabels: [MarginLabel] = []
  /// How large points are drawn; less than 1 in small panels.
  package var markerScale = 1.0
  /// At most how many points of one mark are drawn; fewer in small panels.
  package var pointLimit = Int.max
  /// Whether the marks carry their numbers, for the player of a replay.
  package var isStage = false

  package var right: Double { left + plotWidth }
  package var bottom: Double { top + plotHeight }

  package func px(_ value: Float) -> Double? { x.place(value).map { left + $0 * plotWidth } }
  package func py(_ value: Float) -> Double? { y.place(value).map { bottom - $0 * plotHeight } }

  /// A swatch with its name.
  package struct LegendEntry {
    package var mark: Mark
    package var series: Series
    package var x: Double
    package var y: Double
  }

  /// A name to the right of the plot, beside what it names.
  package struct MarginLabel {
    package var text: String
    package var number: Int
    package var y: Double
  }
}

extension Plot {
  package func svgLayout() -> SVGLayout {
    let (x, y) = scales
    let size = SVGLayout.fontSize
    let names = categories
    let yTicks = y.ticks(5)
    let widest = yTicks.map { textWidth($0.label, size: size) }.max() ?? 0
    let left = max(widest + 8, 14)

    // A label beside the end of a line needs no looking up; a legend is for what has no end.
    var marginLabels = fixedMarginLabels(y)
    let isSquare = isSquare
    let bar = colourBarWidth
    var entries = legendSeries
    let beside = isSquare ? nil : lineEndLabels(y, entries.map { $0.series }, among: marginLabels)
    if let beside {
      marginLabels = beside
      entries = []
    }
    var rightMargin = max(8, bar)
    if let longest = marginLabels.map({ textWidth($0.text, size: size) }).max() {
      rightMargin = max(rightMargin, longest + 8)
    }
    if case .some(let last) = x.ticks(6).last, names.isEmpty {
      // The last tick's label is centred on its tick and may reach beyond the plot.
      let half = textWidth(last.label, size: size) / 2
      rightMargin = max(rightMargin, half - (1 - last.place) * 300)
    }

    var cursor = 4.0
    var titleY = 0.0
    if !title.isEmpty {
      titleY = cursor + 13
      cursor += 22
    }
    let entryWidths = entries.map { 24 + textWidth($0.series.label, size: size) }
    // A colour bar's own label needs the room beside the square.
    let isNarrow = isSquare && bar == 0
    let width =
      isNarrow
      ? min(SVGLayout.width, max(left + 300 + rightMargin, textWidth(title, size: size + 1)))
      : SVGLayout.width
    var legend: [SVGLayout.LegendEntry] = []
    if !entries.isEmpty {
      var across = 0.0
      cursor += SVGLayout.lineHeight
      for (entry, entryWidth) in zip(entries, entryWidths) {
        if across > 0, across + entryWidth > width {
          across = 0
          cursor += SVGLayout.lineHeight
        }
        legend.append(.init(mark: entry.mark, series: entry.series, x: across, y: cursor - 4))
        across += entryWidth + 16
      }
      cursor += 4
    }
    var yLabelY = 0.0
    if !self.y.label.isEmpty {
      yLabelY = cursor + 12
      cursor += 19
    }
    let top = cursor + 6
    var plotWidth = SVGLayout.width - left - rightMargin
    var plotHeight = 210.0
    if isSquare {
      plotWidth = min(300, SVGLayout.width - left - rightMargin)
      plotHeight = plotWidth
    }
    var xTicks: [Scale.Tick] = []
    if names.isEmpty {
      xTicks = x.ticks(isSquare ? 6 : 7)
    } else {
      let room = plotWidth / Double(names.count)
      let longest = names.map { textWidth($0, size: size) + 6 }.max() ?? 0
      let every = max(1, -floorToInt(-longest / room))
      for (i, name) in names.enumerated() where i % every == 0 {
        xTicks.append(.init(place: x.place(Float(i)) ?? 0, label: name))
      }
    }
    for i in marginLabels.indices {
      marginLabels[i].y = top + plotHeight * (1 - marginLabels[i].y)
    }
    let below = 21.0 + (self.x.label.isEmpty ? 0 : 18)
    return SVGLayout(
      width: width, height: top + plotHeight + below, left: left, top: top, plotWidth: plotWidth,
      plotHeight: plotHeight, titleY: titleY, yLabelY: yLabelY, xTicks: xTicks, yTicks: yTicks,
      x: x, y: y, legend: legend, marginLabels: Self.spread(marginLabels, top, plotHeight))
  }

  /// One entry for every named series, with the mark that shows it best.
  package var legendSeries: [(mark: Mark, series: Series)] {
    var entries: [(mark: Mark, series: Series)] = []
    for mark in marks {
      guard let series = mark.series, !series.label.isEmpty else { continue }
      if let known = entries.firstIndex(where: { $0.series.number == series.number }) {
        if case .ribbon = entries[known].mark { entries[known].mark = mark }
      } else {
        entries.append((mark, series))
      }
    }
    return entries
  }

  /// The names of rules and stripes that lie across the plot, at heights between 0 and 1.
  private func fixedMarginLabels(_ y: Scale) -> [SVGLayout.MarginLabel] {
    var labels: [SVGLayout.MarginLabel] = []
    for mark in marks {
      switch mark {
      case .rule(let rule) where rule.isHorizontal && !rule.label.isEmpty:
        guard let place = y.place(rule.value) else { continue }
        labels.append(.init(text: rule.label, number: 0, y: place))
      case .stripe(let stripe) where stripe.isHorizontal && !stripe.label.isEmpty:
        let low = y.place(stripe.range.lowerBound) ?? 0
        let high = y.place(stripe.range.upperBound) ?? 1
        labels.append(
          .init(text: stripe.label, number: 0, y: (max(0, low) + min(1, high)) / 2))
      default: continue
      }
    }
    return labels
  }

  /// The names of all series beside the ends of their lines, if they find room there.
  private func lineEndLabels(
    _ y: Scale, _ series: [Series], among others: [SVGLayout.MarginLabel]
  ) -> [SVGLayout.MarginLabel]? {
    let height = 210.0
    var labels: [SVGLayout.MarginLabel] = []
    for one in series {
      guard textWidth(one.label, size: SVGLayout.fontSize) <= 120 else { return nil }
      var end: Double?
      for mark in marks where mark.series?.number == one.number {
        switch mark {
        case .line(let points):
          guard let last = points.ys.last(where: { y.place($0) != nil }) else { return nil }
          guard points.xs.last == points.xs.max(), points.xs.last == rightmost else { return nil }
          end = y.place(last)
        case .ribbon, .scatter: continue
        default: return nil
        }
      }
      guard let end, end >= 0, end <= 1 else { return nil }
      labels.append(.init(text: one.label, number: one.number, y: end))
    }
    labels += others
    guard !labels.isEmpty else { return labels }
    let wanted = labels.map { height * (1 - $0.y) }
    let found = Self.spread(
      labels.map { .init(text: "", number: 0, y: height * (1 - $0.y)) }, 0, height)
    for (want, find) in zip(wanted, found) where (want - find.y).magnitude > 16 { return nil }
    return labels
  }

  /// The largest x of any line.
  private var rightmost: Float? {
    var result: Float?
    for mark in marks {
      if case .line(let points) = mark, let last = points.xs.max() {
        result = max(result ?? last, last)
      }
    }
    return result
  }

  /// Moves labels apart until no two overlap, keeping their order and their middle.
  private static func spread(
    _ labels: [SVGLayout.MarginLabel], _ top: Double, _ height: Double
  ) -> [SVGLayout.MarginLabel] {
    let gap = 15.0
    let order = labels.indices.sorted { (labels[$0].y, $0) < (labels[$1].y, $1) }
    var placed = labels
    // Groups of touching labels, each with the labels' mean place as its middle.
    var groups: [(members: [Int], middle: Double)] = []
    for i in order {
      groups.append(([i], labels[i].y))
      while groups.count > 1 {
        let (a, b) = (groups[groups.count - 2], groups[groups.count - 1])
        let reach = gap * Double(a.members.count + b.members.count) / 2
        guard b.middle - a.middle < reach else { break }
        let weight = Double(a.members.count + b.members.count)
        let middle =
          (a.middle * Double(a.members.count) + b.middle * Double(b.members.count)) / weight
        groups.removeLast(2)
        groups.append((a.members + b.members, middle))
      }
    }
    for group in groups {
      let half = gap * Double(group.members.count - 1) / 2
      let middle = max(top + half, min(top + height - half, group.middle))
      for (i, member) in group.members.enumerated() {
        placed[member].y = middle - half + gap * Double(i)
      }
    }
    return placed
  }

  /// The room that the scale of a heat map's shades needs to the right of the plot.
  package var colourBarWidth: Double {
    for mark in marks {
      if case .heatMap(let map) = mark {
        let (low, high) = map.extent
        let widest = max(
          textWidth(brief(low), size: SVGLayout.fontSize),
          textWidth(brief(high), size: SVGLayout.fontSize))
        return 30 + widest
      }
    }
    return 0
  }
}
