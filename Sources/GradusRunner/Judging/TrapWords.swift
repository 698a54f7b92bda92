#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Why a program trapped, as a clause for the learner.
///
/// - Parameters:
///   - errors: what it wrote on standard error; the Swift runtime states the reason there
///   - frames: where it trapped; a check that the compiler inserted is named after its reason
package func trapReason(
  _ report: TrapReport?, errors: String, frames: [Frame]
) -> String {
  if report?.isStackOverflow == true {
    return "a function called itself without an end (the stack overflowed)"
  }
  if let reason = fatalError(in: errors) { return explained(reason) }
  let mark = "Swift runtime failure: "
  if let failure = frames.first(where: { $0.function.hasPrefix(mark) }) {
    return explained(String(failure.function.dropFirst(mark.count)))
  }
  switch report?.signal {
  case SIGSEGV?, SIGBUS?: return "it reached for memory that is not its own"
  case SIGFPE?: return "a division by zero"
  case SIGABRT?: return "it gave up (abort)"
  default: return "it did not say why"
  }
}

/// The last "Fatal error: …" of the Swift runtime.
func fatalError(in errors: String) -> String? {
  for line in errors.split(separator: "\n").reversed() {
    for mark in ["Fatal error", "Precondition failed", "Assertion failed"] {
      guard let place = line.firstRange(of: mark) else { continue }
      let reason = line[place.upperBound...].drop { $0 == ":" || $0 == " " }
      if !reason.isEmpty { return String(reason.prefix(300)) }
    }
  }
  return nil
}

/// What a program printed, without the Swift runtime's own lines about a trap.
///
/// The verdict tells the reason and the place better; the addresses below them help nobody.
func withoutTrapWords(_ printed: String) -> String {
  printed.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
    if fatalError(in: String(line)) != nil || line == "Current stack trace:" { return false }
    // `4    program     0x000055afaea575cc <unavailable> + 9676`
    let words = line.split(separator: " ")
    return words.count < 4 || Int(words[0]) == nil || !words[2].hasPrefix("0x0000")
  }.joined(separator: "\n")
}

/// The runtime's reason with what it means.
private func explained(_ reason: String) -> String {
  switch reason {
  case "Index out of range", "Array index is out of range":
    "an index is out of range: an array of n elements has the indices 0 to n − 1"
  case "arithmetic overflow":
    "a whole number left the range of its type (arithmetic overflow)"
  case "Division by zero", "Division by zero in remainder operation", "division by zero":
    "a division by zero"
  case "Unexpectedly found nil while unwrapping an Optional value",
    "unexpectedly found nil while unwrapping an Optional value":
    "a value was nil where '!' promised that it is not"
  case "Range requires lowerBound <= upperBound":
    "a range begins after its own end (lowerBound <= upperBound)"
  default: reason
  }
}

extension StringProtocol {
  /// Where another text first occurs in it.
  fileprivate func firstRange(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) {
        return start..<index(start, offsetBy: text.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
