import Foundation

/// One record as one line of JSON, keys sorted so that two runs can be compared.
func jsonLine(_ record: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  guard let data = try? encoder.encode(record) else {
    preconditionFailure("records are made of numbers and text, which JSON can always hold")
  }
  return String(decoding: data, as: UTF8.self)
}
