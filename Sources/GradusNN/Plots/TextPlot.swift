extension Plot {
  /// The plot as lines of text: curves and points in braille, with axes and a legend.
  ///
  /// Without colours, lines differ in dash and carry a letter; points of later series are letters.
  ///
  /// - Parameters:
  ///   - width: columns in all, axis included.
  ///   - height: rows of the picture itself, without title, tick labels and legend.
  ///   - colour: whether the terminal understands colours.
  public func text(width: Int = 72, height: Int = 16, colour: Bool = false) -> String {
    let style = TextColours(isOn: colour)
    for mark in marks {
      if case .images(let grid) = mark { return text(images: grid, width: width, style) }
    }
    let (x, y) = scales
    let height = max(height, 3)
    let yTicks = y.ticks(max(3, height / 3))
    let margin = yTicks.map { $0.label.unicodeScalars.count }.max() ?? 0
    var columns = max(width - margin - 2, 8)
    if isSquare { columns = min(columns, height * 2) }
    var canvas = TextCanvas(width: columns, height: height)
    let sheet = Sheet(x: x, y: y, columns: columns, rows: height)
    for mark in marks { draw(mark, on: &canvas, sheet, style) }

    var lines: [String] = []
    if !title.isEmpty { lines.append(style.bold(title)) }
    if !self.y.label.isEmpty { lines.append(self.y.label) }
    var labels = [String](repeating: "", count: height)
    for tick in yTicks {
      let row = min(height - 1, max(0, Int((1 - tick.place) * Double(height - 1) + 0.5)))
      labels[row] = tick.label
    }
    for row in 0..<height {
      let label = labels[row]
      let pad = spaces(margin - label.unicodeScalars.count)
      lines.append("\(pad)\(label) \(label.isEmpty ? "│" : "┤")\(canvas.row(row, style: style))")
    }
    lines += textAxis(x, margin: margin, columns: columns)
    lines += textLegend(style)
    return lines.map { colour ? $0 : withoutTrailingSpaces($0) }.joined(separator: "\n") + "\n"
  }

  /// The horizontal axis with its ticks, their labels and the axis label.
  private func textAxis(_ x: Scale, margin: Int, columns: Int) -> [String] {
    var ticks: [(column: Int, label: String)] = []
    if categories.isEmpty {
      for tick in x.ticks(max(4, columns / 10)) {
        ticks.append((Int(tick.place * Double(columns - 1) + 0.5), tick.label))
      }
    } else {
      for (i, name) in categories.enumerated() {
        let place = x.place(Float(i)) ?? 0
        ticks.append((Int(place * Double(columns - 1) + 0.5), name))
      }
    }
    var axis = [Unicode.Scalar](repeating: "─", count: columns)
    var names = [Unicode.Scalar](repeating: " ", count: columns + margin + 14)
    var free = 0
    for tick in ticks where tick.column >= 0 && tick.column < columns {
      axis[tick.column] = "┬"
      let label = Array(tick.label.unicodeScalars)
      let start = max(0, margin + 2 + tick.column - label.count / 2)
      guard start >= free, start + label.count <= names.count else { continue }
      for (i, scalar) in label.enumerated() { names[start + i] = scalar }
      free = start + label.count + 1
    }
    var lines = [spaces(margin) + " └" + string(axis), string(names)]
    if !self.x.label.isEmpty {
      let indent = margin + 2 + max(0, (columns - self.x.label.unicodeScalars.count) / 2)
      lines.append(spaces(indent) + self.x.label)
    }
    return lines.map { withoutTrailingSpaces($0) }
  }

  private func textLegend(_ style: TextColours) -> [String] {
    let entries = legendSeries.map { entry in
      style.coloured(
        "\(textSwatch(entry.mark, entry.series, style)) \(entry.series.label)",
        entry.series.number)
    }
    var lines = entries.isEmpty ? [] : [entries.joined(separator: "   ")]
    let histograms = legendSeries.filter {
      if case .bars(let bars) = $0.mark { bars.categories.isEmpty } else { false }
    }
    if histograms.count > 1 { lines[0] += "   ▓ several" }
    for mark in marks {
      switch mark {
      case .rule(let rule) where !rule.label.isEmpty:
        let axis = rule.isHorizontal ? "height" : "place"
        lines.append(
          "\(rule.isHorizontal ? "┈┈" : "┊ ") \(rule.label) (\(axis) \(spoken(Double(rule.value))))"
        )
      case .stripe(let stripe) where !stripe.label.isEmpty:
        let (low, high) = (Double(stripe.range.lowerBound), Double(stripe.range.upperBound))
        lines.append("░░ \(stripe.label) (\(spoken(low)) to \(spoken(high)))")
      case .heatMap(let map):
        let (low, high) = map.extent
        let name = map.label.isEmpty ? "" : "\(map.label): "
        lines.append(
          map.hasTwoSides
            ? "\(name)−: \(brief(low)) … blank: 0 … █: \(brief(high))"
            : "\(name)blank: \(brief(low)) … █: \(brief(high))")
      default: continue
      }
    }
    return lines
  }

  private func textSwatch(_ mark: Mark, _ series: Series, _ style: TextColours) -> String {
    if case .bars = mark { return "\(columnLetter(series.number, style))" }
    if case .scatter = mark {
      return series.number == 1 || style.isOn ? "⠶" : "\(pointLetter(series.number))"
    }
    if case .quiver = mark { return "→" }
    if style.isOn { return "⠒⠒" }
    return hasSeveralSeries ? "\(lineLetter(series.number))" : "⠒⠒"
  }

  package var hasSeveralSeries: Bool { seriesNumber(for: "") > 2 }
}

/// The letter that marks a line in plain text: A, B, C, ….
package func lineLetter(_ number: Int) -> Unicode.Scalar {
  Unicode.Scalar(UInt8(65 + (number - 1) % 26))
}

/// The character of a point in plain text, from the second series on.
package func pointLetter(_ number: Int) -> Unicode.Scalar {
  let letters: [Unicode.Scalar] = ["x", "o", "+", "*", "#"]
  return letters[(number + 3) % 5]
}

/// What columns are filled with.
package func columnLetter(_ number: Int, _ style: TextColours) -> Unicode.Scalar {
  let letters: [Unicode.Scalar] = ["█", "▒", "░"]
  return style.isOn ? "█" : letters[(number - 1) % 3]
}

@inline(never)
package func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

package func string(_ scalars: [Unicode.Scalar]) -> String {
  var text = ""
  text.unicodeScalars.append(contentsOf: scalars)
  return text
}

@inline(never)
package func withoutTrailingSpaces(_ text: String) -> String {
  var bytes = Array(text.utf8)
  while bytes.last == 0x20 { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}
