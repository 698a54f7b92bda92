package import GradusDiagnostics
import Yams

/// Cuts the YAML block off the top of `lines` and reads it.
///
/// - Returns: the front matter, and the lines that remain (numbers unchanged).
func readFrontMatter(
  _ lines: [SourceLine], path: String
) -> (FrontMatter?, rest: [SourceLine], [Diagnostic]) {
  func isFence(_ line: SourceLine) -> Bool {
    String(decoding: line.bytes, as: UTF8.self).trimmed == "---"
  }
  guard let first = lines.first, isFence(first) else { return (nil, lines, []) }
  guard let end = lines.dropFirst().firstIndex(where: isFence) else {
    return (nil, [], [.unclosedFrontMatter(SourceSpan(file: path, line: first.number))])
  }
  let yaml = lines[1..<end].map { String(decoding: $0.bytes, as: UTF8.self) }
    .joined(separator: "\n")
  let span = SourceSpan(
    file: path, start: SourcePosition(line: first.number, column: 1),
    end: SourcePosition(line: lines[end].number, column: 4))
  let (entries, diagnostics) = readYAML(yaml, path: path, firstLine: first.number + 1)
  return (FrontMatter(entries: entries, span: span), Array(lines[(end + 1)...]), diagnostics)
}

/// The top-level map of a YAML text, in the order of the file.
///
/// - Parameter firstLine: the line of `path` in which the text begins.
package func readYAML(
  _ text: String, path: String, firstLine: Int = 1
) -> (entries: [FrontMatter.Entry], [Diagnostic]) {
  let reader = YAMLReader(
    path: path, firstLine: firstLine,
    lines: text.split(separator: "\n", omittingEmptySubsequences: false))
  do {
    guard let node = try Yams.compose(yaml: text) else { return ([], []) }
    guard case .map(let entries) = reader.value(node) else {
      return ([], [.yamlIsNoMap(reader.span(node))])
    }
    return (entries, [])
  } catch let error as YamlError {
    return ([], [reader.diagnostic(error)])
  } catch {
    return ([], [.badYAML("\(error)", at: SourceSpan(file: path, line: firstLine))])
  }
}

private struct YAMLReader {
  let path: String
  let firstLine: Int
  let lines: [Substring]

  /// The file's position of a place as libyaml counts: columns in characters of Unicode.
  private func position(line: Int, column: Int) -> SourcePosition {
    // At the end of a text libyaml names a line that is not there.
    let line = min(max(1, line), max(1, lines.count))
    let text = lines.isEmpty ? "" : lines[line - 1]
    let column = String(text.unicodeScalars.prefix(max(0, column - 1))).utf8.count + 1
    return SourcePosition(line: line + firstLine - 1, column: column)
  }

  private func span(line: Int, column: Int) -> SourceSpan {
    let place = position(line: line, column: column)
    return SourceSpan(file: path, start: place, end: place)
  }

  func span(_ node: Node) -> SourceSpan {
    let start = position(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    let length = node.scalar?.string.utf8.count ?? 0
    return SourceSpan(
      file: path, start: start,
      end: SourcePosition(line: start.line, column: start.column + length))
  }

  func value(_ node: Node) -> FrontMatterValue {
    switch node {
    case .scalar(let scalar): .scalar(scalar.string)
    case .sequence(let items):
      .list(items.map { FrontMatterItem(value: value($0), span: span($0)) })
    case .mapping(let pairs):
      .map(
        pairs.map { key, content in
          FrontMatter.Entry(
            key: key.scalar?.string ?? "", value: value(content), span: span(key),
            valueSpan: span(content))
        })
    case .alias: .scalar("")
    }
  }

  func diagnostic(_ error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return .badYAML(problem, at: span(line: mark.line, column: mark.column))
    case .duplicatedKeysInMapping(let duplicates, let context):
      return .badYAML(
        "the key '\(duplicates.first.map { "\($0)" } ?? "")' stands there twice",
        at: span(line: context.mark.line, column: context.mark.column), fix: "remove one of the two"
      )
    default:
      return .badYAML("\(error)", at: SourceSpan(file: path, line: firstLine))
    }
  }
}

extension Diagnostic {
  static func unclosedFrontMatter(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnclosedFrontMatter", at: span, "the front matter is never closed",
      fixes: ["write '---' on a line of its own below its last key"])
  }

  static func badYAML(
    _ problem: String, at span: SourceSpan, fix: String = badYAMLFix
  ) -> Diagnostic {
    Diagnostic(id: "BadYAML", at: span, "this is no YAML: \(problem)", fixes: [fix])
  }

  static let badYAMLFix =
    "write 'key: value'; put quotes around a value that contains ': ' or '#', or begins with a sign "
    + "such as '[' or '*'"

  static func yamlIsNoMap(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "BadYAML", at: span, "this is a value where keys were expected",
      fixes: ["write 'key: value', one key a line"])
  }
}
