/// A long text and which part of it is on the screen.
package struct Pages: Hashable, Sendable {
  package var lines: [String]
  package var top = 0

  package init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  package func visible(_ rows: Int) -> [String] {
    Array(lines[min(top, lines.count)...].prefix(max(rows, 1)))
  }

  /// Moves through the text; true when the reader is done with it.
  package mutating func press(_ key: Key, rows: Int) -> Bool {
    let page = max(rows, 1)
    let last = max(lines.count - page, 0)
    switch key {
    case .character(" "), .pageDown:
      // A page that is shown to its end closes with the key that turns pages.
      if top >= last { return true }
      top = min(top + page, last)
    case .character("b"), .pageUp: top = max(top - page, 0)
    case .down, .character("j"), .enter: top = min(top + 1, last)
    case .up, .character("k"): top = max(top - 1, 0)
    case .character("g"): top = 0
    case .character("G"): top = last
    case .character("q"), .character("r"), .character("s"), .escape, .end: return true
    default: break
    }
    return false
  }
}
