/// A function that the judge can call in the program that computes.
package struct Procedure: Hashable, Sendable {
  package var signature: FunctionSignature
  /// The block that declares it.
  package var block: CodeBlock
}

/// What checks of `exercise` can call: its own functions, those of its probes, and those it uses.
package func procedures(of exercise: Exercise) -> [Procedure] {
  let shared = exercise.shared.reduce(into: Set<String>()) { $0.formUnion(wireTypes(in: $1.text)) }
  let declared = shared.union(wireTypes(in: exercise.solution))
  func procedures(_ text: String, _ block: CodeBlock) -> [Procedure] {
    functionSignatures(in: text, wireTypes: declared).map { Procedure(signature: $0, block: block) }
  }
  let wanted = Set(exercise.signatures.map(\.fullName))
  return procedures(exercise.solution, exercise.code)
    .filter { wanted.contains($0.signature.fullName) }
    + exercise.probes.flatMap { procedures($0.text, $0) }
    + exercise.uses.flatMap { procedures($0.solution, $0.code) }
}

extension Exercise {
  /// The functions that the learner has to write: those that the starter declares as well.
  ///
  /// A function of the solution alone is the author's own way to the answer, and no learner has to
  /// find it. Where the starter declares nothing, the task is to write all of them.
  package var signatures: [FunctionSignature] {
    let shared = shared.reduce(into: Set<String>()) { $0.formUnion(wireTypes(in: $1.text)) }
    let all = functionSignatures(in: solution, wireTypes: shared.union(wireTypes(in: solution)))
    let started = functionSignatures(in: starter)
    guard !started.isEmpty else { return all }
    return all.filter { function in
      let namesakes = started.filter { $0.name == function.name }
      if namesakes.isEmpty { return function.name == name.exercise }
      // Of several functions with one name, those that the starter has as well.
      return namesakes.contains { $0.fullName == function.fullName }
        || all.filter { $0.name == function.name }.count == 1
    }
  }
}

/// The side that computes: one wrapper a procedure, and the list by which the judge calls them.
///
/// Each wrapper *calls* its function, because the compiler explains a call that does not fit far
/// better than a conversion of function types.
func glue(_ exercise: Exercise) -> String {
  let callable = procedures(of: exercise).filter(\.signature.isWireable)
  var text = "import GradusNN\nimport GradusProbe\n\n"
  for (index, procedure) in callable.enumerated() {
    let signature = procedure.signature
    let parameters = signature.parameters.enumerated()
      .map { "_ a\($0): \($1.type)" }.joined(separator: ", ")
    let arguments = signature.parameters.enumerated()
      .map { ($1.label.map { "\($0): " } ?? "") + "a\($0)" }.joined(separator: ", ")
    text += """
      #sourceLocation(file: "\(procedure.block.file)", line: \(procedure.block.firstLine + signature.line))
      func _gradus\(index)(\(parameters)) -> \(signature.result) { \(signature.name)(\(arguments)) }
      #sourceLocation()

      """
  }
  text += """

    @main enum _GradusMain {
      static func main() {
        GradusProbe.serve([

    """
  for (index, procedure) in callable.enumerated() {
    let signature = procedure.signature
    let arguments = signature.parameters.enumerated().map { position, parameter in
      "try " + decoding("GradusProbe.argument(a, \(position))", parameter.type, exercise)
    }
    let call = "_gradus\(index)(\(arguments.joined(separator: ", ")))"
    let result = encoding(call, signature.result, exercise)
    text += "      (name: \"\(signature.fullName)\", call: { a in try \(result) }),\n"
  }
  return text + "    ])\n  }\n}\n"
}

/// The judge's side: a function of the same name and shape for every procedure, which sends the call
/// to whichever side is being asked.
func stubs(_ exercise: Exercise) -> String {
  procedures(of: exercise).filter(\.signature.isWireable).map { procedure in
    let signature = procedure.signature
    let parameters = signature.parameters.enumerated().map { index, parameter in
      "\(parameter.label ?? "_") a\(index): \(parameter.type)"
        + (parameter.defaultValue.map { " = \($0)" } ?? "")
    }
    let arguments = signature.parameters.enumerated().map { index, parameter in
      "(label: \"\(parameter.label ?? "")\", "
        + "value: \(encoding("a\(index)", parameter.type, exercise)))"
    }
    let isVoid = wireType(signature.result, exercise) == .void
    return """
      \(isVoid ? "" : "@discardableResult ")func \(signature.name)(\(parameters.joined(separator: ", "))) \
      -> \(signature.result) {
        GradusJudge.ask("\(signature.name)", [\(arguments.joined(separator: ", "))]) { v in
          \(isVoid ? "" : "try ")\(decoding("v", signature.result, exercise))
        }
      }


      """
  }.joined()
}

private func wireType(_ source: String, _ exercise: Exercise) -> WireType {
  let declared = (exercise.shared.map(\.text) + [exercise.solution])
    .reduce(into: Set<String>()) { $0.formUnion(wireTypes(in: $1)) }
  guard let type = WireType(source, declared: declared) else {
    preconditionFailure("'\(source)' was taken for a type that can be sent")
  }
  return type
}

private func encoding(_ expression: String, _ type: String, _ exercise: Exercise) -> String {
  wireType(type, exercise).encoding(expression)
}

private func decoding(_ value: String, _ type: String, _ exercise: Exercise) -> String {
  wireType(type, exercise).decoding(value)
}
