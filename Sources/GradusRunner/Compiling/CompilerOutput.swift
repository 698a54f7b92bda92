import GradusDiagnostics

/// One thing that the compiler said, as it said it.
package struct CompilerFinding: Hashable {
  var severity: Diagnostic.Severity
  /// Such as "cannot_find_in_scope".
  var id: String
  var message: String
  var file: String
  var position: SourcePosition
  /// How many columns are underlined.
  var width: Int
  /// The line of source that was printed with it.
  var excerpt: String
  var notes: [CompilerFinding]
}

/// Reads the findings from what `swift-frontend -diagnostic-style=llvm -debug-diagnostic-names` prints.
///
///     Softmax.swift:3:10: error: cannot find 'y' in scope [cannot_find_in_scope]
///       return y
///              ^
package func compilerFindings(_ text: String) -> [CompilerFinding] {
  var findings: [CompilerFinding] = []
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  for (index, line) in lines.enumerated() {
    guard var finding = head(line) else { continue }
    if index + 2 < lines.count, head(lines[index + 1]) == nil {
      finding.excerpt = String(lines[index + 1])
      finding.width = max(1, underlined(lines[index + 2], from: finding.position.column))
    }
    if finding.severity == .note {
      if !findings.isEmpty { findings[findings.count - 1].notes.append(finding) }
    } else {
      findings.append(finding)
    }
  }
  return findings
}

/// Reads `file:line:column: severity: message [id] [#Group]`.
private func head(_ line: Substring) -> CompilerFinding? {
  for severity in [Diagnostic.Severity.error, .warning, .note] {
    let mark = ": \(severity.rawValue): "
    guard let (place, said) = halves(line, at: mark) else { continue }
    let parts = place.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 3, let lineNumber = Int(parts[parts.count - 2]),
      let column = Int(parts[parts.count - 1])
    else { continue }
    let (message, id) = withoutNames(said)
    return CompilerFinding(
      severity: severity, id: id, message: message,
      file: parts.dropLast(2).joined(separator: ":"),
      position: SourcePosition(line: lineNumber, column: column), width: 1, excerpt: "", notes: [])
  }
  return nil
}

/// What stands before and after the first occurrence of a mark.
func halves(_ line: Substring, at mark: String) -> (Substring, Substring)? {
  var rest = line
  while let colon = rest.firstIndex(of: ":") {
    if line[colon...].hasPrefix(mark) {
      return (line[..<colon], line[colon...].dropFirst(mark.count))
    }
    rest = line[line.index(after: colon)...]
  }
  return nil
}

/// The message without its trailing `[id]` and `[#Group]`.
private func withoutNames(_ said: Substring) -> (message: String, id: String) {
  var message = said
  var id = ""
  while message.hasSuffix("]"), let open = message.lastIndex(of: "[") {
    let name = message[message.index(after: open)...].dropLast()
    guard message[..<open].hasSuffix(" "), !name.isEmpty, !name.contains(" ") else { break }
    message = message[..<open].dropLast()
    if !name.hasPrefix("#") {
      id = String(name)
      break
    }
  }
  return (String(message), id)
}

/// The length of `^~~~` that begins at a column.
private func underlined(_ markers: Substring, from column: Int) -> Int {
  let from = markers.dropFirst(column - 1)
  guard from.first == "^" else { return 1 }
  return 1 + from.dropFirst().prefix { $0 == "~" }.count
}
