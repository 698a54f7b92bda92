extension Plot {
  /// The plot as one SVG element, to stand in a page.
  ///
  /// It has no style attribute, no script and no colour of its own: everything is drawn in
  /// `currentColor`, and the classes say what it is, so a style sheet can give colours with rules
  /// like `.series-1 { color: … }` in light and in dark. Series differ in dash and marker as well.
  /// The classes: `plot`, `square`, `title`, `axis`, `tick`, `grid`, `zero`, `label`, `legend`,
  /// `line`, `dots`, `bars`, `ribbon`, `arrows`, `rule`, `band`, `heat`, `heat-low`, `heat-high`,
  /// `image`, and `series-1` to `series-8`.
  ///
  /// - Parameter id: begins the ids of the title and the description; unique in the page.
  public func svg(id: String = "plot") -> String {
    for mark in marks {
      if case .images(let grid) = mark { return svg(images: grid, id: id) }
    }
    return svg(id: id, layout: svgLayout(), description: description)
  }

  package func svg(id: String?, layout: SVGLayout, description: String) -> String {
    var svg = svgOpening(
      width: layout.width, height: layout.height, id: id, description: description)
    if !title.isEmpty {
      svg += "<text class=\"title\" y=\"\(GradusNN.svg(layout.titleY))\" font-weight=\"bold\">"
      svg += "\(escaped(title))</text>"
    }
    svg += svgLegend(layout)
    svg += svgAxes(layout)
    svg += svgMarks(layout)
    for case .heatMap(let map) in marks { svg += svgColourBar(map, layout) }
    svg += svgMarginLabels(layout)
    return svg + "</svg>\n"
  }

  /// The opening tag with name and long description; with the name alone where there is no id.
  package func svgOpening(
    width: Double = SVGLayout.width, height: Double, id: String?, description: String
  ) -> String {
    let name = escaped(title.isEmpty ? (y.label.isEmpty ? "Plot" : y.label) : title)
    let start = """
      <svg xmlns="http://www.w3.org/2000/svg" class="plot\(isSquare ? " square" : "")" role="img" \
      viewBox="0 0 \(GradusNN.svg(width)) \(GradusNN.svg(height))" font-size="13" fill="currentColor"
      """
    guard let id = id.map({ escaped($0) }) else { return start + " aria-label=\"\(name)\">" }
    return """
      \(start) aria-labelledby="\(id)-title" aria-describedby="\(id)-desc">\
      <title id="\(id)-title">\(name)</title>\
      <desc id="\(id)-desc">\(escaped(description))</desc>
      """
  }

  private func svgAxes(_ layout: SVGLayout) -> String {
    var grid = SVGPath()
    for tick in layout.yTicks {
      grid.move(layout.left, layout.bottom - tick.place * layout.plotHeight)
      grid.across(layout.plotWidth)
    }
    if isSquare || hasHeatMap {
      for tick in layout.xTicks {
        grid.move(layout.left + tick.place * layout.plotWidth, layout.top)
        grid.down(layout.plotHeight)
      }
    }
    var ticks = SVGPath()
    for tick in layout.xTicks {
      ticks.move(layout.left + tick.place * layout.plotWidth, layout.bottom)
      ticks.down(4)
    }
    var base = SVGPath()
    base.move(layout.left, layout.bottom)
    base.across(layout.plotWidth)

    var svg = ""
    if let zero = layout.y.isLog ? nil : layout.py(0), zero < layout.bottom - 1, zero > layout.top,
      !hasHeatMap
    {
      var path = SVGPath()
      path.move(layout.left, zero)
      path.across(layout.plotWidth)
      svg += "<path class=\"zero\" d=\"\(path.text)\" stroke=\"currentColor\" "
      svg += "stroke-opacity=\".4\"/>"
    }
    if !hasHeatMap && !grid.isEmpty {
      svg +=
        "<path class=\"grid\" d=\"\(grid.text)\" stroke=\"currentColor\" stroke-opacity=\".15\"/>"
    }
    svg += "<path class=\"tick\" d=\"\(ticks.text)\(base.text.uppercasedFirst)\" fill=\"none\" "
    svg += "stroke=\"currentColor\" stroke-opacity=\".6\"/>"
    svg += "<g class=\"axis\" text-anchor=\"end\">"
    for tick in layout.yTicks {
      let y = layout.bottom - tick.place * layout.plotHeight + 4
      svg += "<text x=\"\(GradusNN.svg(layout.left - 6))\" y=\"\(GradusNN.svg(y))\">"
      svg += "\(escaped(tick.label))</text>"
    }
    svg += "</g><g class=\"axis\" text-anchor=\"middle\">"
    for tick in layout.xTicks {
      let x = layout.left + tick.place * layout.plotWidth
      svg += "<text x=\"\(GradusNN.svg(x))\" y=\"\(GradusNN.svg(layout.bottom + 17))\">"
      svg += "\(escaped(tick.label))</text>"
    }
    if !x.label.isEmpty {
      let x = layout.left + layout.plotWidth / 2
      svg += "<text class=\"label\" x=\"\(GradusNN.svg(x))\" "
      svg += "y=\"\(GradusNN.svg(layout.bottom + 35))\">\(escaped(self.x.label))</text>"
    }
    svg += "</g>"
    if !y.label.isEmpty {
      svg += "<text class=\"axis label\" y=\"\(GradusNN.svg(layout.yLabelY))\">"
      svg += "\(escaped(y.label))</text>"
    }
    return svg
  }

  private func svgMarginLabels(_ layout: SVGLayout) -> String {
    var svg = ""
    for label in layout.marginLabels {
      let series = label.number > 0 ? " \(seriesClass(label.number))" : ""
      svg += "<text class=\"label\(series)\" x=\"\(GradusNN.svg(layout.right + 6))\" "
      svg += "y=\"\(GradusNN.svg(label.y + 4))\">\(escaped(label.text))</text>"
    }
    return svg
  }

  private func svgLegend(_ layout: SVGLayout) -> String {
    guard !layout.legend.isEmpty else { return "" }
    var svg = "<g class=\"legend\">"
    for entry in layout.legend {
      svg += svgSwatch(entry.mark, entry.series, entry.x, entry.y - 4)
      svg += "<text x=\"\(GradusNN.svg(entry.x + 24))\" y=\"\(GradusNN.svg(entry.y))\">"
      svg += "\(escaped(entry.series.label))</text>"
    }
    return svg + "</g>"
  }
}

/// The class that gives a series its colour; eight colours, then again from the first.
package func seriesClass(_ number: Int) -> String { "series-\((number - 1) % 8 + 1)" }

extension String {
  /// A relative path made absolute in its first move, to follow another path.
  fileprivate var uppercasedFirst: String {
    isEmpty ? "" : "M" + String(decoding: utf8.dropFirst(), as: UTF8.self)
  }
}
