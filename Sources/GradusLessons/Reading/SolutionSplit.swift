import GradusDiagnostics
import GradusSyntax

/// The two programs in one exercise block.
struct SolutionSplit {
  /// What the learner starts from: the block without the solution's lines.
  var starter: String
  /// The author's answer, every line where it stands in the block, all others empty.
  var solution: String
}

/// Takes `#if SOLUTION … #else … #endif` apart.
///
/// It works on lines, as the directives do. Other `#if`s are left alone, also inside the branches.
func splitSolution(_ code: CodeBlock) -> (SolutionSplit, [Diagnostic]) {
  enum Branch { case both, solution, starter }
  var branch = Branch.both
  var otherConditions = 0
  var hasSolution = false
  var hasStarter = false
  var opened = 0
  var starter: [Substring] = []
  var solution: [Substring] = []
  var diagnostics: [Diagnostic] = []
  let lines = code.text.lines
  for (index, line) in lines.enumerated() {
    // Of most lines the first byte that is no blank says that they are no directive.
    let isCode = line.utf8.first { $0 != UInt8(ascii: " ") } != UInt8(ascii: "#")
    let words = isCode ? [] : line.split(separator: " ")
    let isOurs = otherConditions == 0
    if words.first == "#if", words.dropFirst().first == "SOLUTION", isOurs {
      if branch != .both { diagnostics.append(.nestedSolution(code.span(ofLine: index))) }
      branch = .solution
      hasSolution = true
      opened = index
      solution.append("")
      continue
    }
    if words.first == "#if" { otherConditions += 1 }
    if branch != .both, isOurs, words.first == "#else" {
      branch = .starter
      hasStarter = true
      solution.append("")
      continue
    }
    if words.first == "#endif" {
      if isOurs, branch != .both {
        if branch == .solution {
          diagnostics.append(.solutionWithoutStarter(code.span(ofLine: opened)))
        }
        branch = .both
        solution.append("")
        continue
      }
      otherConditions = max(0, otherConditions - 1)
    }
    if branch != .solution { starter.append(line) }
    solution.append(branch == .starter ? "" : line)
  }
  if branch != .both { diagnostics.append(.openSolution(code.span(ofLine: opened))) }
  if !hasSolution || (!hasStarter && diagnostics.isEmpty) {
    diagnostics.append(.missingSolution(code.span))
  }
  return (
    SolutionSplit(
      starter: starter.joined(separator: "\n"), solution: solution.joined(separator: "\n")),
    diagnostics
  )
}

extension CodeBlock {
  /// The place of a whole line of the block, counted from 0.
  func span(ofLine line: Int) -> SourceSpan {
    let lines = text.lines
    let text = lines.indices.contains(line) ? lines[line] : ""
    let start = SourcePosition(
      line: firstLine + line, column: indentation + text.prefix { $0 == " " }.count + 1)
    let end = SourcePosition(line: start.line, column: indentation + text.utf8.count + 1)
    return SourceSpan(file: file, start: start, end: end)
  }
}

extension Diagnostic {
  static func missingSolution(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "MissingSolution", at: span, "the exercise has no '#if SOLUTION … #else … #endif'",
      fixes: ["put the answer in '#if SOLUTION' and what the learner starts from in '#else'"])
  }

  static func nestedSolution(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "NestedSolution", at: span, "'#if SOLUTION' stands inside another one",
      fixes: ["close the first with '#endif'"])
  }

  static func openSolution(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "OpenSolution", at: span, "'#if SOLUTION' is never closed", fixes: ["add '#endif'"])
  }

  static func solutionWithoutStarter(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "SolutionWithoutStarter", at: span,
      "'#if SOLUTION' has no '#else', so nothing says what the learner starts from",
      fixes: ["add '#else' and the starter before '#endif'"])
  }
}
