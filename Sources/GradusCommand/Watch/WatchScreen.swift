package import GradusDiagnostics
import GradusLessons
import GradusRunner
import GradusWorkspace

extension WatchState {
  /// Everything above the last line.
  package func body(
    file: String, style: TextStyle, columns: Int, rows: Int
  ) -> String {
    switch panel {
    case .list(let list):
      return listPanel(list, style: style, columns: columns, rows: rows - 1)
    case .text(let title, let pages):
      return pageBody(title, pages, style: style, rows: rows)
    case .keys: return folded(keyPanel, columns: columns)
    case nil:
      return folded(
        exerciseScreen(file: file, style: style, columns: columns),
        columns: columns)
    }
  }

  private func exerciseScreen(
    file: String, style: TextStyle, columns: Int
  ) -> String {
    var parts: [String] = []
    if let welcome { parts.append(welcome) }
    if let verdict {
      let card = card(verdict, style: style).called(call)
      // Whoever starts for the first time reads five lines, and not what is wrong with the starter.
      parts.append(welcome == nil ? card : firstLine(card))
    }
    if verdict?.hasPassed != true {
      parts += hints.enumerated().map { number, hint in
        style.bold("Hint \(number + 1) of \(hintCount)") + "\n" + hint
      }
    }
    // Below the verdict, where it is seen also when the verdict is longer than the terminal.
    let lesson = titles[task.name.lesson] ?? task.name.lesson
    parts.append(
      "\(style.bold(task.name.description))   \(lesson)\n"
        + "\(progressLine(listRows(tasks, progress), style: style, width: columns))\n"
        + style.dim("your file: \(file)"))
    if isMissing {
      parts.append(
        "\(file) is not there. Save it again, or press x twice for the starter.")
    }
    if let notice { parts.append(notice) }
    if let advice { parts.append(advice) }
    return parts.joined(separator: "\n\n")
  }

  /// What to do next, in one sentence.
  private var advice: String? {
    guard let verdict, !isMissing else { return nil }
    if verdict.status == .passed {
      guard let next = progress.next(after: task.name, among: tasks) else {
        return "Passed, and that was the last one: every exercise is done. Press q to leave."
      }
      let inLesson = tasks.filter { $0.name.lesson == task.name.lesson }
      let isLessonDone = inLesson.allSatisfy { progress.status(of: $0) == .done }
      let title = titles[task.name.lesson] ?? task.name.lesson
      return isLessonDone
        ? "Passed, and with it all of '\(title)'. Press n to go on with \(next.name)."
        : "Passed. Press n for the next exercise, \(next.name)."
    }
    if verdict.status == .broken {
      return
        "Your file is not the reason; '\(call) doctor' looks for it. Press n to go on meanwhile."
    }
    guard hints.count < hintCount else { return "Change the file and save it." }
    return hints.isEmpty
      ? "Change the file and save it; press h for a hint."
      : "Change the file and save it; press h for the next hint."
  }

  private func listPanel(
    _ list: ListPanel, style: TextStyle, columns: Int, rows: Int
  ) -> String {
    let all = listRows(tasks, progress, titles: titles)
    let shown = list.shown(all)
    let selected = list.place(in: shown)
    let height = max(rows - 2, 1)
    let first = max(0, min(selected - height / 2, shown.count - height))
    let lines = shown.dropFirst(first).prefix(height).enumerated().map { offset, row in
      let isSelected = first + offset == selected
      let here = row.task.name == task.name ? "here" : nil
      let words = ([here] + row.notes).compactMap(\.self).joined(separator: ", ")
      let line =
        "\(isSelected ? ">" : " ") \(row.status.rawValue.padded(to: 7))  "
        + "\(row.task.name.description.padded(to: 36))  \(words)"
      let text = line.prefix(max(columns - 1, 1))
      return isSelected
        ? style.bold(String(text)) : row.status == .done ? style.green(String(text)) : String(text)
    }
    return
      ([progressLine(all, style: style, width: columns)]
      + (shown.isEmpty ? ["No exercises match."] : lines)).joined(separator: "\n")
  }

  private var keyPanel: String {
    """
    h  the next hint
    n  the next open exercise
    l  the list; Enter goes to the one you choose, / searches
    r  read the lesson here
    s  the author's solution, once you have passed
    x  put the starter back (twice; your file is kept)
    c  check again, also Enter
    q  leave; gradus takes you back here

    Saving the file checks it. Any key closes this.
    """
  }

  /// The last line: what the keys do now.
  package func footer(style: TextStyle, columns: Int, rows: Int = 24) -> String {
    let checking = isChecking ? "checking…  " : ""
    let words =
      switch panel {
      case .list(let list): firstThatFits(list.keys, columns: columns)
      case .text(_, let pages): pageFooter(pages, columns: columns, rows: rows)
      case .keys: "any key back"
      case nil:
        firstThatFits(
          [
            "\(checking)h hint  n next  l list  r read  s solution  x reset  c check  q quit  ? keys",
            "\(checking)h hint  n next  l list  r read  q quit  ? keys",
            "\(checking)h hint  n next  q quit  ? keys", "\(checking)? keys  q quit",
          ], columns: columns)
      }
    return style.dim(words)
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
