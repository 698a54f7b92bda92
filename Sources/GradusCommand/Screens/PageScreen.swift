package import GradusDiagnostics

/// How many lines of a text fit between its title and the keys.
package func pageRows(_ rows: Int) -> Int { max(rows - 3, 1) }

package func pageBody(_ title: String, _ pages: Pages, style: TextStyle, rows: Int) -> String {
  ([style.bold(title)] + pages.visible(pageRows(rows))).joined(separator: "\n")
}

/// The keys of a long text, and how far the reader is.
package func pageFooter(_ pages: Pages, columns: Int, rows: Int) -> String {
  let place = pages.place(pageRows(rows))
  let answers = pages.answerCount(pageRows(rows)).map { "1-\($0) answer  " } ?? ""
  return firstThatFits(
    [
      "\(answers)Space on  b back  j down  k up  q close  \(place)",
      "\(answers)Space on  b back  q close  \(place)", "\(answers)Space on  q close",
    ], columns: columns)
}

/// The most that can be said in one line; the last one is cut where even that is too long.
func firstThatFits(_ words: [String], columns: Int) -> String {
  words.first { $0.count < columns } ?? String((words.last ?? "").prefix(max(columns - 1, 1)))
}
