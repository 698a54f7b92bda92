/// A picture made of braille dots, two across and four down in every character cell.
package struct TextCanvas {
  package let width: Int
  package let height: Int
  private var dots: [UInt8]
  private var colours: [Int]
  private var letters: [Unicode.Scalar?]
  private var shades: [Unicode.Scalar]
  private var shadeColours: [Int]

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
    dots = [UInt8](repeating: 0, count: width * height)
    colours = [Int](repeating: 0, count: width * height)
    shades = [Unicode.Scalar](repeating: " ", count: width * height)
    shadeColours = [Int](repeating: 0, count: width * height)
    letters = [Unicode.Scalar?](repeating: nil, count: width * height)
  }

  /// Sets the dot at a place; 0, 0 is the upper left corner, and places outside are left out.
  package mutating func dot(_ x: Int, _ y: Int, colour: Int) {
    guard x >= 0, y >= 0, x < width * 2, y < height * 4 else { return }
    let cell = y / 4 * width + x / 2
    // Braille numbers its dots down the left column, down the right one, then the bottom pair.
    let bit =
      switch (x % 2, y % 4) {
      case (0, 3): 6
      case (1, 3): 7
      case (let column, let row): column * 3 + row
      }
    dots[cell] |= 1 << UInt8(bit)
    colours[cell] = colour
  }

  /// Puts a character into a cell, in place of its dots.
  package mutating func letter(_ letter: Unicode.Scalar, column: Int, row: Int, colour: Int) {
    guard column >= 0, row >= 0, column < width, row < height else { return }
    letters[row * width + column] = letter
    colours[row * width + column] = colour
  }

  /// Puts a character behind everything else.
  package mutating func shade(
    _ shade: Unicode.Scalar, column: Int, row: Int, colour: Int = 0
  ) {
    guard column >= 0, row >= 0, column < width, row < height else { return }
    shades[row * width + column] = shade
    shadeColours[row * width + column] = colour
  }

  /// The character in a cell, if one was put there.
  package func letter(column: Int, row: Int) -> Unicode.Scalar? { letters[row * width + column] }

  /// Draws a straight line between two places, by Bresenham's steps.
  ///
  /// - Parameter dash: lengths of stroke and gap in turn, none for a full line.
  /// - Parameter phase: how far along the dashes the line begins; moved on by the line's length.
  package mutating func line(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), colour: Int, dash: [Int],
    phase: inout Int
  ) {
    var (x, y) = start
    let (dx, dy) = (abs(end.x - x), abs(end.y - y))
    let (stepX, stepY) = (end.x > x ? 1 : -1, end.y > y ? 1 : -1)
    var error = dx - dy
    while true {
      if dash.isEmpty || Self.isStroke(phase, dash) { dot(x, y, colour: colour) }
      phase += 1
      if (x, y) == end { return }
      let twice = 2 * error
      if twice > -dy {
        error -= dy
        x += stepX
      }
      if twice < dx {
        error += dx
        y += stepY
      }
    }
  }

  private static func isStroke(_ phase: Int, _ dash: [Int]) -> Bool {
    var rest = phase % dash.reduce(0, +)
    for (i, length) in dash.enumerated() {
      if rest < length { return i % 2 == 0 }
      rest -= length
    }
    return false
  }

  /// One row of the picture, without blanks at its end unless it is coloured.
  package func row(_ row: Int, style: TextColours) -> String {
    var text = ""
    var run = ""
    var runColour = 0
    for cell in row * width..<(row + 1) * width {
      let isBare = letters[cell] == nil && dots[cell] == 0
      let scalar =
        isBare
        ? shades[cell] : letters[cell] ?? Unicode.Scalar(0x2800 + UInt32(dots[cell])) ?? " "
      // A blank has no colour, so it need not end a run of one colour.
      let colour = scalar == " " ? runColour : isBare ? shadeColours[cell] : colours[cell]
      if colour != runColour {
        text += style.coloured(run, runColour)
        run = ""
        runColour = colour
      }
      run.unicodeScalars.append(scalar)
    }
    return text + style.coloured(run, runColour)
  }
}

/// The colours of a terminal for series 1, 2, …; none in plain text.
package struct TextColours {
  package var isOn: Bool

  package func coloured(_ text: String, _ series: Int) -> String {
    guard isOn, series > 0, text.utf8.contains(where: { $0 != 0x20 }) else { return text }
    let code =
      switch (series - 1) % 6 {
      case 0: "94"
      case 1: "33"
      case 2: "32"
      case 3: "35"
      case 4: "31"
      default: "36"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[39m"
  }

  package func bold(_ text: String) -> String {
    isOn ? "\u{1B}[1m\(text)\u{1B}[22m" : text
  }
}
