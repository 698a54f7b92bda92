// What a lesson's example hands to the page besides the text it prints. When Gradus runs the
// example, records leave through stream 3; anywhere else there is only the printed text.

/// Gives a number a name, so that the lesson's prose can show it: `[0.305](#run:EXAMPLE/NAME)`.
public func record(_ name: String, _ number: Double) {
  Record.value(name: name, number: number).send()
}

/// Gives a number a name, so that the lesson's prose can show it.
public func record(_ name: String, _ number: Float) { record(name, Double(number)) }

/// Gives a number a name, so that the lesson's prose can show it.
public func record(_ name: String, _ number: Int) { record(name, Double(number)) }

/// Prints a measured number beside the range it should fall into; outside it the example fails.
public func expectBand(_ label: String, _ value: Float, within band: ClosedRange<Float>) {
  expectBand(
    label, value, band.lowerBound, band.upperBound, "\(band.lowerBound) to \(band.upperBound)")
}

/// Prints a measured number that should be below a bound.
public func expectBand(_ label: String, _ value: Float, within band: PartialRangeUpTo<Float>) {
  expectBand(label, value, nil, band.upperBound, "below \(band.upperBound)", strictly: true)
}

/// Prints a measured number that should be at most a bound.
public func expectBand(_ label: String, _ value: Float, within band: PartialRangeThrough<Float>) {
  expectBand(label, value, nil, band.upperBound, "at most \(band.upperBound)")
}

/// Prints a measured number that should be at least a bound.
public func expectBand(_ label: String, _ value: Float, within band: PartialRangeFrom<Float>) {
  expectBand(label, value, band.lowerBound, nil, "at least \(band.lowerBound)")
}

/// Says how far a long run is, such as step 120 of 3000.
///
/// Where Gradus runs the example for a person, a bar shows it; anywhere else nothing does. It may be
/// called in every step of a loop: only what moves the bar is sent.
public func progress(_ step: Int, of steps: Int) {
  guard steps > 0 else { return }
  let share = min(max(step, 0), steps) * Record.progressParts / steps
  guard share != Record.lastProgress else { return }
  Record.lastProgress = share
  Record.progress(step: step, steps: steps).send()
}

private func expectBand(
  _ label: String, _ value: Float, _ lower: Float?, _ upper: Float?, _ words: String,
  strictly: Bool = false
) {
  // NaN is in no band, whichever way the comparison is written.
  let holds =
    (lower.map { value >= $0 } ?? true)
    && (upper.map { strictly ? value < $0 : value <= $0 } ?? true)
  print("\(label): \(value) (\(holds ? "expected" : "EXPECTED") \(words))")
  Record.band(label: label, value: value, lower: lower, upper: upper, holds: holds).send()
}

/// One thing that an example hands to the page.
package enum Record: Hashable, Sendable {
  case value(name: String, number: Double)
  case band(label: String, value: Float, lower: Float?, upper: Float?, holds: Bool)
  case figure(Figure)
  case progress(step: Int, steps: Int)

  /// A drawn plot with its words and its data.
  package struct Figure: Hashable, Sendable {
    package var id, title, caption, svg, description: String
    package var columns: [String]
    package var rows: [[String]]
    /// The packed frames, where it is a recorded run.
    package var replay: String?
    /// The picture in characters, the widest first.
    package var texts: [String]

    package init(
      id: String, title: String, caption: String, svg: String, description: String,
      columns: [String], rows: [[String]], replay: String? = nil, texts: [String] = []
    ) {
      self.id = id
      self.title = title
      self.caption = caption
      self.svg = svg
      self.description = description
      self.columns = columns
      self.rows = rows
      self.replay = replay
      self.texts = texts
    }
  }

  package static let stream: Int32 = 3

  /// Into how many parts a bar is divided: finer than any terminal shows.
  fileprivate static let progressParts = 200
  /// An example says how far it is from its main thread; at worst a bar moves once too often.
  nonisolated(unsafe) fileprivate static var lastProgress = -1

  /// Whether this program was started by Gradus to have its records collected.
  package static var isCollected: Bool {
    environment("GRADUS_RUN") != nil && isWritable(stream) == 1
  }

  package func send() {
    if Record.isCollected { Frames.write(value, to: Record.stream) }
  }
}

extension Record {
  package var value: Value {
    switch self {
    case .value(let name, let number):
      .record([.init("value", .string(name)), .init("number", .double(number))])
    case .band(let label, let value, let lower, let upper, let holds):
      .record([
        .init("band", .string(label)), .init("value", .float(value)), .init("lower", lower.wire),
        .init("upper", upper.wire), .init("holds", .bool(holds)),
      ])
    case .figure(let figure):
      .record([
        .init("figure", .string(figure.id)), .init("title", .string(figure.title)),
        .init("caption", .string(figure.caption)), .init("svg", .string(figure.svg)),
        .init("description", .string(figure.description)),
        .init("columns", figure.columns.wire), .init("rows", figure.rows.wire),
        .init("replay", figure.replay.wire), .init("texts", figure.texts.wire),
      ])
    case .progress(let step, let steps):
      .record([.init("progress", .int(step)), .init("steps", .int(steps))])
    }
  }

  package init?(_ value: Value) {
    guard let read = try? Record(reading: value) else { return nil }
    self = read
  }

  private init(reading value: Value) throws {
    func part<T: Wire>(_ label: String) throws -> T { try T(wire: value[label] ?? .none) }
    if value["band"] != nil {
      self = .band(
        label: try part("band"), value: try part("value"), lower: try part("lower"),
        upper: try part("upper"), holds: try part("holds"))
    } else if value["figure"] != nil {
      self = .figure(
        Figure(
          id: try part("figure"), title: try part("title"), caption: try part("caption"),
          svg: try part("svg"), description: try part("description"),
          columns: try part("columns"), rows: try part("rows"), replay: try part("replay"),
          texts: try part("texts")))
    } else if value["progress"] != nil {
      self = .progress(step: try part("progress"), steps: try part("steps"))
    } else {
      self = .value(name: try part("value"), number: try part("number"))
    }
  }
}
