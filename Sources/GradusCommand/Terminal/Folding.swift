/// Text whose lines fit a terminal: longer ones go on below themselves, two columns further in.
///
/// It breaks between words where there are any; codes for colours take no room.
package func folded(_ text: String, columns: Int) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false)
    .flatMap { foldedLine(String($0), columns: max(columns, 20)) }
    .joined(separator: "\n")
}

private func foldedLine(_ line: String, columns: Int) -> [String] {
  guard visibleCount(line) > columns else { return [line] }
  let margin = line.prefix { $0 == " " }.count + 2
  let indent = String(repeating: " ", count: margin < columns / 2 ? margin : 0)
  var lines: [String] = []
  var current = ""
  var used = 0
  var isBegun = false
  for (number, word) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
    var rest = word
    let gap = number == 0 || (!isBegun && !lines.isEmpty) ? 0 : 1
    if used + gap + visibleCount(rest) > columns, isBegun {
      lines.append(current)
      (current, used, isBegun) = (indent, indent.count, false)
      // Spaces at the place of a break are gone.
      if rest.isEmpty { continue }
    } else if gap == 1 {
      current += " "
      used += 1
    }
    while !rest.contains("\u{1B}"), used + rest.count > columns {
      lines.append(current + rest.prefix(columns - used))
      rest = rest.dropFirst(columns - used)
      (current, used) = (indent, indent.count)
    }
    current += rest
    used += visibleCount(rest)
    if !rest.isEmpty { isBegun = true }
  }
  return lines + [current]
}

/// How many columns a text takes, without its codes for colours.
private func visibleCount(_ text: some StringProtocol) -> Int {
  var count = 0
  var isCode = false
  for character in text {
    if character == "\u{1B}" {
      isCode = true
    } else if isCode {
      isCode = character != "m"
    } else {
      count += 1
    }
  }
  return count
}
