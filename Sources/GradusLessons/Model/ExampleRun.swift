package import GradusDiagnostics

/// What came out of running an example: everything a page shows below it.
package struct ExampleRun: Hashable, Codable, Sendable {
  package enum Outcome: Hashable, Codable, Sendable {
    case finished
    /// With the compiler's findings, placed in the lesson.
    case failedToCompile([Diagnostic])
    /// With the reason and the place in the lesson, where they are known.
    case trapped(reason: String, span: SourceSpan?)
    case timedOut(seconds: Double)
    /// The program ran, but a band was missed or it ended with an error.
    case failed(String)
  }

  /// The name of the example, such as "bce/prices".
  package var key: String
  package var outcome: Outcome
  package var stdout: String
  package var figures: [RunFigure]
  package var values: [RunValue]
  package var bands: [RunBand]
  package var seconds: Double
  /// The compiler that built it, such as "Swift 6.3.1".
  package var toolchain: String
  /// The day on which it ran, such as "2026-11-21", in universal time.
  package var day: String
  /// Whether it was taken from the cache instead of being run again.
  package var wasCached: Bool

  package init(
    key: String, outcome: Outcome, stdout: String = "", figures: [RunFigure] = [],
    values: [RunValue] = [], bands: [RunBand] = [], seconds: Double = 0, toolchain: String = "",
    day: String = "", wasCached: Bool = false
  ) {
    self.key = key
    self.outcome = outcome
    self.stdout = stdout
    self.figures = figures
    self.values = values
    self.bands = bands
    self.seconds = seconds
    self.toolchain = toolchain
    self.day = day
    self.wasCached = wasCached
  }
}

/// A figure that an example drew.
package struct RunFigure: Hashable, Codable, Sendable {
  /// The `id:` that the code gave it, such as "fig:clamp"; may be empty.
  package var id: String
  package var title: String
  package var caption: String
  package var svg: String
  /// The long description, made from the figure's own data.
  package var description: String
  package var columns: [String]
  package var rows: [[String]]
  /// The packed frames of a recorded run, which a script can play; nil for a still figure.
  package var replay: String?
  /// The picture in characters for a terminal, the widest first; each as many columns wide as its
  /// longest line.
  package var texts: [String]

  package init(
    id: String, title: String, caption: String, svg: String, description: String,
    columns: [String], rows: [[String]], replay: String? = nil,
    texts: [String] = []
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

  /// The widest picture in characters that fits; nil where none does.
  package func text(columns: Int) -> String? {
    texts.first { text in
      text.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= columns }
    }
  }
}

/// A number that an example recorded for the prose to quote.
package struct RunValue: Hashable, Codable, Sendable {
  package var name: String
  package var number: Double

  package init(name: String, number: Double) {
    self.name = name
    self.number = number
  }
}

/// A measured number and the band it has to lie in.
package struct RunBand: Hashable, Codable, Sendable {
  package var label: String
  package var value: Double
  package var lower: Double?
  package var upper: Double?
  package var isInside: Bool

  package init(label: String, value: Double, lower: Double?, upper: Double?, isInside: Bool) {
    self.label = label
    self.value = value
    self.lower = lower
    self.upper = upper
    self.isInside = isInside
  }
}
