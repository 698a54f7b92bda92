/// A value that stands at the top of an example as a literal, such as `let steps = 3000`.
package struct Parameter: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case whole = "a whole number"
    case number = "a number"
    case truth = "true or false"
    case text = "a text in quotes"
    case list = "a list in brackets"
  }

  package var name: String
  /// The value as it is written in the code.
  package var literal: String
  package var kind: Kind
  /// Line of the example, counted from 0.
  var line: Int
}

/// What an example may be run with instead of what the lesson wrote, in the order of the code.
///
/// Only visible literals at the top of the program count: a value that is computed from others
/// follows them, and a `var` is where a program keeps what it counts.
package func parameters(of example: Example) -> [Parameter] {
  let lines = example.code.text.split(separator: "\n", omittingEmptySubsequences: false)
  var isHidden = false
  return lines.enumerated().compactMap { number, line in
    if line.trimmed == "// hide" || line.trimmed == "// show" {
      isHidden = line.trimmed == "// hide"
    }
    if isHidden { return nil }
    // What belongs to a function or a loop is indented.
    guard let match = line.wholeMatch(of: declaration) else { return nil }
    let (name, type, literal) = (match.name, match.type, String(match.value))
    guard var kind = kind(of: literal) else { return nil }
    // `let rate: Float = 1` takes 0.5 as well.
    if kind == .whole, let type, ["Float", "Double"].contains(type) { kind = .number }
    return Parameter(name: String(name), literal: literal, kind: kind, line: number)
  }
}

private nonisolated(unsafe) let declaration =
  /let\s+(?<name>\w+)(?:\s*:\s*(?<type>[\w\[\]]+))?\s*=\s*(?<value>.*?)\s*(?:\/\/.*)?/

/// What kind of literal it is; nil for everything that has to be computed.
func kind(of literal: String) -> Parameter.Kind? {
  if literal.wholeMatch(of: /-?[0-9][0-9_]*/) != nil { return .whole }
  if literal.wholeMatch(of: /-?[0-9][0-9_]*(?:\.[0-9]+)?(?:e-?[0-9]+)?/) != nil { return .number }
  if literal == "true" || literal == "false" { return .truth }
  if literal.wholeMatch(of: /"[^"\\]*"/) != nil { return .text }
  guard literal.hasPrefix("["), literal.hasSuffix("]") else { return nil }
  // Numbers, brackets and commas, nested as deep as a tensor is.
  return literal.wholeMatch(of: /[\[\]0-9eE.,_\s-]*/) != nil ? .list : nil
}
