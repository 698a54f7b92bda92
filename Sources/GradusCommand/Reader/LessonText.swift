import GradusDiagnostics
import GradusLessons
import GradusMarkdown

/// A lesson as text for a terminal, in reading order; checks, wrong answers and hints stay closed.
func lessonText(_ lesson: Lesson, width: Int, style: TextStyle) -> String {
  var parts: [String] = []
  for block in lesson.blocks {
    switch block {
    case .prose(let block): parts.append(terminalText([block], width: width, style: style))
    case .shared(let code), .sketch(let code):
      parts.append(codeLines(code.text, style: style).joined(separator: "\n"))
    case .example(let example): parts.append(exampleText(example, style: style))
    case .exercise(let exercise):
      parts.append(
        style.bold("Exercise \(exercise.name)") + "\n"
          + codeLines(exercise.starter, style: style).joined(separator: "\n"))
    case .quiz(let quiz): parts.append(quizText(quiz, width: width, style: style))
    case .listing(let fence):
      parts.append(codeLines(fence.literal, style: style).joined(separator: "\n"))
    case .check, .probe, .wrong, .hint: break
    }
  }
  return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
}

private func exampleText(_ example: Example, style: TextStyle) -> String {
  var text = codeLines(example.visibleText, style: style).joined(separator: "\n")
  if let output = example.expectedOutput {
    text +=
      "\n\n"
      + output.text.trimmedEnd.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  > \($0)" }.joined(separator: "\n")
  }
  return text + "\n" + style.dim("  gradus run \(example.key) runs it")
}

/// The question and its answers by letter; which one is right stands on the page and in `--answers`.
private func quizText(_ quiz: Quiz, width: Int, style: TextStyle) -> String {
  let question = terminalText(quiz.question, width: width - 2, style: style)
  let options = zip("abcdefghij", quiz.options).map { letter, option in
    wrapped(
      [Word(plain: "\(letter))", dressed: "\(letter))")] + words(of: option.text, style: style),
      width: width - 2
    ).joined(separator: "\n   ")
  }
  let lines = [style.bold("Quiz"), question] + options
  return lines.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    .map { "| \($0)" }.joined(separator: "\n")
}
