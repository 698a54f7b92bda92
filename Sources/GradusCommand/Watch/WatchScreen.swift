package import GradusDiagnostics
import GradusLessons
import GradusRunner
import GradusWorkspace

extension WatchState {
  /// Everything above the last line.
  package func body(
    file: String, titles: [String: String], style: TextStyle, columns: Int, rows: Int
  ) -> String {
    switch panel {
    case .list(let selected):
      return listPanel(selected, titles: titles, style: style, rows: rows - 1)
    case .text(let title, let pages):
      return ([style.bold(title)] + pages.visible(rows - 2)).joined(separator: "\n")
    case .keys: return keyPanel
    case nil: return exerciseScreen(file: file, titles: titles, style: style, columns: columns)
    }
  }

  private func exerciseScreen(
    file: String, titles: [String: String], style: TextStyle, columns: Int
  ) -> String {
    var parts: [String] = []
    if let welcome { parts.append(welcome) }
    let lesson = titles[task.name.lesson] ?? task.name.lesson
    parts.append(
      "\(style.bold(task.name.description))   \(lesson)\n"
        + "\(progressLine(listRows(tasks, progress), style: style, width: columns))\n"
        + style.dim("your file: \(file)"))
    if isMissing {
      parts.append(
        "\(file) is not there. Save it again, or press x twice for the starter.")
    }
    if let verdict { parts.append(card(verdict, style: style).called(call)) }
    parts += hints.enumerated().map { number, hint in
      style.bold("Hint \(number + 1) of \(hintCount)") + "\n" + hint
    }
    if let notice { parts.append(notice) }
    if let advice { parts.append(advice) }
    return parts.joined(separator: "\n\n")
  }

  /// What to do next, in one sentence.
  private var advice: String? {
    guard let verdict, !isMissing else { return nil }
    if verdict.status == .passed {
      return progress.next(after: task.name, among: tasks).map {
        "Passed. Press n for the next exercise, \($0.name)."
      } ?? "Passed, and that was the last one: every exercise is done. Press q to leave."
    }
    return hints.count < hintCount && hints.isEmpty
      ? "Change the file and save it; press h for a hint."
      : "Change the file and save it."
  }

  private func listPanel(
    _ selected: Int, titles: [String: String], style: TextStyle, rows: Int
  ) -> String {
    let all = listRows(tasks, progress)
    let height = max(rows - 2, 1)
    let first = max(0, min(selected - height / 2, all.count - height))
    let lines = all[first..<min(first + height, all.count)].enumerated().map { offset, row in
      let isSelected = first + offset == selected
      let text =
        "\(isSelected ? ">" : " ") \(row.status.rawValue.padded(to: 7))  \(row.task.name)"
        + (row.task.name == task.name ? "   (here)" : "")
      return isSelected ? style.bold(text) : row.status == .done ? style.green(text) : text
    }
    return ([progressLine(all, style: style, width: 80)] + lines).joined(separator: "\n")
  }

  private var keyPanel: String {
    """
    h  the next hint
    n  the next open exercise
    l  the list; Enter goes to the one you choose
    r  read the lesson here
    s  the author's solution, once you have passed
    x  put the starter back (twice; your file is kept)
    c  check again, also Enter
    q  leave; gradus takes you back here

    Saving the file checks it. Any key closes this.
    """
  }

  /// The last line: what the keys do now.
  package func footer(style: TextStyle, columns: Int) -> String {
    let words =
      switch panel {
      case .list: "j down  k up  Enter go there  q back"
      case .text: "Space on  b back  q close"
      case .keys: "any key back"
      case nil:
        (isChecking ? "checking…  " : "")
          + "h hint  n next  l list  r read  s solution  x reset  c check  q quit  ? keys"
      }
    return style.dim(String(words.prefix(max(columns - 1, 1))))
  }
}

/// Five lines for the first start.
package func welcomeWords(file: String, call: String) -> String {
  """
  Welcome to Gradus: deep learning, one small step at a time.
  Each exercise is a Swift file of your own. The first is \(file)
  Open it in your editor, change it, and save: it is checked at once, right here.
  Press r to read the lesson that belongs to it, h for a hint, q to leave.
  Nothing of yours is ever overwritten; \(call) always takes you back to this place.
  """
}
