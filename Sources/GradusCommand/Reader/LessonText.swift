package import GradusDiagnostics
package import GradusLessons
import GradusMarkdown
import GradusSite

/// What a lesson's text is made with: where it is shown, and what is known about its examples.
package struct LessonPrinter {
  package var lesson: Lesson
  package var width: Int
  package var style: TextStyle
  package var names: Names
  package var runs: [String: ExampleRun]
  /// How the learner calls the program.
  package var call = "gradus"
  /// Questions that were asked and not answered are answered.
  package var showsAnswers = false
  /// Whether keys can answer a question.
  package var takesKeys = false

  package init(
    lesson: Lesson, width: Int, style: TextStyle, names: Names = Names(),
    runs: [String: ExampleRun] = [:]
  ) {
    self.lesson = lesson
    self.width = width
    self.style = style
    self.names = names
    self.runs = runs
  }

  /// The lesson in reading order; checks, wrong answers and hints stay closed.
  package func pieces() -> [Pages.Piece] {
    var pieces: [Pages.Piece] = []
    for block in lesson.blocks {
      let piece: Pages.Piece
      switch block {
      case .prose(let block):
        // The pager has the title above every page.
        if takesKeys, pieces.isEmpty, case .heading(1, _, _) = block.kind { continue }
        piece = .init(text([block]))
      case .shared(let code), .sketch(let code): piece = .init(self.code(code.text))
      case .example(let example): piece = .init(exampleText(example))
      case .exercise(let exercise):
        piece = .init(style.bold("Exercise \(exercise.name)") + "\n" + code(exercise.starter))
      case .quiz(let quiz): piece = quizPiece(quiz)
      case .listing(let fence):
        piece = .init(
          codeLines(
            fence.literal, width: width, style: style, isSwift: fence.info.hasPrefix("swift")
          ).joined(separator: "\n"))
      case .check, .probe, .wrong, .hint: continue
      }
      if !piece.isEmpty { pieces.append(piece) }
    }
    let notes = lesson.document.footnotes.map { note in
      "[\(note.label)] " + text(note.blocks)
    }
    return pieces + notes.map { Pages.Piece($0) }
  }

  /// The whole text, for where nothing can be pressed.
  package func wholeText() -> String { Pages(pieces()).lines.joined(separator: "\n") }

  private func text(_ blocks: [Block]) -> String {
    terminalText(blocks, width: width, style: style, names: names)
  }

  private func code(_ text: String) -> String {
    codeLines(text, width: width, style: style).joined(separator: "\n")
  }

  private func exampleText(_ example: Example) -> String {
    var parts = [code(example.visibleText)]
    let run = runs[example.key]
    if let output = run?.stdout ?? example.expectedOutput?.text, !output.trimmedEnd.isEmpty {
      let lines = output.trimmedEnd.split(separator: "\n", omittingEmptySubsequences: false)
      parts.append(lines.map { "  > \($0)" }.joined(separator: "\n"))
    }
    for (number, figure) in (run?.figures ?? []).enumerated() {
      parts.append(figureText(figure, number, example))
    }
    let draws = run == nil && example.code.text.contains("show(")
    parts.append(
      style.dim(
        draws
          ? "  gradus run \(example.key) draws its figures, here as well"
          : "  gradus run \(example.key) runs it"
      ).called(call))
    return parts.joined(separator: "\n\n")
  }

  private func figureText(_ figure: RunFigure, _ number: Int, _ example: Example) -> String {
    let name = names.target(figureAnchor(figure, number, example))
    var lines: [String] = []
    if style.usesColour, let text = figure.text(columns: width) {
      lines.append(text.trimmedEnd)
    } else {
      lines += wrapped("\(figure.title). \(figure.description)", width: width)
    }
    let caption = figure.caption.isEmpty ? figure.title : figure.caption
    lines += wrapped("\(name): \(caption)", width: width).map(style.bold)
    return lines.joined(separator: "\n")
  }
}
