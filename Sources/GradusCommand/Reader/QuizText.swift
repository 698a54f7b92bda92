import GradusDiagnostics
import GradusLessons

extension LessonPrinter {
  /// A question in all its states: open, and with each answer chosen; a reason stands under that.
  func quizPiece(_ quiz: Quiz) -> Pages.Piece {
    let right = quiz.options.indices.filter { quiz.options[$0].isRight }
    if showsAnswers { return Pages.Piece(variants: [quizLines(quiz, chosen: right)]) }
    guard takesKeys else { return Pages.Piece(variants: [quizLines(quiz, chosen: [])]) }
    return Pages.Piece(
      variants: [quizLines(quiz, chosen: [])]
        + quiz.options.indices.map { quizLines(quiz, chosen: [$0]) },
      right: Set(right.map { $0 + 1 }))
  }

  private func quizLines(_ quiz: Quiz, chosen: [Int]) -> [String] {
    let question = terminalText(quiz.question, width: width - 2, style: style, names: names)
    var lines =
      [style.bold("Quiz")]
      + question.split(
        separator: "\n", omittingEmptySubsequences: false
      ).map(String.init)
    for (number, option) in quiz.options.enumerated() {
      lines += hanging("\(number + 1)) ", words(of: option.text, style: style, names: names))
      guard chosen.contains(number) else { continue }
      let verdict = option.isRight ? "Right:" : "No:"
      let painted = option.isRight ? style.green(verdict) : style.red(verdict)
      lines += hanging(
        "   ",
        [Word(plain: verdict, dressed: painted)]
          + words(of: option.reason, style: style, names: names))
    }
    let isSolved = chosen.contains { quiz.options[$0].isRight }
    if !isSolved { lines += wrapped(advice(quiz, chosen.isEmpty), width: width - 2) }
    return lines.map { "| \($0)" }
  }

  private func advice(_ quiz: Quiz, _ isOpen: Bool) -> String {
    guard takesKeys else {
      return "gradus read \(lesson.slug) --answers shows which one is right".called(call)
    }
    return isOpen ? "Press 1 to \(quiz.options.count) to answer." : "Press another number."
  }

  private func hanging(_ mark: String, _ words: [Word]) -> [String] {
    wrapped(words, width: width - 2 - mark.count).enumerated().map {
      ($0.offset == 0 ? mark : String(repeating: " ", count: mark.count)) + $0.element
    }
  }
}
