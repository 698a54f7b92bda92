/// One thing drawn in a plot, as the numbers it was made from.
package enum Mark: Sendable, Equatable {
  case line(Points)
  case scatter(Points)
  case bars(Bars)
  case ribbon(Ribbon)
  case heatMap(HeatMap)
  case quiver(Quiver)
  case images(ImageGrid)
  case rule(Rule)
  case stripe(Stripe)

  /// The name and the colour it goes by, where it has one.
  package var series: Series? {
    switch self {
    case .line(let mark), .scatter(let mark): mark.series
    case .bars(let mark): mark.series
    case .ribbon(let mark): mark.series
    case .quiver(let mark): mark.series
    case .heatMap, .images, .rule, .stripe: nil
    }
  }
}

/// What belongs together under one name, colour, dash and marker; numbers start at 1.
package struct Series: Sendable, Equatable {
  package var label: String
  package var number: Int
}

/// Places in the plane, joined or not.
package struct Points: Sendable, Equatable {
  package var series: Series
  package var xs: [Float]
  package var ys: [Float]
}

/// Columns that stand on zero: one for each category, or one for each interval of a histogram.
package struct Bars: Sendable, Equatable {
  package var series: Series
  package var heights: [Float]
  /// Names under the columns; empty for a histogram.
  package var categories: [String]
  /// The ends of the histogram's intervals, one more than `heights`; empty for categories.
  package var edges: [Float]
  /// The values that a histogram has counted.
  package var values: [Float]
}

/// The area between two curves.
package struct Ribbon: Sendable, Equatable {
  package var series: Series
  package var xs: [Float]
  package var lows: [Float]
  package var highs: [Float]
}

/// A function of two variables as shades; the first row lies at the lowest y.
package struct HeatMap: Sendable, Equatable {
  package var rows: Int
  package var columns: Int
  package var values: [Float]
  package var x: ClosedRange<Float>
  package var y: ClosedRange<Float>
  package var label: String
  /// What the faintest and the strongest shade stand for, where the values do not decide it.
  package var range: ClosedRange<Float>?
}

/// Arrows: where they start and how far they reach.
package struct Quiver: Sendable, Equatable {
  package var series: Series
  package var xs: [Float]
  package var ys: [Float]
  package var dxs: [Float]
  package var dys: [Float]
}

/// Small grey pictures in rows; the first pixel row is on top, ink is where values are high.
package struct ImageGrid: Sendable, Equatable {
  package var images: [[Float]]
  package var width: Int
  package var columns: Int
  package var range: ClosedRange<Float>
  package var captions: [String]

  package var height: Int { (images.first?.count ?? 0) / width }
}

/// A straight line across the plot at one value.
package struct Rule: Sendable, Equatable {
  package var value: Float
  package var isHorizontal: Bool
  package var label: String
}

/// A shaded stripe across the plot between two values.
package struct Stripe: Sendable, Equatable {
  package var range: ClosedRange<Float>
  package var isHorizontal: Bool
  package var label: String
}
