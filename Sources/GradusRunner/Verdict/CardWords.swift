import GradusDiagnostics
import GradusLessons

// What a card says, before anybody draws it: the same facts and sentences on a terminal and on a page.

/// How a word of a card is meant.
enum CardTone: String {
  case good, bad, odd, quiet
}

extension Verdict {
  /// The first line: a word, and how many checks passed where that is known.
  var headline: (word: String, tone: CardTone, facts: String?) {
    let count = "\(passedCount) of \(checks.count) checks passed"
    return switch status {
    case .passed:
      (
        "passed", .good,
        checks.count == 1 ? "its check passed" : "all \(checks.count) checks passed"
      )
    case .compileError: ("does not compile", .bad, nil)
    case .compileTimedOut: ("compiler stopped", .bad, nil)
    case .compilerCrashed: ("compiler crashed", .odd, nil)
    case .refused: ("not taken", .bad, nil)
    case .broken where isMachineAtFault == true:
      ("broken", .odd, "this machine cannot, and your code is not at fault")
    case .broken: ("broken", .odd, "the lesson is at fault, not your code")
    case .endedEarly where passedCount == checks.count: ("ended early", .bad, nil)
    case .failed, .trapped, .timedOut, .endedEarly, .outputLimit, .memoryLimit:
      ("not yet", .bad, count)
    }
  }

  /// The findings to show: of a file that compiles, only those that are errors.
  var findingsToShow: [Diagnostic] {
    hasPassed ? [] : diagnostics.filter { checks.isEmpty || $0.severity == .error }
  }

  /// The check to explain: one whose mistake was recognised teaches more than the first that failed.
  var checkToExplain: CheckResult? {
    let recognised = checks.first {
      if case .failed(let failure) = $0.outcome { failure.mistake != nil } else { false }
    }
    return recognised ?? checks.first { $0.outcome != .passed }
  }

  /// What to type to see it again.
  var commandAgain: String { "gradus check \(exercise) --seed \(seed)" }

  /// Under which conditions it was found.
  var conditions: String {
    "seed \(seed), \(confinement.description)"
      + (wasCached ? ", unchanged since it was judged" : "")
  }

  static let printedTitle = "Your program printed:"
  static let cutTitle = "(the rest was cut off)"
}

extension CheckResult {
  /// The word before its name in the list.
  var mark: (word: String, tone: CardTone) {
    switch outcome {
    case .passed: ("ok", .good)
    case .notRun: ("--", .quiet)
    case .broken: ("??", .odd)
    default: ("no", .bad)
    }
  }

  /// What happened, in whole sentences.
  var explanation: String {
    switch outcome {
    case .passed: ""
    case .failed(let failure): failure.mistake?.message ?? failure.message
    case .trapped(let trap): "Your program stopped itself: \(trap.reason)."
    case .timedOut(let seconds, _):
      """
      There was no answer after \(timeWords(seconds)). Is there a loop that never ends, or a \
      function that calls itself without an end?
      """
    case .endedEarly(let status, _):
      """
      Your program ended (status \(status)) before it had answered. A check passes by its \
      answers, never by how a program ends or by what it prints.
      """
    case .outputLimit(let bytes):
      "Your program printed more than \(bytes >> 10) kB, and was stopped."
    case .memoryLimit(let bytes):
      "Your program wanted more memory than the \(bytes >> 20) MB that it may use."
    case .broken(let message): message
    case .notRun(let reason): reason
    }
  }

  /// The facts beside the sentences, each with its name.
  var rows: [(name: String, value: String)] {
    switch outcome {
    case .failed(let failure): rows(failure)
    case .trapped(let trap): trap.call.map { [("call", $0)] } ?? []
    case .timedOut(_, let call), .endedEarly(_, let call): call.map { [("call", $0)] } ?? []
    default: []
    }
  }

  private func rows(_ failure: Failure) -> [(name: String, value: String)] {
    var rows: [(String, String)] = []
    if let call = failure.call { rows.append(("call", call)) }
    if let expected = failure.expected { rows.append(("expected", expected)) }
    if let got = failure.got { rows.append(("got", got)) }
    if let worst = failure.worst { rows.append(("differs", "most at \(worst)")) }
    if let tolerance = failure.tolerance {
      let reason = failure.reason.map { ": \($0)" } ?? ""
      rows.append(("tolerance", "\(tolerance) × max(1, |expected|)\(reason)"))
    }
    // Where the call is kept back, nobody can tell which trial it was.
    if trials > 1, failure.call != nil { rows.append(("trial", "\(failure.trial + 1)")) }
    return rows
  }
}

/// "1 second", "0.5 seconds".
package func timeWords(_ seconds: Double) -> String {
  "\(amount(seconds)) second\(seconds == 1 ? "" : "s")"
}

package func amount(_ seconds: Double) -> String {
  seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
}
