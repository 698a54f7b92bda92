extension Replay {
  /// Up to six moments side by side in one SVG: what a page shows in print and without a script.
  ///
  /// The rules of ``Plot/svg(id:)`` hold here too.
  ///
  /// - Parameters:
  ///   - id: begins the ids of the title and the description; unique in the page
  ///   - most: how many moments are shown at most; at least two
  public func svg(id: String = "replay", most: Int = 6) -> String {
    let plots = onCommonAxes
    guard let first = plots.first else { return Plot(title).svg(id: id) }
    let panels = shownFrames(most: max(2, most)).map { (plot: plots[$0], label: labels[$0]) }
    let columns = min(3, panels.count)
    let rows = (panels.count + columns - 1) / columns

    var cursor = 4.0
    var body = ""
    let heading = title.isEmpty ? first.title : title
    if !heading.isEmpty {
      body += "<text class=\"title\" y=\"17\" font-weight=\"bold\">\(escaped(heading))</text>"
      cursor += 22
    }
    var legend = ""
    var across = 0.0
    for entry in first.legendSeries {
      legend += first.svgSwatch(entry.mark, entry.series, across, cursor + 10)
      legend += "<text x=\"\(GradusNN.svg(across + 24))\" y=\"\(GradusNN.svg(cursor + 14))\">"
      legend += "\(escaped(entry.series.label))</text>"
      across += 40 + textWidth(entry.series.label, size: SVGLayout.fontSize)
    }
    if !legend.isEmpty {
      body += "<g class=\"legend\">\(legend)</g>"
      cursor += 20
    }

    if case .images = first.marks.first {
      return svg(pictures: panels, body: body, from: cursor, id: id)
    }
    let (x, y) = first.scales
    let xTicks = x.ticks(3)
    let yTicks = y.ticks(3)
    let left = (yTicks.map { textWidth($0.label, size: SVGLayout.fontSize) }.max() ?? 0) + 8
    let gap = 10.0
    // The outermost labels are centred on their ticks: half of one may reach beyond the last panel.
    let width = (SVGLayout.width - left - 14 - gap * Double(columns - 1)) / Double(columns)
    let height = first.isSquare ? width : width * 0.72
    let names = first.y.label.isEmpty ? 0.0 : 17.0
    if !first.y.label.isEmpty {
      body += "<text class=\"axis label\" y=\"\(GradusNN.svg(cursor + 12))\">"
      body += "\(escaped(first.y.label))</text>"
    }
    cursor += names
    for (i, panel) in panels.enumerated() {
      let px = left + Double(i % columns) * (width + gap)
      let py = cursor + 20 + Double(i / columns) * (height + 26)
      let isLast = i + columns >= panels.count
      let layout = SVGLayout(
        height: py + height, left: px, top: py, plotWidth: width, plotHeight: height, titleY: 0,
        yLabelY: 0, xTicks: xTicks, yTicks: yTicks, x: x, y: y, markerScale: 0.7,
        pointLimit: 120)
      body += "<text class=\"label\" x=\"\(GradusNN.svg(px))\" y=\"\(GradusNN.svg(py - 5))\">"
      body += "\(escaped(panel.label))</text>"
      body += Self.frame(
        layout, showsX: isLast, showsY: i % columns == 0,
        isLastColumn: i % columns == columns - 1)
      body += panel.plot.svgMarks(layout)
    }
    var total = cursor + Double(rows) * (height + 26) + 18
    if !first.x.label.isEmpty {
      total += 16
      body += "<text class=\"axis label\" text-anchor=\"middle\" "
      body += "x=\"\(GradusNN.svg(left + (SVGLayout.width - left) / 2))\" "
      body += "y=\"\(GradusNN.svg(total - 4))\">\(escaped(first.x.label))</text>"
    }
    return opening(height: total, id: id) + body + "</svg>\n"
  }

  private func opening(height: Double, id: String) -> String {
    var whole = Plot(title.isEmpty ? frames.first?.title ?? "" : title)
    if whole.title.isEmpty { whole.title = "Replay" }
    return whole.svgOpening(height: height, id: id, description: description)
  }

  /// The box of a panel with a few ticks, named only at the outer panels.
  private static func frame(
    _ layout: SVGLayout, showsX: Bool, showsY: Bool, isLastColumn: Bool
  ) -> String {
    var box = SVGPath()
    box.move(layout.left, layout.top)
    box.across(layout.plotWidth)
    box.down(layout.plotHeight)
    box.across(-layout.plotWidth)
    box.close(layout.left, layout.top)
    var svg = "<path class=\"grid\" d=\"\(box.text)\" fill=\"none\" stroke=\"currentColor\" "
    svg += "stroke-opacity=\".3\"/>"
    if showsY {
      svg += "<g class=\"axis\" text-anchor=\"end\">"
      for tick in layout.yTicks {
        let y = layout.bottom - tick.place * layout.plotHeight + 4
        svg += "<text x=\"\(GradusNN.svg(layout.left - 5))\" y=\"\(GradusNN.svg(y))\">"
        svg += "\(escaped(tick.label))</text>"
      }
      svg += "</g>"
    }
    if showsX {
      svg += "<g class=\"axis\" text-anchor=\"middle\">"
      // At the very edge a label would touch that of the next panel.
      for tick in layout.xTicks where isLastColumn || tick.place < 0.96 {
        let x = layout.left + tick.place * layout.plotWidth
        svg += "<text x=\"\(GradusNN.svg(x))\" y=\"\(GradusNN.svg(layout.bottom + 15))\">"
        svg += "\(escaped(tick.label))</text>"
      }
      svg += "</g>"
    }
    return svg
  }

  /// The frames of a run that shows pictures: each frame's grid, made smaller.
  private func svg(
    pictures panels: [(plot: Plot, label: String)], body: String, from top: Double, id: String
  ) -> String {
    var body = body
    var y = top
    let width = (SVGLayout.width - 20) / 3
    var tallest = 0.0
    for (i, panel) in panels.enumerated() {
      if i % 3 == 0, i > 0 { y += tallest + 26 }
      guard case .images(let grid) = panel.plot.marks.first else { continue }
      let x = Double(i % 3) * (width + 10)
      let (cells, size) = panel.plot.svgCells(grid)
      let height = width * size.height / size.width
      tallest = max(i % 3 == 0 ? 0 : tallest, height)
      body += "<text class=\"label\" x=\"\(GradusNN.svg(x))\" y=\"\(GradusNN.svg(y + 14))\">"
      body += "\(escaped(panel.label))</text>"
      body += "<svg x=\"\(GradusNN.svg(x))\" y=\"\(GradusNN.svg(y + 20))\" "
      body += "width=\"\(GradusNN.svg(width))\" height=\"\(GradusNN.svg(height))\" "
      body += "viewBox=\"0 0 \(GradusNN.svg(size.width)) \(GradusNN.svg(size.height))\">"
      body += "\(cells)</svg>"
    }
    return opening(height: y + tallest + 24, id: id) + body + "</svg>\n"
  }
}
