import GradusDiagnostics
import GradusLessons

/// A sentence about how the learner's declaration differs from what the checks call.
///
/// The compiler found it in a line of generated code, which calls the function once:
/// `func _gradus0(_ a0: [Float], _ a1: Int) -> Float { total(xs: a0, n: a1) }`. The line says what was
/// expected, the learner's text what there is, the finding's id in which respect they differ.
func mismatch(_ finding: CompilerFinding, path: String, text: String) -> Diagnostic? {
  guard let wanted = WantedFunction(finding.excerpt) else { return nil }
  let declared = functionSignatures(in: text)
  let own =
    declared.first { $0.fullName == wanted.name + wanted.labels }
    ?? declared.first { $0.name == wanted.name }
  var result = Diagnostic(
    .error, id: finding.id, at: own.map { place(of: $0, in: text, path) },
    "'\(wanted.name)' does not fit what the checks call",
    explanation: "The compiler says: \(finding.message)",
    fixes: ["declare it as: \(wanted.declaration)"])

  switch finding.id {
  case "cannot_find_in_scope" where own == nil:
    let near = nearMiss(wanted.name, among: declared.map(\.name))
    result.summary =
      "'\(wanted.name)' is not defined" + (near.map { "; did you mean '\($0)'?" } ?? "")
    result.explanation = nil
    result.span = declared.first { $0.name == near }.map { place(of: $0, in: text, path) }
    if near == nil, text.contains("func \(wanted.name)(") {
      result.explanation =
        "There is one inside another declaration. The checks call a function at the top of the file."
      result.fixes = ["move it out of the declaration around it"]
    }
  case "wrong_argument_labels", "extra_argument_labels", "missing_argument_labels",
    "argument_out_of_order_named_named", "argument_out_of_order_unnamed_named",
    "argument_out_of_order_named_unnamed":
    result.summary = "the labels of '\(wanted.name)' are \(wanted.labels)"
    if let own { result.summary += ", not \(own.fullName.dropFirst(own.name.count))" }
    result.explanation = nil
  case "extra_argument_named", "extra_argument_positional", "extra_arguments_in_call",
    "missing_argument_named", "missing_argument_positional", "missing_arguments_in_call",
    "extra_argument_to_nullary_call":
    result.summary = "'\(wanted.name)' takes \(counted(wanted.types.count, "parameter"))"
    if let own { result.summary += ", and yours takes \(own.parameters.count)" }
    result.explanation = nil
  case "cannot_convert_argument_value", "cannot_pass_rvalue_inout_subelement",
    "cannot_pass_rvalue_inout":
    if let own, let (name, wantedType, type) = wanted.otherParameter(own) {
      result.summary =
        "the parameter \(name) of '\(wanted.name)' is of type \(wantedType), not \(type)"
      result.explanation = nil
    }
  case "cannot_convert_to_return_type", "optional_not_unwrapped":
    if let own {
      let type = own.result == "Void" || own.result == "()" ? "nothing" : own.result
      result.summary = "'\(wanted.name)' returns \(wanted.result), not \(type)"
      result.explanation = nil
    }
  case "tryless_throwing_call_unhandled":
    result.summary = "'\(wanted.name)' must not be declared 'throws'"
    result.explanation = "The checks call it without 'try'."
  case "async_in_nonasync_function":
    result.summary = "'\(wanted.name)' must not be declared 'async'"
    result.explanation = "The checks call it without 'await'."
  case "candidate_inaccessible":
    result.summary = "'\(wanted.name)' is private, so the checks cannot call it"
    result.explanation = nil
    result.fixes = ["remove the word 'private' (or 'fileprivate') before it"]
  case "actor_isolated_call_decl":
    result.summary = "'\(wanted.name)' belongs to an actor, so the checks cannot call it"
    result.explanation = nil
    result.fixes = ["remove the word that begins with @ before it"]
  case "cannot_call_non_function_value":
    result.summary = "'\(wanted.name)' is a value; the checks call it as a function"
    result.explanation = nil
  case "ambiguous_decl_ref", "ambiguous_candidates", "ambiguous_reference_to_decl":
    result.summary = "there is more than one '\(wanted.name)' that the checks could mean"
    result.explanation = nil
    result.fixes = ["keep one of them, and give the others their own names"]
  default: break
  }
  return result
}

/// The function that a line of glue calls.
struct WantedFunction: Hashable {
  var name: String
  /// Each is "xs:", or "_:" for none.
  var parts: [String]
  var types: [String]
  var result: String

  /// Reads it from the line, or gives up.
  init?(_ line: String) {
    guard let outer = functionSignatures(in: line).first, outer.name.hasPrefix("_gradus"),
      let open = line.firstIndex(of: "{"), let close = line.lastIndex(of: "}"), open < close
    else { return nil }
    let call = line[line.index(after: open)..<close].drop { $0 == " " }
    guard let bracket = call.firstIndex(of: "("), let end = call.lastIndex(of: ")") else {
      return nil
    }
    name = String(call[..<bracket])
    types = outer.parameters.map(\.type)
    result = outer.result
    let arguments = call[call.index(after: bracket)..<end]
    parts = arguments.split(separator: ",").map { argument in
      guard let colon = argument.firstIndex(of: ":") else { return "_:" }
      return argument[..<colon].filter { $0 != " " } + ":"
    }
    guard parts.count == types.count else { return nil }
  }

  var labels: String { "(\(parts.joined()))" }

  /// As a learner could write it.
  var declaration: String {
    let parameters = zip(parts, types).enumerated().map { index, part in
      part.0 == "_:"
        ? "_ a\(index == 0 && parts.count == 1 ? "" : "\(index + 1)"): \(part.1)"
        : "\(part.0) \(part.1)"
    }
    return "func \(name)(\(parameters.joined(separator: ", ")))"
      + (result == "Void" ? "" : " -> \(result)")
  }

  /// The first parameter of another type: its name for the reader, the type wanted, the type there is.
  func otherParameter(_ own: FunctionSignature) -> (String, String, String)? {
    for (index, (type, parameter)) in zip(types, own.parameters).enumerated()
    where type != parameter.type {
      let name = parameter.label.map { "'\($0)'" } ?? "number \(index + 1)"
      return (name, type, parameter.type)
    }
    return nil
  }
}

private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// Where the name of a function stands in the learner's file.
private func place(of function: FunctionSignature, in text: String, _ path: String) -> SourceSpan {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let line = function.line < lines.count ? lines[function.line] : ""
  let before = "func "
  var column = 1
  var width = 1
  for index in line.indices where line[index...].hasPrefix(before + function.name) {
    column = line[..<index].utf8.count + before.utf8.count + 1
    width = function.name.utf8.count
    break
  }
  let start = SourcePosition(line: function.line + 1, column: column)
  return SourceSpan(
    file: path, start: start, end: SourcePosition(line: start.line, column: column + width))
}
