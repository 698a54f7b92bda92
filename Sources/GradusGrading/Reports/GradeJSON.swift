#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The report as JSON: keys sorted, the same bytes for the same grades.
///
/// `docs/grade-report.schema.json` says what stands in it.
package func gradeJSON(_ report: GradeReport) -> String {
  encoded(report, pretty: true) + "\n"
}

/// A record of grading in JSON; without line breaks unless it is `pretty`.
package func encoded(_ record: some Encodable, pretty: Bool = false) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  guard let data = try? encoder.encode(record) else {
    preconditionFailure("grades are made of numbers and text, which JSON can always hold")
  }
  return String(decoding: data, as: UTF8.self)
}

/// Why a text is not a report.
package enum ReportProblem: Error, Hashable, CustomStringConvertible {
  case damaged(String)
  case otherVersion(String)
  case noClassList

  package var description: String {
    switch self {
    case .damaged(let why): "it is no report of gradus grade (\(why))"
    case .otherVersion(let schema):
      "it was written by another version (\(schema); this one reads \(GradeReport.currentSchema))"
    case .noClassList: "a class list is a JSON object with an object of texts for each student"
    }
  }

  /// What to do about it.
  package var fix: String {
    switch self {
    case .damaged: "name a report.json that gradus grade wrote"
    case .otherVersion: "use the Gradus that wrote it, or grade again with this one"
    case .noClassList:
      #"write it as in {"alice": {"submittedAt": "2026-11-20", "late": "4 min"}}"#
    }
  }
}

/// Reads what ``gradeJSON(_:)`` wrote.
package func readGrades(_ text: String) throws(ReportProblem) -> GradeReport {
  struct Version: Decodable { var schema: String }
  let version: Version = try decoded(text)
  guard version.schema == GradeReport.currentSchema else {
    throw .otherVersion(String(version.schema.prefix(60)))
  }
  return try decoded(text)
}

/// Reads one record of grading.
package func decoded<Record: Decodable>(_ text: String) throws(ReportProblem) -> Record {
  let decoder = JSONDecoder()
  decoder.nonConformingFloatDecodingStrategy = .convertFromString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  do {
    return try decoder.decode(Record.self, from: Data(text.utf8))
  } catch DecodingError.keyNotFound(let key, _) {
    throw .damaged("it has no '\(key.stringValue)'")
  } catch DecodingError.dataCorrupted(let context) {
    throw .damaged(context.debugDescription)
  } catch {
    throw .damaged("it has another form")
  }
}
