package import GradusDiagnostics

/// What a lesson does not ask for and the compiler would answer confusingly, in clear sentences.
///
/// It is a courtesy and no defence: everything that it names is harmless in the jail, and the hostile
/// suite passes without it.
package func courtesyFindings(_ file: LearnerFile) -> [Diagnostic] {
  let tokens = tokens(of: file.text).tokens
  var findings: [Diagnostic] = []
  for (index, token) in tokens.enumerated() {
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    let before = index > 0 ? tokens[index - 1] : nil
    let found: (id: String, summary: String, explanation: String?, fix: String)?
    switch token.kind {
    case .word where token.text == "import" && isStatement(token, before):
      found = foreignImport(tokens[(index + 1)...])
    case .word where before?.text != "func":
      // A member of one's own may be called readLine; nobody's own is called withUnsafeBytes.
      found =
        before?.text == "." && !token.text.hasPrefix("withUnsafe")
        ? nil : unsafeName(token.text)
    case .attribute: found = attribute(token.text, next)
    case .directive: found = directive(token.text)
    default: found = nil
    }
    guard let found else { continue }
    let end = SourcePosition(
      line: token.position.line, column: token.position.column + token.text.utf8.count)
    findings.append(
      Diagnostic(
        id: found.id, at: SourceSpan(file: file.path, start: token.position, end: end),
        found.summary, explanation: found.explanation, fixes: [found.fix]))
  }
  return findings
}

private typealias Finding = (id: String, summary: String, explanation: String?, fix: String)

/// Whether `import` begins an import here, and is not a label or a member.
private func isStatement(_ token: Token, _ before: Token?) -> Bool {
  token.isFirstOfLine || before?.text == ";" || before?.kind == .attribute
    || ["public", "package", "internal", "fileprivate", "private", ")"].contains(before?.text ?? "")
}

private func foreignImport(_ rest: ArraySlice<Token>) -> Finding? {
  let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
  ]
  let names = rest.drop { kinds.contains($0.text) }
  guard let module = names.first, module.kind == .word, module.text != "GradusNN" else {
    return nil
  }
  return (
    "ForeignImport", "'\(module.text)' cannot be imported here",
    "An exercise uses GradusNN and Swift itself; they have all that it needs.", "remove this line"
  )
}

private func unsafeName(_ name: Substring) -> Finding? {
  let (reason, fix): (String, String)
  switch name {
  case _ where name.hasPrefix("Unsafe"), _ where name.hasPrefix("withUnsafe"), "Unmanaged",
    "OpaquePointer", "unsafeBitCast", "unsafeDowncast", "withExtendedLifetime":
    reason = "It works on bare memory; arrays and tensors do all that an exercise asks for."
    fix = "use an array or a Tensor in its place"
  case "readLine":
    reason = "Nobody is there to type: your functions get their inputs as parameters."
    fix = "use a parameter in its place"
  case "CommandLine":
    reason = "Nobody starts it with arguments: your functions get their inputs as parameters."
    fix = "use a parameter in its place"
  default: return nil
  }
  return ("NotForExercises", "'\(name)' is not for exercises", reason, fix)
}

/// The attributes that plain Swift is written with.
private let plainAttributes: Set<Substring> = [
  "@autoclosure", "@available", "@discardableResult", "@dynamicCallable", "@dynamicMemberLookup",
  "@escaping", "@frozen", "@inlinable", "@inline", "@nonobjc", "@propertyWrapper",
  "@resultBuilder", "@unknown", "@usableFromInline", "@warn_unqualified_access",
]

private func attribute(_ name: Substring, _ next: Token?) -> Finding? {
  // With a capital it is a type: an actor, a property wrapper, a result builder.
  if plainAttributes.contains(name) || name.dropFirst().first?.isUppercase == true { return nil }
  if name == "@main" {
    return (
      "NotForExercises", "an exercise has no '@main'",
      "It is no program of its own; the checks call its functions.", "remove it"
    )
  }
  return (
    "NotForExercises", "'\(name)' is not for exercises",
    "It changes how the program is built, and the checks look only at what your functions answer.",
    "remove it"
  )
}

private func directive(_ name: Substring) -> Finding? {
  switch name {
  case "#sourceLocation", "#externalMacro":
    (
      "NotForExercises", "'\(name)' is not for exercises",
      "It would move or replace the lines that messages are about.", "remove this line"
    )
  default: nil
  }
}
