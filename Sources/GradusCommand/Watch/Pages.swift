/// A long text and which part of it is on the screen; questions in it can be answered.
package struct Pages: Hashable, Sendable {
  /// A part of the text that stays together, in one state or, for a question, in several.
  package struct Piece: Hashable, Sendable {
    /// The lines of each state; in the first one nothing has been chosen.
    var variants: [[String]]
    /// The states in which a question is answered.
    var right: Set<Int> = []
    var chosen = 0

    package init(variants: [[String]], right: Set<Int> = []) {
      self.variants = variants
      self.right = right
    }

    package init(_ text: String) {
      variants = [
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      ]
    }

    var lines: [String] { variants[chosen] }
    var isEmpty: Bool { variants.allSatisfy { $0.allSatisfy(\.isEmpty) } }
    var isOpenQuestion: Bool { variants.count > 1 && !right.contains(chosen) }
  }

  private var pieces: [Piece]
  package private(set) var lines: [String] = []
  /// Where each piece begins.
  private var starts: [Int] = []
  package private(set) var top = 0

  package init(_ pieces: [Piece]) {
    self.pieces = pieces
    layOut()
  }

  package init(_ text: String) { self.init([Piece(text)]) }

  private mutating func layOut() {
    lines = []
    starts = []
    for piece in pieces {
      if !lines.isEmpty { lines.append("") }
      starts.append(lines.count)
      lines += piece.lines
    }
  }

  package func visible(_ rows: Int) -> [String] {
    Array(lines[min(top, lines.count)...].prefix(max(rows, 1)))
  }

  /// The question that a number answers now: the first on the screen that is still open.
  private func question(_ rows: Int) -> Int? {
    pieces.indices.first { index in
      pieces[index].isOpenQuestion && starts[index] < top + max(rows, 1)
        && starts[index] + pieces[index].lines.count > top
    }
  }

  /// How many answers the question on the screen has.
  package func answerCount(_ rows: Int) -> Int? {
    question(rows).map { pieces[$0].variants.count - 1 }
  }

  /// "40 %", the part of the text that lies above the lower edge.
  package func place(_ rows: Int) -> String {
    "\(lines.isEmpty ? 100 : min(top + max(rows, 1), lines.count) * 100 / lines.count) %"
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
    case .character(let digit) where "1"..."9" ~= digit:
      if let choice = digit.wholeNumberValue { answer(choice, page) }
    default: break
    }
    return false
  }

  private mutating func answer(_ choice: Int, _ page: Int) {
    guard let index = question(page), choice < pieces[index].variants.count else { return }
    pieces[index].chosen = choice
    layOut()
    // The reason should be seen without turning the page, where the question fits on one.
    let end = starts[index] + pieces[index].lines.count
    top = max(top, min(starts[index], end - page))
  }

  /// The same text at another width, at the same place and with the same answers.
  package func laidOutAgain(_ pieces: [Piece]) -> Pages {
    var pages = Pages(pieces)
    guard pieces.count == self.pieces.count else { return pages }
    for index in pieces.indices { pages.pieces[index].chosen = self.pieces[index].chosen }
    pages.layOut()
    if let index = starts.lastIndex(where: { $0 <= top }) {
      let share = top - starts[index]
      pages.top =
        pages.starts[index]
        + share * pages.pieces[index].lines.count / max(self.pieces[index].lines.count, 1)
    }
    return pages
  }
}
