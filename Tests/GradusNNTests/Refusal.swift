import Testing

/// Something that cannot be done, and the sentence for the learner who asks for it.
struct Refusal: Sendable, CustomTestStringConvertible {
  /// The whole sentence, with the shapes and numbers of this case.
  let sentence: String
  /// Asks for it, which ends the process.
  let ask: @Sendable () -> Void

  init(_ sentence: String, _ ask: @escaping @Sendable () -> Void) {
    self.sentence = sentence
    self.ask = ask
  }

  var testDescription: String { sentence }

  /// Every refusal of the neural-net core.
  static let all = [
    shapeRefusals, tensorRefusals, gradientRefusals, layerRefusals, lossRefusals, scoreRefusals,
    dataRefusals, plotRefusals,
  ].flatMap { $0 }
}
