import GradusDiagnostics
import GradusMarkdown

/// Reads a `[!QUIZ]` callout: a question, then a task list whose items give their reason behind a dash.
func readQuiz(_ callout: Callout, span: SourceSpan) -> (Quiz, [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  var question: [Block] = []
  var options: [Quiz.Option] = []
  for block in callout.blocks {
    guard case .list(let list) = block.kind, list.items.contains(where: { $0.isChecked != nil })
    else {
      question.append(block)
      continue
    }
    for item in list.items {
      let (option, found) = readOption(item)
      options += option.map { [$0] } ?? []
      diagnostics += found
    }
  }
  let words = callout.argument.split(separator: " ")
  let predicts = words.count == 2 && words[1].hasPrefix("predicts=")
  let quiz = Quiz(
    id: predicts ? String(words[0]) : callout.argument, question: question, options: options,
    span: span, predicts: predicts ? String(words[1].dropFirst("predicts=".count)) : nil)
  if quiz.id.isEmpty {
    diagnostics.append(.missingID(role: "[!QUIZ]", naming: "quiz", at: callout.markerSpan))
  }
  if !quiz.id.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) {
    diagnostics.append(.badID(quiz.id, at: callout.markerSpan))
  }
  if question.isEmpty { diagnostics.append(.quizWithoutQuestion(callout.markerSpan)) }
  if options.count < 2 {
    diagnostics.append(.quizWithoutOptions(callout.markerSpan))
  } else if !options.contains(where: \.isRight) {
    diagnostics.append(.quizWithoutAnswer(callout.markerSpan))
  }
  return (quiz, diagnostics)
}

private func readOption(_ item: MarkdownList.Item) -> (Quiz.Option?, [Diagnostic]) {
  guard let isRight = item.isChecked, case .paragraph(let content)? = item.blocks.first?.kind else {
    return (nil, [.quizItemWithoutBox(item.span)])
  }
  var (text, reason) = splitAtDash(content)
  for block in item.blocks.dropFirst() {
    if case .paragraph(let more) = block.kind { reason += more }
  }
  let option = Quiz.Option(isRight: isRight, text: text, reason: reason, span: item.span)
  return (option, reason.isEmpty ? [.optionWithoutReason(item.span)] : [])
}

/// The inlines before and behind the first " — " of running text.
private func splitAtDash(_ content: [Inline]) -> (before: [Inline], behind: [Inline]) {
  for (index, inline) in content.enumerated() {
    guard case .text(let text) = inline.kind, let dash = text.firstRange(of: " — ") else {
      continue
    }
    let before = String(text[..<dash.lowerBound])
    let behind = String(text[dash.upperBound...])
    var head = Array(content[..<index])
    var tail = Array(content[(index + 1)...])
    if !before.isEmpty { head.append(Inline(.text(before), at: inline.span)) }
    if !behind.isEmpty { tail.insert(Inline(.text(behind), at: inline.span), at: 0) }
    return (head, tail)
  }
  return (content, [])
}

extension String {
  /// Where `needle` first stands; the standard library has it only for regular expressions.
  func firstRange(of needle: String) -> Range<String.Index>? {
    var start = utf8.startIndex
    while let first = needle.utf8.first, let found = utf8[start...].firstIndex(of: first) {
      if utf8[found...].starts(with: needle.utf8) {
        return found..<utf8.index(found, offsetBy: needle.utf8.count)
      }
      start = utf8.index(after: found)
    }
    return nil
  }
}

extension Diagnostic {
  static func quizWithoutQuestion(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "QuizWithoutQuestion", at: span, "the quiz asks nothing",
      fixes: ["write the question above its list of answers"])
  }

  static func quizWithoutOptions(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "QuizWithoutOptions", at: span, "a quiz needs at least two answers to choose from",
      fixes: ["write a list of '- [x] right — reason' and '- [ ] wrong — reason'"])
  }

  static func quizWithoutAnswer(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "QuizWithoutAnswer", at: span, "no answer of the quiz is marked as right",
      fixes: ["write '- [x]' in front of the right one"])
  }

  static func quizItemWithoutBox(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "QuizItemWithoutBox", at: span, "an answer of the quiz has no box",
      fixes: ["begin it with '[x]' or '[ ]'"])
  }

  static func optionWithoutReason(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "OptionWithoutReason", at: span, "an answer of the quiz gives no reason",
      fixes: ["add ' — ' and why it is right or wrong"])
  }
}
