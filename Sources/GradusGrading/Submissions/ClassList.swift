/// Reads what a class knows about its submissions: a JSON object with an object for each student.
///
///     { "alice": { "submittedAt": "2026-11-20T21:04:00Z", "attempt": 2, "late": "4 min", "group": "B" } }
///
/// Nothing of it changes a grade. It comes from the instructor and never from a submission.
package func readClassList(_ text: String) throws(ReportProblem) -> [String: HandedIn] {
  let list: [String: [String: ListValue]]
  do throws(ReportProblem) { list = try decoded(text) } catch {
    throw .noClassList
  }
  return list.mapValues { entry in
    var more: [String: String] = [:]
    for (key, value) in entry where !["submittedAt", "attempt", "late"].contains(key) {
      more[key] = value.text
    }
    return HandedIn(
      submittedAt: entry["submittedAt"]?.text, attempt: entry["attempt"].flatMap { Int($0.text) },
      late: entry["late"]?.text, more: more.isEmpty ? nil : more)
  }
}

private struct ListValue: Decodable {
  var text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self.text = text
    } else if let flag = try? container.decode(Bool.self) {
      text = flag ? "true" : "false"
    } else if let whole = try? container.decode(Int.self) {
      text = "\(whole)"
    } else {
      text = "\(try container.decode(Double.self))"
    }
  }
}
