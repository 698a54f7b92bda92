/// The size of the text picture and the scales that fill it.
struct Sheet {
  var x: Scale
  var y: Scale
  var columns: Int
  var rows: Int

  /// The dot for a value, if it has a place inside or near the picture.
  func dot(_ vx: Float, _ vy: Float) -> (x: Int, y: Int)? {
    guard let px = x.place(vx), let py = y.place(vy) else { return nil }
    let far = -3.0...4.0
    guard far.contains(px), far.contains(py) else { return nil }
    return (
      floorToInt(px * Double(columns * 2 - 1) + 0.5),
      floorToInt((1 - py) * Double(rows * 4 - 1) + 0.5)
    )
  }
}

extension Plot {
  func draw(_ mark: Mark, on canvas: inout TextCanvas, _ sheet: Sheet, _ style: TextColours) {
    switch mark {
    case .line(let points): drawLine(points, on: &canvas, sheet, style)
    case .scatter(let points):
      for (x, y) in zip(points.xs, points.ys) {
        guard let dot = sheet.dot(x, y) else { continue }
        if points.series.number == 1 || style.isOn {
          canvas.dot(dot.x, dot.y, colour: points.series.number)
        } else {
          canvas.letter(
            pointLetter(points.series.number), column: dot.x / 2, row: dot.y / 4, colour: 0)
        }
      }
    case .ribbon(let ribbon):
      var phase = 0
      for edge in [ribbon.lows, ribbon.highs] {
        var last: (x: Int, y: Int)?
        for (x, y) in zip(ribbon.xs, edge) {
          let dot = sheet.dot(x, y)
          if let last, let dot {
            canvas.line(
              from: last, to: dot, colour: ribbon.series.number, dash: [1, 2], phase: &phase)
          }
          last = dot
        }
      }
    case .bars(let bars): drawBars(bars, on: &canvas, sheet, style)
    case .heatMap(let map): drawHeatMap(map, on: &canvas, sheet)
    case .quiver(let arrows): drawQuiver(arrows, on: &canvas, sheet)
    case .rule(let rule):
      if rule.isHorizontal, let place = sheet.y.place(rule.value) {
        let row = Int((1 - place) * Double(sheet.rows - 1) + 0.5)
        for column in 0..<sheet.columns {
          canvas.shade("┈", column: column, row: row)
        }
      } else if let place = sheet.x.place(rule.value) {
        let column = Int(place * Double(sheet.columns - 1) + 0.5)
        for row in 0..<sheet.rows { canvas.shade("┊", column: column, row: row) }
      }
    case .stripe(let stripe): drawStripe(stripe, on: &canvas, sheet)
    case .images: break
    }
  }

  private func drawLine(
    _ points: Points, on canvas: inout TextCanvas, _ sheet: Sheet, _ style: TextColours
  ) {
    let number = points.series.number
    let dashes = [[], [6, 3], [2, 2], [8, 2, 2, 2], [12, 3], [4, 2]]
    let dash = style.isOn ? [] : dashes[(number - 1) % 6]
    var phase = 0
    var last: (x: Int, y: Int)?
    var visible: [(x: Int, y: Int)] = []
    for (x, y) in zip(points.xs, points.ys) {
      let dot = sheet.dot(x, y)
      if let last, let dot {
        canvas.line(from: last, to: dot, colour: number, dash: dash, phase: &phase)
      } else if let dot {
        canvas.dot(dot.x, dot.y, colour: number)
      }
      if let dot { visible.append(dot) }
      last = dot
    }
    // A letter at the end and one on the way, each series at another place.
    guard !style.isOn, hasSeveralSeries, let end = visible.last else { return }
    let wanted = sheet.columns * 2 * (2 * number - 1) / 12 % (sheet.columns * 2)
    let letter = lineLetter(number)
    canvas.letter(letter, column: end.x / 2, row: end.y / 4, colour: 0)
    if let near = visible.min(by: { abs($0.x - wanted) < abs($1.x - wanted) }) {
      canvas.letter(letter, column: near.x / 2, row: near.y / 4, colour: 0)
    }
  }

  private func drawBars(
    _ bars: Bars, on canvas: inout TextCanvas, _ sheet: Sheet, _ style: TextColours
  ) {
    let number = bars.series.number
    let (set, sets) = columnSet(of: bars)
    for (i, height) in bars.heights.enumerated() where height != 0 {
      var (left, right): (Double, Double)
      if bars.categories.isEmpty {
        left = sheet.x.place(bars.edges[i]) ?? 0
        right = sheet.x.place(bars.edges[i + 1]) ?? 0
      } else {
        let room = 0.8 / Double(sets)
        let start = Double(i) - 0.4 + room * Double(set)
        left = sheet.x.place(start) ?? 0
        right = sheet.x.place(start + room) ?? 0
      }
      let last = Double(sheet.columns)
      let from = max(0, Int(left * last + 0.5))
      let to = min(sheet.columns, max(from + 1, Int(right * last + 0.5)))
      let top = sheet.y.place(height) ?? 0
      let zero = sheet.y.isLog ? 0 : sheet.y.place(0 as Float) ?? 0
      let eighths = Int(top * Double(sheet.rows) * 8 + 0.5)
      let base = Int(zero * Double(sheet.rows) * 8 + 0.5)
      for column in from..<max(from, to) {
        for row in 0..<sheet.rows {
          // The height of this row's lower edge, in eighths of a row.
          let bottom = (sheet.rows - 1 - row) * 8
          if bottom + 4 <= max(eighths, base), bottom + 4 > min(eighths, base) {
            let isCovered = canvas.letter(column: column, row: row) != nil
            canvas.letter(
              isCovered ? "▓" : columnLetter(number, style), column: column, row: row,
              colour: number)
          } else if number == 1 || style.isOn, eighths > bottom, eighths < bottom + 4,
            eighths > base
          {
            let part = Unicode.Scalar(0x2580 + UInt32(eighths - bottom)) ?? "▁"
            canvas.letter(part, column: column, row: row, colour: number)
          }
        }
      }
    }
  }

  private func drawHeatMap(_ map: HeatMap, on canvas: inout TextCanvas, _ sheet: Sheet) {
    let shades: [Unicode.Scalar] = [" ", "░", "▒", "▓", "█"]
    let negatives: [Unicode.Scalar] = [" ", "·", "-", "=", "≡"]
    for row in 0..<sheet.rows {
      for column in 0..<sheet.columns {
        let x = sheet.x.value(at: (Double(column) + 0.5) / Double(sheet.columns))
        let y = sheet.y.value(at: 1 - (Double(row) + 0.5) / Double(sheet.rows))
        let u = (x - Double(map.x.lowerBound)) / Double(map.x.upperBound - map.x.lowerBound)
        let v = (y - Double(map.y.lowerBound)) / Double(map.y.upperBound - map.y.lowerBound)
        guard u >= 0, u < 1, v >= 0, v < 1 else { continue }
        let i = Int(v * Double(map.rows)) * map.columns + Int(u * Double(map.columns))
        guard let shade = map.shade(map.values[i]) else {
          canvas.shade("?", column: column, row: row)
          continue
        }
        let level = (Int(shade.magnitude) * 4 + 7) / 15
        canvas.shade(
          shade < 0 ? negatives[level] : shades[level], column: column, row: row,
          colour: shade < 0 ? 2 : 1)
      }
    }
  }

  private func drawQuiver(_ arrows: Quiver, on canvas: inout TextCanvas, _ sheet: Sheet) {
    for i in arrows.xs.indices {
      guard let dot = sheet.dot(arrows.xs[i], arrows.ys[i]) else { continue }
      let (dx, dy) = (arrows.dxs[i], arrows.dys[i])
      guard dx.isFinite, dy.isFinite else { continue }
      // The nearest of eight directions: 0.414 is the tangent of half of 45°.
      let flat = abs(dy) < 0.414 * abs(dx)
      let steep = abs(dx) < 0.414 * abs(dy)
      let arrow: Unicode.Scalar =
        if dx == 0, dy == 0 { "·" } else if flat { dx > 0 ? "→" : "←" } else if steep {
          dy > 0 ? "↑" : "↓"
        } else if dx > 0 { dy > 0 ? "↗" : "↘" } else { dy > 0 ? "↖" : "↙" }
      canvas.letter(arrow, column: dot.x / 2, row: dot.y / 4, colour: arrows.series.number)
    }
  }

  private func drawStripe(_ stripe: Stripe, on canvas: inout TextCanvas, _ sheet: Sheet) {
    for row in 0..<sheet.rows {
      for column in 0..<sheet.columns {
        let place =
          stripe.isHorizontal
          ? sheet.y.value(at: 1 - (Double(row) + 0.5) / Double(sheet.rows))
          : sheet.x.value(at: (Double(column) + 0.5) / Double(sheet.columns))
        guard place >= Double(stripe.range.lowerBound), place <= Double(stripe.range.upperBound)
        else { continue }
        canvas.shade("░", column: column, row: row)
      }
    }
  }

  /// Small pictures side by side: two pixels in a cell where there are colours, one in two without.
  func text(images grid: ImageGrid, width: Int, _ style: TextColours) -> String {
    let cell = style.isOn ? grid.width : grid.width * 2
    let columns = max(1, min(grid.columns, (width + 2) / (cell + 2)))
    let ink: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
    let span = grid.range.upperBound - grid.range.lowerBound
    func share(_ value: Float) -> Float {
      guard value.isFinite else { return 0 }
      return span > 0 ? max(0, min(1, (value - grid.range.lowerBound) / span)) : 0.5
    }
    var lines = title.isEmpty ? [] : [style.bold(title)]
    for start in stride(from: 0, to: grid.images.count, by: columns) {
      let shown = start..<min(start + columns, grid.images.count)
      for row in stride(from: 0, to: grid.height, by: style.isOn ? 2 : 1) {
        var line = ""
        for i in shown {
          if i > start { line += "  " }
          for column in 0..<grid.width {
            let upper = share(grid.images[i][row * grid.width + column])
            if style.isOn {
              let below = (row + 1) * grid.width + column
              let lower = row + 1 < grid.height ? share(grid.images[i][below]) : 0
              line += "\u{1B}[38;5;\(232 + Int(upper * 23));48;5;\(232 + Int(lower * 23))m▀"
            } else {
              let scalar = ink[Int(upper * 9 + 0.5)]
              line.unicodeScalars.append(scalar)
              line.unicodeScalars.append(scalar)
            }
          }
          if style.isOn { line += "\u{1B}[39;49m" }
        }
        lines.append(style.isOn ? line : withoutTrailingSpaces(line))
      }
      if !grid.captions.isEmpty {
        var line = ""
        for i in shown {
          if i > start { line += "  " }
          let caption = Array(grid.captions[i].unicodeScalars.prefix(cell))
          line += string(caption) + spaces(cell - caption.count)
        }
        lines.append(withoutTrailingSpaces(line))
      }
      if shown.upperBound < grid.images.count { lines.append("") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
