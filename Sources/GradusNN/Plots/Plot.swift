/// A picture of numbers: a title, two axes and the marks drawn between them.
///
/// A plot is a value. Every method returns a new plot with one mark more, so a figure reads as one
/// sentence:
///
/// ```swift
/// Plot("Training the ring GAN", x: "step", y: "loss")
///   .line(steps, discriminatorLoss, "discriminator")
///   .line(steps, generatorLoss, "generator")
///   .rule(y: 1.386, "2 log 2")
///   .logX()
/// ```
///
/// The same value becomes an SVG that follows the page's theme (``svg(id:)``), lines of text for a
/// terminal (``text(width:height:colour:)``), sentences for whoever cannot see it (``description``)
/// and the numbers behind it (``table``). Units belong into the axis label: `"time (ms)"`.
public struct Plot: Sendable, Equatable {
  /// What the picture shows, in a few words.
  public var title: String
  package var x: Axis
  package var y: Axis
  package var marks: [Mark] = []
  package var isSquare = false

  /// A plot without marks.
  public init(_ title: String = "", x: String = "", y: String = "") {
    self.title = title
    self.x = Axis(label: x)
    self.y = Axis(label: y)
  }

  /// Shows the horizontal axis in powers of ten; values that are not positive cannot be shown.
  public func logX() -> Plot { changed { $0.x.isLog = true } }

  /// Shows the vertical axis in powers of ten; values that are not positive cannot be shown.
  public func logY() -> Plot { changed { $0.y.isLog = true } }

  /// Fixes the ends of the horizontal axis instead of taking them from the data.
  public func xRange(_ range: ClosedRange<Float>) -> Plot { changed { $0.x.range = range } }

  /// Fixes the ends of the vertical axis instead of taking them from the data.
  public func yRange(_ range: ClosedRange<Float>) -> Plot { changed { $0.y.range = range } }

  /// Gives both axes the same length and the same scale, as a map has: for points in the plane.
  public func square() -> Plot { changed { $0.isSquare = true } }

  package func changed(_ change: (inout Plot) -> Void) -> Plot {
    var plot = self
    change(&plot)
    return plot
  }

  package func adding(_ mark: Mark) -> Plot { changed { $0.marks.append(mark) } }

  /// The series number for a label: that of the mark that already has the label, or the next one.
  package func seriesNumber(for label: String) -> Int {
    var highest = 0
    for mark in marks {
      guard let series = mark.series else { continue }
      if !label.isEmpty && series.label == label { return series.number }
      highest = max(highest, series.number)
    }
    return highest + 1
  }
}

/// One direction of a plot.
package struct Axis: Sendable, Equatable {
  package var label: String
  package var isLog = false
  package var range: ClosedRange<Float>?

  package init(label: String) { self.label = label }
}
