/// A recorded run: the same plot at several moments, to be played, scrubbed or seen side by side.
///
/// ```swift
/// var replay = Replay("Ring GAN, slow discriminator")
/// for step in 0...3000 {
///   …
///   if step % 75 == 0 {
///     replay.record(
///       Plot(x: "x₁", y: "x₂").scatter(real, "real").scatter(samples, "generated").square(),
///       "step \(step)")
///   }
/// }
/// ```
///
/// All frames share their axes, so that motion is motion of the data. In a page it is six small
/// pictures (``svg(id:most:)``) until a script plays the packed frames (``packed``).
public struct Replay: Sendable, Equatable {
  /// What the run shows, in a few words.
  public var title: String
  package var frames: [Plot] = []
  package var labels: [String] = []

  /// A replay without frames.
  public init(_ title: String = "") {
    self.title = title
  }

  /// How many frames have been recorded.
  public var count: Int { frames.count }

  /// Adds the picture of one moment.
  ///
  /// Every frame has the marks of the first one, in the same order; only their numbers change.
  public mutating func record(_ plot: Plot, _ label: String) {
    if let first = frames.first {
      let (wanted, got) = (first.kinds, plot.kinds)
      guard wanted == got else {
        stop(
          "every frame of a replay has the marks of the first: \(wanted); but \(label) has \(got)")
      }
    }
    frames.append(plot)
    labels.append(label)
  }

  /// One moment as a plot of its own, on the common axes.
  public func frame(_ index: Int) -> Plot {
    var plot = onCommonAxes[index]
    let name = title.isEmpty ? frames[index].title : title
    plot.title = name.isEmpty ? labels[index] : "\(name), \(labels[index])"
    return plot
  }

  /// What happens, in sentences: how many frames there are, the first one and the last one.
  public var description: String {
    guard let first = frames.first, let last = frames.last, count > 1 else {
      return frames.first?.description ?? "A replay without frames."
    }
    return "\(count) frames, from \(labels[0]) to \(labels[count - 1]). At first: "
      + "\(first.description) At last: \(last.description)"
  }

  /// The frames that are shown where nothing moves: a few, spread evenly, first and last too.
  package func shownFrames(most: Int = 6) -> [Int] {
    guard count > most else { return Array(0..<count) }
    return (0..<most).map { $0 * (count - 1) / (most - 1) }
  }

  /// Two runs with the axes that hold both of them, so that they can be compared.
  package func onAxes(with other: Replay) -> (Replay, Replay) {
    var both = self
    for (plot, label) in zip(other.frames, other.labels) { both.record(plot, label) }
    let frames = both.onCommonAxes
    var (one, two) = (self, other)
    one.frames = Array(frames.prefix(count))
    two.frames = Array(frames.dropFirst(count))
    return (one, two)
  }

  /// The frames with the axes and the shades that hold all of them.
  package var onCommonAxes: [Plot] {
    guard var all = frames.first else { return [] }
    for frame in frames.dropFirst() { all.marks += frame.marks }
    let (x, y) = all.scales
    let shades = commonShades
    let ink = commonInk
    return frames.map { frame in
      var frame = frame
      if all.categories.isEmpty { frame.x.range = x.range }
      frame.y.range = y.range
      for i in frame.marks.indices {
        if case .heatMap(var map) = frame.marks[i] {
          map.range = shades
          frame.marks[i] = .heatMap(map)
        } else if case .images(var grid) = frame.marks[i], let ink {
          grid.range = ink
          frame.marks[i] = .images(grid)
        }
      }
      return frame
    }
  }

  private var commonShades: ClosedRange<Float>? {
    var extent = Extent()
    for frame in frames {
      for case .heatMap(let map) in frame.marks { extent.include(map.values) }
    }
    return extent.least <= extent.greatest ? Float(extent.least)...Float(extent.greatest) : nil
  }

  private var commonInk: ClosedRange<Float>? {
    var extent = Extent()
    for frame in frames {
      for case .images(let grid) in frame.marks {
        extent.include([grid.range.lowerBound, grid.range.upperBound])
      }
    }
    return extent.least <= extent.greatest ? Float(extent.least)...Float(extent.greatest) : nil
  }
}

extension Scale {
  /// The values at the two ends.
  fileprivate var range: ClosedRange<Float> {
    let (a, b) = (Float(value(at: 0)), Float(value(at: 1)))
    return min(a, b)...max(a, b)
  }
}

extension Plot {
  /// The marks by kind, as a list to read.
  fileprivate var kinds: String { marks.map { $0.kind }.joined(separator: ", ") }
}

extension Mark {
  /// Whether a replay packs it: rules and bands stay where they are.
  package var moves: Bool {
    switch self {
    case .rule, .stripe: false
    default: true
    }
  }

  /// What kind of mark it is, in the words of the methods that add it.
  package var kind: String {
    switch self {
    case .line: "line"
    case .scatter: "scatter"
    case .bars(let bars): bars.categories.isEmpty ? "histogram" : "bars"
    case .ribbon: "ribbon"
    case .heatMap: "heatMap"
    case .quiver: "quiver"
    case .images: "images"
    case .rule: "rule"
    case .stripe: "band"
    }
  }
}
