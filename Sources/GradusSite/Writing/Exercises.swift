import GradusDiagnostics
import GradusLessons
import GradusMarkdown
import GradusSyntax

extension PageWriter {
  /// The card of an exercise: what to write, how to have it judged, hints, checks and the solution.
  mutating func html(_ exercise: Exercise) -> String {
    let id = exercise.name.exercise
    let name = "\(exercise.name)"
    var hints: [[String: Any]] = []
    for (index, blocks) in exercise.hints.enumerated() {
      hints.append(["number": index + 1, "of": exercise.hints.count, "html": html(blocks)])
    }
    let visible = exercise.checks.filter { !$0.isHidden }
    let hidden = exercise.checks.count - visible.count
    var parts: [String: Any] = [
      "id": id, "name": name,
      "number": site.labels.target(id, on: page)?.number ?? 0,
      "points": counted(exercise.points, "point"),
      "starter": swift(exercise.starter, name: "What you start from"),
      "file": escaped("workspace/\(name).swift").parts(between: "/").joined(separator: "/<wbr>"),
      "command": "gradus check \(name)",
      "hints": hints,
    ]
    if !visible.isEmpty {
      parts["checks"] = [
        "html": visible.map { swift($0.code.text, name: "Checks of \(id)") }.joined(),
        "hidden": hidden > 0 ? "There are hidden checks too." : "",
      ]
    }
    if !site.options.withoutSolutions {
      parts["solution"] = swift(
        withoutGaps(exercise.solution, exercise.code.text), name: "A solution of \(id)")
    }
    return site.templates.render("exercise", parts)
  }

  /// A quiz as a form that needs no script: the reasons are folded away below each answer.
  mutating func html(_ quiz: Quiz) -> String {
    let isSingle = quiz.options.filter(\.isRight).count == 1
    var options: [[String: Any]] = []
    for (index, option) in quiz.options.enumerated() {
      options.append([
        "id": "\(quiz.id)-\(index + 1)", "group": quiz.id, "type": isSingle ? "radio" : "checkbox",
        "right": option.isRight, "verdict": option.isRight ? "Right" : "Not this one",
        "text": html(option.text), "label": formulaName(option.text), "reason": html(option.reason),
      ])
    }
    return site.templates.render(
      "quiz",
      [
        "id": quiz.id, "key": "\(page)/\(quiz.id)",
        "name": site.labels.target(quiz.id, on: page)?.name ?? "Question",
        "question": html(quiz.question), "options": options,
        "predicts": quiz.predicts.map { "run-\($0)" } ?? "",
        "several": isSingle ? "" : "More than one answer is right.",
      ])
  }
}

/// What to call an answer that is nothing but a formula: screen readers and checkers do not all take
/// a name from MathML.
private func formulaName(_ content: [Inline]) -> String {
  let isFormula = content.allSatisfy { inline in
    switch inline.kind {
    case .math, .softBreak: true
    case .text(let text): text.allSatisfy(\.isWhitespace)
    default: false
    }
  }
  return isFormula ? plainText(content) : ""
}
