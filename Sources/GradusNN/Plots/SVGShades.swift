extension HeatMap {
  /// The ends of the shades: those given, or the smallest and the largest finite value.
  package var extent: (low: Double, high: Double) {
    if let range { return (Double(range.lowerBound), Double(range.upperBound)) }
    var extent = Extent()
    extent.include(values)
    return extent.least <= extent.greatest ? (extent.least, extent.greatest) : (0, 1)
  }

  /// True if values lie on both sides of zero, far enough to matter.
  package var hasTwoSides: Bool {
    let (low, high) = extent
    return low < 0 && high > 0 && min(-low, high) > 0.02 * max(-low, high)
  }

  /// The shade of a value: 0 … 15, negative on the lower of two sides; none if it is not finite.
  package func shade(_ value: Float) -> Int? {
    guard value.isFinite else { return nil }
    let (low, high) = extent
    return shade(Double(value), low, high, hasTwoSides)
  }

  package func shade(_ value: Double, _ low: Double, _ high: Double, _ twoSides: Bool) -> Int {
    if twoSides {
      let t = value / max(-low, high) * 15
      return max(-15, min(15, Int(t < 0 ? t - 0.5 : t + 0.5)))
    }
    return high > low ? max(0, min(15, Int((value - low) / (high - low) * 15 + 0.5))) : 8
  }
}

extension Plot {
  /// How strong the strongest shade is: marks on top must be seen, so the shades step back.
  package var shadeStrength: Double { marks.count > 1 ? 0.6 : 1 }

  /// The shades of a heat map, as a group that stretches cells to their size.
  package func svgHeatMap(_ map: HeatMap, _ layout: SVGLayout, _ number: Int) -> String {
    guard let l = layout.px(map.x.lowerBound), let r = layout.px(map.x.upperBound),
      let b = layout.py(map.y.lowerBound), let t = layout.py(map.y.upperBound)
    else { return "" }
    let (low, high) = map.extent
    let twoSides = map.hasTwoSides
    let shades = map.values.map { value -> Int? in
      value.isFinite ? map.shade(Double(value), low, high, twoSides) : nil
    }
    let cellWidth = (r - l) / Double(map.columns)
    let cellHeight = (b - t) / Double(map.rows)
    var cells = Shades()
    if !layout.isStage { cells.add(shades, columns: map.columns) }
    let paths = cells.heat(twoSides: twoSides, strength: shadeStrength)
    return "<g transform=\"translate(\(GradusNN.svg(l)) \(GradusNN.svg(b - cellHeight / 2))) "
      + "scale(\(decimalASCII(cellWidth)) \(decimalASCII(-cellHeight)))\" "
      + "\(layout.isStage ? "data-mark=\"\(number)\" " : "")shape-rendering=\"crispEdges\">\(paths)</g>"
  }

  /// The scale of shades to the right of the plot.
  package func svgColourBar(_ map: HeatMap, _ layout: SVGLayout) -> String {
    let (low, high) = map.extent
    let twoSides = map.hasTwoSides
    let steps = 30
    let step = layout.plotHeight / Double(steps)
    let shades = (0..<steps).map { i -> Int? in
      map.shade(
        low + (high - low) * (Double(i) + 0.5) / Double(steps), low, high, twoSides)
    }
    var cells = Shades()
    cells.add(shades, columns: 1)
    let paths = cells.heat(twoSides: twoSides, strength: shadeStrength)
    let x = layout.right + 10
    var svg =
      "<g transform=\"translate(\(GradusNN.svg(x)) \(GradusNN.svg(layout.bottom - step / 2))) "
      + "scale(10 \(decimalASCII(-step)))\" shape-rendering=\"crispEdges\">\(paths)</g>"
    var outline = SVGPath()
    outline.move(x, layout.top)
    outline.across(10)
    outline.down(layout.plotHeight)
    outline.across(-10)
    svg += "<path class=\"grid\" d=\"\(outline.text)z\" fill=\"none\" stroke=\"currentColor\" "
    svg += "stroke-opacity=\".3\"/><g class=\"axis\">"
    var marks = [(low, layout.bottom), (high, layout.top + 8)]
    let zero = layout.bottom - layout.plotHeight * (0 - low) / (high - low) + 4
    if twoSides, zero < layout.bottom - 16, zero > layout.top + 24 { marks.append((0, zero)) }
    for (value, y) in marks {
      svg += "<text x=\"\(GradusNN.svg(x + 15))\" y=\"\(GradusNN.svg(y))\">\(brief(value))</text>"
    }
    if !map.label.isEmpty {
      let fits = x + textWidth(map.label, size: SVGLayout.fontSize) <= SVGLayout.width
      svg += "<text class=\"label\" \(fits ? "" : "text-anchor=\"end\" ")"
      svg += "x=\"\(GradusNN.svg(fits ? x : SVGLayout.width))\" "
      svg += "y=\"\(GradusNN.svg(layout.top - 7))\">\(escaped(map.label))</text>"
    }
    return svg + "</g>"
  }

  /// The grid of pictures, with captions, in a view box of the common width.
  package func svg(images grid: ImageGrid, id: String) -> String {
    let top = title.isEmpty ? 0.0 : 26.0
    let (cells, size) = svgCells(grid)
    var svg = svgOpening(height: top + size.height, id: id, description: description)
    if !title.isEmpty {
      svg += "<text class=\"title\" y=\"14\" font-weight=\"bold\">\(escaped(title))</text>"
    }
    let place = top > 0 ? " transform=\"translate(0 \(GradusNN.svg(top)))\"" : ""
    return svg + "<g\(place)>\(cells)</g></svg>\n"
  }

  /// Pictures, frames and captions of a grid, and the room they take.
  package func svgCells(_ grid: ImageGrid) -> (svg: String, size: (width: Double, height: Double)) {
    let gap = 8.0
    let columns = Double(grid.columns)
    let side = min(64, (SVGLayout.width - gap * (columns - 1) - 1) / columns)
    let pixel = side / Double(grid.width)
    let high = pixel * Double(grid.height)
    let captionRoom = grid.captions.isEmpty ? 0.0 : 16.0
    let rows = (grid.images.count + grid.columns - 1) / grid.columns
    var cells = Shades()
    var frames = SVGPath()
    var captions = ""
    for (i, image) in grid.images.enumerated() {
      let x = Double(i % grid.columns) * (side + gap) + 0.5
      let y = Double(i / grid.columns) * (high + gap + captionRoom) + 0.5
      frames.move(x, y)
      frames.across(side)
      frames.down(high)
      frames.across(-side)
      frames.close(x, y)
      cells.add(
        image.map { grid.shade($0) }, columns: grid.width, x: x / pixel, y: y / pixel + 0.5)
      if !grid.captions.isEmpty {
        captions += "<text x=\"\(GradusNN.svg(x + side / 2))\" "
        captions += "y=\"\(GradusNN.svg(y + high + 13))\">\(escaped(grid.captions[i]))</text>"
      }
    }
    var svg = "<path class=\"grid\" d=\"\(frames.text)\" fill=\"none\" stroke=\"currentColor\" "
    svg += "stroke-opacity=\".2\"/><g transform=\"scale(\(decimalASCII(pixel)))\" "
    svg += "shape-rendering=\"crispEdges\">"
    svg += cells.paths(1) { _ in "image" } + "</g>"
    if !captions.isEmpty { svg += "<g class=\"axis\" text-anchor=\"middle\">\(captions)</g>" }
    let width = columns * (side + gap) - gap + 1
    return (svg, (width, Double(rows) * (high + gap + captionRoom) - gap + 1))
  }

  /// The stage for pictures: one sheet of cells, a blank cell between neighbours.
  package func svgSheet(_ grid: ImageGrid) -> String {
    let sheet = grid.sheet
    let top = title.isEmpty ? 0.0 : 26.0
    let rows = sheet.cells.count / sheet.columns
    let cell = min(8, SVGLayout.width / Double(sheet.columns))
    var svg = svgOpening(height: top + cell * Double(rows), id: nil, description: "")
    if !title.isEmpty {
      svg += "<text class=\"title\" y=\"14\" font-weight=\"bold\">\(escaped(title))</text>"
    }
    return svg + "<g data-mark=\"0\" class=\"images\" "
      + "transform=\"translate(0 \(GradusNN.svg(top + cell / 2))) scale(\(decimalASCII(cell)))\" "
      + "shape-rendering=\"crispEdges\"></g></svg>\n"
  }
}

extension ImageGrid {
  /// The shade of a pixel: 0 … 15; none if it is not finite.
  package func shade(_ value: Float) -> Int? {
    guard value.isFinite else { return nil }
    let span = range.upperBound - range.lowerBound
    let t = span > 0 ? (value - range.lowerBound) / span : 0.5
    return Int(max(0, min(1, t)) * 15 + 0.5)
  }

  /// The shades of all pictures on one sheet, with a blank row or column between neighbours.
  package var sheet: (cells: [Int?], columns: Int) {
    let across = columns * (width + 1) - 1
    let rows = (images.count + columns - 1) / columns
    var cells = [Int?](repeating: 0, count: across * (rows * (height + 1) - 1))
    for (i, image) in images.enumerated() {
      let start = i / columns * (height + 1) * across + i % columns * (width + 1)
      for (p, pixel) in image.enumerated() {
        cells[start + p / width * across + p % width] = shade(pixel)
      }
    }
    return (cells, across)
  }
}

/// Cells of a grid collected by shade, as strokes that are as thick as a cell.
///
/// Lengths are in cells, so that numbers are short; the group around the paths says how large a
/// cell is.
private struct Shades {
  private var byShade = [SVGPath](repeating: SVGPath(), count: 31)

  /// Adds a grid whose first cell has the middle of its left edge at the given place.
  mutating func add(_ shades: [Int?], columns: Int, x: Double = 0, y: Double = 0) {
    var i = 0
    while i < shades.count {
      guard let shade = shades[i], shade != 0 else {
        i += 1
        continue
      }
      var end = i + 1
      while end < shades.count, end % columns != 0, shades[end] == shade { end += 1 }
      byShade[shade + 15].move(x + Double(i % columns), y + Double(i / columns))
      byShade[shade + 15].across(Double(end - i))
      i = end
    }
  }

  /// The shades of a heat map; those of two sides have different names.
  func heat(twoSides: Bool, strength: Double) -> String {
    paths(strength) { shade in twoSides ? (shade < 0 ? "heat-low" : "heat-high") : "heat" }
  }

  func paths(_ strength: Double, _ name: (Int) -> String) -> String {
    var svg = ""
    for (i, path) in byShade.enumerated() where !path.isEmpty {
      let opacity = strength * Double((i - 15).magnitude) / 15
      svg += "<path class=\"\(name(i - 15))\" d=\"\(path.text)\" stroke=\"currentColor\" "
      svg += "stroke-opacity=\"\(decimalASCII(opacity))\"/>"
    }
    return svg
  }
}

/// A number in three digits, for the ends of a scale.
@inline(never)
package func brief(_ x: Double) -> String {
  guard x.isFinite, x != 0 else { return decimal(x, 0) }
  let magnitude = floorLog10(x.magnitude)
  if magnitude < -3 || magnitude > 5 { return scientific(x, digits: 2) }
  return withoutTrailingZeros(decimal(x, max(0, 2 - magnitude)))
}

/// Three decimals with an ASCII minus, without zeros at the end.
@inline(never)
private func decimalASCII(_ x: Double) -> String {
  let text = withoutTrailingZeros(decimal(x.magnitude, 3))
  return x < 0 ? "-" + text : text
}
