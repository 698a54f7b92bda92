/// What a mark looks like once it has a place: points, and how they become the path of an SVG.
///
/// A figure writes them as path data; a replay packs the same points into a few bytes a frame.
package struct Strokes: Sendable, Equatable {
  package struct Point: Sendable, Equatable {
    package var x: Double
    package var y: Double
  }

  /// The places in order; nothing where the pen is lifted.
  package var points: [Point?] = []
  /// How many points belong to one stroke; 0 if a stroke goes on until the pen is lifted.
  package var every = 0
  /// What is drawn at each point, as relative path data; empty if points are joined instead.
  package var stamp = Stamp(text: "", dx: 0, dy: 0)
  /// Whether each stroke returns to its start.
  package var isClosed = false
  /// The attributes of the path element, without `d`.
  package var attributes: String

  /// A small relative path and where it ends, seen from where it began.
  package struct Stamp: Sendable, Equatable {
    package var text: String
    package var dx: Double
    package var dy: Double
  }

  package init(_ attributes: String) { self.attributes = attributes }

  package mutating func add(_ x: Double, _ y: Double) { points.append(Point(x: x, y: y)) }

  package mutating func lift() {
    if points.last != nil, points.last != .some(nil) { points.append(nil) }
  }

  /// The path data.
  package var path: String {
    var path = SVGPath()
    var inStroke = 0
    var start = Point(x: 0, y: 0)
    func close(_ path: inout SVGPath) {
      if isClosed && inStroke > 0 { path.close(start.x, start.y) }
    }
    for point in points {
      guard let point else {
        close(&path)
        inStroke = 0
        continue
      }
      if inStroke == 0 || every > 0 && inStroke == every {
        close(&path)
        path.move(point.x, point.y)
        start = point
        inStroke = 0
      } else {
        path.line(point.x, point.y)
      }
      inStroke += 1
      if !stamp.text.isEmpty { path.stamp(stamp.text, stamp.dx, stamp.dy) }
    }
    close(&path)
    return path.text
  }

  /// The path element; nothing at all if there is no point.
  package var svg: String {
    let d = path
    return d.isEmpty ? "" : "<path \(attributes) d=\"\(d)\"/>"
  }
}

extension Strokes.Stamp {
  /// The shape of a series' points, so that points differ without colour.
  package static func marker(_ number: Int, size: Double) -> Strokes.Stamp {
    let r = Double(Int(size * 1.1 + 0.5)) / 2  // whole or half, for short numbers
    var path = SVGPath()
    switch (number - 1) % 6 {
    case 1:
      path.move(-r, -r)
      path.line(r, r)
      path.move(r, -r)
      path.line(-r, r)
      return .init(text: path.text, dx: -r, dy: r)
    case 3:
      path.move(-r, r)
      path.line(0, -r)
      path.line(r, r)
      path.close(-r, r)
      return .init(text: path.text, dx: -r, dy: r)
    case 4:
      path.move(-r, 0)
      path.line(r, 0)
      path.move(0, -r)
      path.line(0, r)
      return .init(text: path.text, dx: 0, dy: r)
    case 5:
      path.move(-r, 0)
      path.line(0, -r)
      path.line(r, 0)
      path.line(0, r)
      path.close(-r, 0)
      return .init(text: path.text, dx: -r, dy: 0)
    default:
      // A stroke without length: its round or square caps are the dot.
      return .init(text: "h0", dx: 0, dy: 0)
    }
  }

  package static func markerAttributes(_ number: Int, size: Double) -> String {
    let stroke = "fill=\"none\" stroke=\"currentColor\""
    return switch (number - 1) % 6 {
    case 0: "\(stroke) stroke-width=\"\(svg(size))\" stroke-linecap=\"round\""
    case 2: "\(stroke) stroke-width=\"\(svg(size * 0.8))\" stroke-linecap=\"square\""
    default: "\(stroke) stroke-width=\"1.2\""
    }
  }
}

/// The dash of a series, so that lines differ without colour.
package func dash(_ number: Int) -> String {
  switch (number - 1) % 8 {
  case 1: " stroke-dasharray=\"7 3\""
  case 2: " stroke-dasharray=\"2 2\""
  case 3: " stroke-dasharray=\"9 3 2 3\""
  case 4: " stroke-dasharray=\"14 4\""
  case 5: " stroke-dasharray=\"4 2\""
  case 6: " stroke-dasharray=\"9 2 2 2 2 2\""
  case 7: " stroke-dasharray=\"1 4\""
  default: ""
  }
}
