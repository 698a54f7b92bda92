extension Replay {
  /// All frames in a few bytes of JSON, for the script that plays them.
  ///
  /// ```text
  /// { "stage": "<svg …>",                     axes, names, and an empty element for each mark
  ///   "box": [left, top, width, height],      of the plot, in units of the stage's view box
  ///   "labels": ["step 0", …],
  ///   "marks": [
  ///     { "every": 1, "stamp": "h0", "closed": false, "frames": ["…", …] },
  ///     { "columns": 30, "strength": 0.6, "twoSides": true, "frames": ["…", …] } ] }
  /// ```
  ///
  /// There is one entry for every mark that is not a rule or a band. It moves the element of the
  /// stage whose `data-mark` is the number of the entry: a path, whose `d` the points become, or a
  /// group, in which each shade becomes a path: strokes of width 1 from x to x + n in row y for every
  /// run of n cells, in `currentColor` with the shade's opacity. The path's class is `heat`, with
  /// two sides `heat-low` (below 0) and `heat-high`, and `image` where the group's is `images`.
  ///
  /// The frames are digits of base 64 (`A`–`Z`, `a`–`z`, `0`–`9`, `+`, `/`). Three digits are a
  /// point: nine bits across, nine bits down, each from 0 at the left or upper edge of the box to
  /// 510 at the other edge; 511, 511 lifts the pen. Points are joined, with a new stroke after
  /// `every` points if that is not 0, and each stroke returns to its start if `closed`; where there
  /// is a `stamp`, it is drawn at each point instead. Cells (of a heat map, first row lowest, or of
  /// pictures, first row on top) have one digit each: the shade plus 15, where shades run from −15
  /// to 15, whose opacity is `strength`, and 31 stands for a number that is not finite. A mark that
  /// never changes has one frame.
  public var packed: String {
    let plots = onCommonAxes
    guard let first = plots.first else {
      return "{\"stage\":\"\",\"box\":[0,0,0,0],\"labels\":[],\"marks\":[]}"
    }
    let layout = stageLayout(first)
    var marks: [String] = []
    for i in first.marks.indices {
      var frames: [String] = []
      var head: String?
      for plot in plots {
        switch plot.marks[i] {
        case .heatMap(let map):
          head =
            "\"columns\":\(map.columns),\"strength\":\(plot.shadeStrength),"
            + "\"twoSides\":\(map.hasTwoSides)"
          frames.append(Self.packed(cells: map.values.map { map.shade($0) }))
        case .images(let grid):
          let sheet = grid.sheet
          head = "\"columns\":\(sheet.columns),\"strength\":1.0"
          frames.append(Self.packed(cells: sheet.cells))
        case let mark:
          guard let strokes = plot.strokes(mark, layout) else { continue }
          let stamp = strokes.stamp.text
          head =
            "\"every\":\(strokes.every),\"stamp\":\"\(stamp)\",\"closed\":\(strokes.isClosed)"
          frames.append(Self.packed(strokes.points, in: layout, drops: !stamp.isEmpty))
        }
      }
      guard let head else { continue }
      if frames.allSatisfy({ $0 == frames[0] }) { frames = [frames[0]] }
      let list = frames.map { "\"\($0)\"" }.joined(separator: ",")
      marks.append("{\(head),\"frames\":[\(list)]}")
    }
    let box = [layout.left, layout.top, layout.plotWidth, layout.plotHeight].map {
      GradusNN.svg($0)
    }
    let names = labels.map { "\"\(jsonEscaped($0))\"" }.joined(separator: ",")
    return
      "{\"stage\":\"\(jsonEscaped(stage(first)))\",\"box\":[\(box.joined(separator: ","))],\"labels\":[\(names)],"
      + "\"marks\":[\(marks.joined(separator: ","))]}"
  }

  /// The picture at full size with an empty, numbered element for each mark that moves.
  private func stage(_ plot: Plot) -> String {
    var plot = plot
    plot.title = title.isEmpty ? plot.title : title
    if case .images(let grid) = plot.marks.first { return plot.svgSheet(grid) }
    return plot.svg(id: nil, layout: stageLayout(plot), description: "")
  }

  private func stageLayout(_ plot: Plot) -> SVGLayout {
    var plot = plot
    plot.title = title.isEmpty ? plot.title : title
    var layout = plot.svgLayout()
    layout.isStage = true
    return layout
  }

  /// Points as three digits each.
  private static func packed(
    _ points: [Strokes.Point?], in layout: SVGLayout, drops: Bool
  ) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(points.count * 3)
    for point in points {
      var code = 511 << 9 | 511
      if let point {
        let x = (point.x - layout.left) / layout.plotWidth * 510
        let y = (point.y - layout.top) / layout.plotHeight * 510
        if drops, x < -4 || x > 514 || y < -4 || y > 514 { continue }
        code = Int(max(0, min(510, x)) + 0.5) << 9 | Int(max(0, min(510, y)) + 0.5)
      }
      bytes += [digit64(code >> 12), digit64(code >> 6 & 63), digit64(code & 63)]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func packed(cells: [Int?]) -> String {
    String(decoding: cells.map { digit64($0.map { $0 + 15 } ?? 31) }, as: UTF8.self)
  }
}

/// The character for a number below 64, as in RFC 4648.
package func digit64(_ n: Int) -> UInt8 {
  switch n {
  case ..<26: UInt8(65 + n)
  case ..<52: UInt8(97 + n - 26)
  case ..<62: UInt8(48 + n - 52)
  case 62: UInt8(ascii: "+")
  default: UInt8(ascii: "/")
  }
}

/// Text that is safe inside a JSON string, also where the JSON stands in an HTML page.
package func jsonEscaped(_ text: String) -> String {
  var safe = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": safe += "\\\""
    case "\\": safe += "\\\\"
    case "\n": safe += "\\n"
    case "<": safe += "\\u003c"
    case "&": safe += "\\u0026"
    default:
      if scalar.value < 0x20 {
        let digits = "0123456789abcdef".utf8.map { $0 }
        safe += "\\u00"
        safe.unicodeScalars.append(Unicode.Scalar(digits[Int(scalar.value >> 4)]))
        safe.unicodeScalars.append(Unicode.Scalar(digits[Int(scalar.value & 15)]))
      } else {
        safe.unicodeScalars.append(scalar)
      }
    }
  }
  return safe
}
