package import GradusLessons
import GradusWorkspace

/// The list that lies over the verdict: which exercises it shows, and which one Enter goes to.
package struct ListPanel: Hashable, Sendable {
  /// The one that was chosen last; it may be hidden by a search.
  private var chosen: ExerciseName
  package private(set) var search = ""
  package private(set) var isTyping = false
  /// What is done is left out.
  package private(set) var isOpenOnly = false

  package init(at name: ExerciseName) {
    chosen = name
  }

  package enum Answer: Hashable, Sendable {
    case stay, close, quit
    case go(ExerciseName)
  }

  /// What is shown, of all rows of the list.
  package func shown(_ rows: [ListRow]) -> [ListRow] {
    rows.filter { row in
      if isOpenOnly && row.status == .done { return false }
      return row.matches(search)
    }
  }

  /// Which of the shown rows is selected.
  package func place(in shown: [ListRow]) -> Int {
    shown.firstIndex { $0.task.name == chosen } ?? 0
  }

  package mutating func press(_ key: Key, _ rows: [ListRow]) -> Answer {
    let shown = shown(rows)
    let place = place(in: shown)
    func move(_ steps: Int) -> ExerciseName {
      shown.isEmpty ? chosen : shown[min(max(place + steps, 0), shown.count - 1)].task.name
    }
    switch key {
    case .down: chosen = move(1)
    case .up: chosen = move(-1)
    case .pageDown: chosen = move(10)
    case .pageUp: chosen = move(-10)
    case .enter where shown.isEmpty: break
    case .enter: return .go(shown[place].task.name)
    case .escape where isTyping || !search.isEmpty:
      search = ""
      isTyping = false
    case .escape: return .close
    case .end: return .quit
    case .backspace:
      if search.isEmpty { isTyping = false } else { search.removeLast() }
    case .character(let letter) where isTyping: search.append(letter)
    case .character("/"): isTyping = true
    case .character("o"): isOpenOnly.toggle()
    case .character("j"): chosen = move(1)
    case .character("k"): chosen = move(-1)
    case .character(" "): chosen = move(10)
    case .character("n") where !shown.isEmpty: return .go(shown[place].task.name)
    case .character("q"), .character("l"): return .close
    default: break
    }
    return .stay
  }

  /// What the keys do now, as the last line says it.
  var keys: [String] {
    if isTyping {
      return [
        "search: \(search)_   Enter go there  Esc show all", "search: \(search)_",
      ]
    }
    let open = isOpenOnly ? "o done too" : "o open only"
    return [
      "j down  k up  Enter go there  / search  \(open)  q back",
      "Enter go  / search  o open  q back",
      "Enter go there  q back",
    ]
  }
}
