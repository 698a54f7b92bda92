import GradusLessons
import GradusMarkdown
import GradusSyntax

extension PageWriter {
  /// Swift in a box; the script offers to copy it.
  func swift(_ text: String, name: String, kind: String = "") -> String {
    let code = highlighted(text.trimmingNewlines)
    let label = name.isEmpty ? "Swift code" : name
    return "<pre class=\"code\(kind.isEmpty ? "" : " " + kind)\" tabindex=\"0\" role=\"group\" "
      + "aria-label=\"\(escaped(label))\"><code>\(code)</code></pre>\n"
  }

  /// A code block that is only shown: another language, or pseudo code.
  func listing(_ fence: CodeFence) -> String {
    let anchor = fence.id.map { " id=\"\(escaped($0))\"" } ?? ""
    let language = fence.info.split(separator: " ").first.map(String.init) ?? ""
    let code =
      language == "swift"
      ? highlighted(fence.literal.trimmingNewlines) : escaped(fence.literal.trimmingNewlines)
    let name = language.isEmpty ? "Listing" : "Listing, \(language)"
    return "<pre class=\"code listing\"\(anchor) tabindex=\"0\" role=\"group\" "
      + "aria-label=\"\(escaped(name))\"><code>\(code)</code></pre>\n"
  }

  /// Code that every later block of the lesson can use.
  func sharedCode(_ block: CodeBlock) -> String {
    "<div class=\"shared\"><p class=\"code-title\">Shared with all code below</p>\n"
      + swift(block.text, name: "Shared code") + "</div>\n"
  }

  func sketch(_ block: CodeBlock) -> String {
    "<div class=\"sketch\"><p class=\"code-title\">Sketch, not run</p>\n"
      + swift(block.text, name: "Sketch") + "</div>\n"
  }
}

/// A solution as a reader would have written it: without the empty lines that stand for the
/// directives and for the other branch.
func withoutGaps(_ solution: String, _ block: String) -> String {
  let lines = block.lines
  return solution.lines.enumerated()
    .filter { index, line in
      !line.isEmpty || !lines.indices.contains(index) || lines[index].isEmpty
    }
    .map(\.element).joined(separator: "\n")
}

extension String {
  /// The string without empty lines at either end.
  var trimmingNewlines: String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    let newline = UInt8(ascii: "\n")
    guard let first = utf8.firstIndex(where: { !isBlank($0) }),
      let last = utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    let start = utf8[..<first].lastIndex(of: newline).map(utf8.index(after:)) ?? startIndex
    let end = utf8[last...].firstIndex(of: newline) ?? endIndex
    return String(self[start..<end])
  }
}
