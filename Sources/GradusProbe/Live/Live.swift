// What the block of a live figure calls. This folder is compiled twice: into the core's library, where
// the figure's run is recorded as a replay, and as Embedded Swift for the page, where a reader moves it.
public import GradusNN

/// A number that the reader of a page may change, such as a learning rate.
///
/// In a program of its own it keeps the value that it starts with.
public final class Slider {
  /// What the reader moves.
  public let name: String
  /// How far it goes.
  public let range: ClosedRange<Float>
  /// Where it stands.
  public package(set) var value: Float

  init(_ name: String, _ range: ClosedRange<Float>, _ value: Float) {
    self.name = name
    self.range = range
    self.value = value
  }
}

/// Adds a slider below the live figure.
///
/// A range of positive numbers that spans a factor of 20 or more is laid out in powers of ten.
public func slider(_ name: String, in range: ClosedRange<Float>, start: Float) -> Slider {
  let slider = Slider(name, range, start)
  liveSliders.append(slider)
  return slider
}

/// A training run that has begun: how it goes on, and how it is looked at.
public struct Moving {
  var step: () -> Void
  var numbers: () -> [(String, Float)]
  var picture: () -> Plot

  /// A run that is moved on by `step`.
  ///
  /// - Parameters:
  ///   - step: one step of training; a page calls it many times a second, so it should be short
  ///   - numbers: what the reader may want to read off, under its names
  ///   - picture: what there is to see; the same marks every time
  public init(
    step: @escaping () -> Void, numbers: @escaping () -> [(String, Float)] = { [] },
    picture: @escaping () -> Plot
  ) {
    self.step = step
    self.numbers = numbers
    self.picture = picture
  }
}

/// The figure that the program of a `swift live` block describes.
struct LiveFigure {
  var title: String
  var steps: Int
  var begin: (UInt64) -> Moving
}

/// A program has one thread and describes one figure.
nonisolated(unsafe) var liveSliders: [Slider] = []
nonisolated(unsafe) var liveFigure: LiveFigure?

/// A figure that the reader can run: with another seed, with other numbers, step by step.
///
/// ```swift
/// let rate = slider("learning rate", in: 0.01...1, start: 0.1)
/// live("Downhill", id: "fig:downhill", steps: 60) { seed in
///   let rng = Generator(seed: seed)
///   var x = rng.normal()
///   return Moving(
///     step: { x -= rate.value * 2 * x },
///     numbers: { [("x", x)] },
///     picture: { Plot(x: "x", y: "x²").scatter([[x, x * x]], "now") })
/// }
/// ```
///
/// - Parameters:
///   - id: how the prose refers to it
///   - steps: how long the recorded run is, which the page shows first
///   - caption: a sentence under the figure
///   - begin: makes a new run from a seed and the sliders' values
public func live(
  _ title: String, id: String = "", steps: Int, caption: String = "",
  begin: @escaping (UInt64) -> Moving
) {
  liveFigure = LiveFigure(title: title, steps: steps, begin: begin)
  #if !arch(wasm32)
    recordLive(id: id, caption: caption)
  #endif
}
