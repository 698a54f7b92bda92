import GradusSyntax

/// A function that a check can call, as its declaration in the lesson says.
package struct FunctionSignature: Hashable, Sendable {
  package struct Parameter: Hashable, Sendable {
    /// What the caller writes, or nil where the declaration says `_`.
    package var label: String?
    package var type: String
    /// The source of the default value, if there is one.
    package var defaultValue: String?
  }

  package var name: String
  package var parameters: [Parameter]
  /// The source of the result type; `Void` where none is written.
  package var result: String
  /// Why no value can be sent to or from this function, or nil when it can be called from a check.
  package var obstacle: String?
  /// Line of the `func` keyword, counted from 0 at the start of its block.
  package var line: Int

  /// Whether a check can call it directly; otherwise a probe has to.
  package var isWireable: Bool { obstacle == nil }

  /// The name with its labels, as in `clip(_:to:)`: what tells functions of one name apart.
  package var fullName: String {
    "\(name)(\(parameters.map { ($0.label ?? "_") + ":" }.joined()))"
  }
}

/// The functions declared at the top level of `source`, in order.
///
/// - Parameter wireTypes: names of types that the lesson itself declares to be `Wire`.
package func functionSignatures(
  in source: String, wireTypes: Set<String> = []
) -> [FunctionSignature] {
  let tokens = swiftTokens(source)
  var signatures: [FunctionSignature] = []
  var depth = 0
  var index = 0
  while index < tokens.count {
    switch tokens[index].text {
    case "{": depth += 1
    case "}": depth -= 1
    case "func" where depth == 0:
      var reader = SignatureReader(tokens: tokens, index: index, wireTypes: wireTypes)
      let hidden = tokens[..<index].suffix(2).map(\.text).last { hiding.contains($0) }
      if var signature = reader.read() {
        if let hidden { signature.obstacle = "it is declared '\(hidden)'" }
        signatures.append(signature)
        index = reader.index
        continue
      }
    default: break
    }
    index += 1
  }
  return signatures
}

/// Modifiers after which no other file sees the function.
private let hiding: Set<Substring> = ["private", "fileprivate"]

/// The names that `source` declares or extends to be `Wire`.
package func wireTypes(in source: String) -> Set<String> {
  // Hardly any source does, and this is asked of every exercise by every rule about calls.
  guard source.mentions("Wire") else { return [] }
  let tokens = swiftTokens(source)
  var names: Set<String> = []
  for index in tokens.indices
  where ["struct", "enum", "class", "extension"].contains(tokens[index].text)
    && index + 2 < tokens.count && tokens[index + 2].text == ":"
  {
    let conformances = tokens[(index + 3)...].prefix { $0.text != "{" && $0.text != "where" }
    if conformances.contains(where: { $0.text == "Wire" }) {
      names.insert(String(tokens[index + 1].text))
    }
  }
  return names
}

private struct SignatureReader {
  let tokens: [SwiftToken]
  var index: Int
  let wireTypes: Set<String>

  /// The text under the reader, empty at the end.
  private var current: Substring { index < tokens.count ? tokens[index].text : "" }

  mutating func read() -> FunctionSignature? {
    let line = tokens[index].line
    index += 1
    guard index < tokens.count, tokens[index].kind == .word else { return nil }
    let name = String(current)
    index += 1
    var obstacle: String?
    if current == "<" {
      obstacle = "it is generic"
      while index < tokens.count, current != "(" { index += 1 }
    }
    guard current == "(" else { return nil }
    index += 1
    var parameters: [FunctionSignature.Parameter] = []
    while index < tokens.count, current != ")" {
      let (parameter, problem) = parameter()
      parameters.append(parameter)
      obstacle = obstacle ?? problem
      if current == "," { index += 1 }
    }
    index += 1
    while ["throws", "async", "rethrows"].contains(current) {
      obstacle = obstacle ?? "it is declared '\(current)'"
      index += 1
    }
    var result = "Void"
    if current == "->" {
      index += 1
      result = text(until: ["{", "where"])
    }
    if let problem = problem(in: result, of: "its result") { obstacle = obstacle ?? problem }
    return FunctionSignature(
      name: name, parameters: parameters, result: result, obstacle: obstacle, line: line)
  }

  private mutating func parameter() -> (FunctionSignature.Parameter, String?) {
    let label = String(current)
    index += 1
    if current != ":" { index += 1 }
    if current == ":" { index += 1 }
    let type = text(until: [",", ")", "="])
    var defaultValue: String?
    if current == "=" {
      index += 1
      defaultValue = text(until: [",", ")"])
    }
    let parameter = FunctionSignature.Parameter(
      label: label == "_" ? nil : label, type: type, defaultValue: defaultValue)
    return (parameter, problem(in: type, of: "its parameter '\(label)'"))
  }

  private func problem(in type: String, of what: String) -> String? {
    WireType(type, declared: wireTypes) == nil ? "\(what) is of type '\(type)'" : nil
  }

  /// The source up to one of `ends` outside all brackets.
  private mutating func text(until ends: Set<Substring>) -> String {
    var depth = 0
    var parts: [Substring] = []
    while index < tokens.count {
      if depth == 0, ends.contains(current) { break }
      if ["(", "[", "<"].contains(current) { depth += 1 }
      if [")", "]", ">"].contains(current) { depth -= 1 }
      parts.append(current)
      index += 1
    }
    return joined(parts)
  }

  /// The parts as Swift is usually written: a space after commas and colons and around arrows.
  private func joined(_ parts: [Substring]) -> String {
    var text = ""
    for part in parts {
      let needsSpace =
        part == "->" || text.hasSuffix("->") || text.hasSuffix("inout") || text.hasSuffix(",")
        || text.hasSuffix(":")
        || (text.last.map { $0.isLetter || $0.isNumber } == true
          && part.first.map { $0.isLetter || $0.isNumber || $0 == "_" } == true)
      text += needsSpace && !text.isEmpty ? " " + part : String(part)
    }
    return text
  }
}
