import GradusDiagnostics
import GradusMarkdown
import GradusSyntax

/// Reads one lesson file.
func readLesson(
  _ text: String, slug: String, path: String, holdingRules: Bool = true
) -> (Lesson, [Diagnostic]) {
  let (document, found) = parseDocument(text, path: path)
  var front = FrontMatterFields(
    document, known: ["title", "summary", "minutes", "needs", "goals", "limits"])
  var lesson = Lesson(
    slug: slug, path: path, title: front.text("title"), summary: front.text("summary"),
    minutes: front.number("minutes"), needs: front.list("needs", isRequired: false).map(\.text),
    goals: front.list("goals", isRequired: true).map(\.text), limits: front.limits(),
    document: document, blocks: [], examples: [], exercises: [], quizzes: [])
  var reader = LessonReader(slug: slug)
  for block in document.blocks { reader.read(block) }
  reader.finish(into: &lesson)
  let rules = holdingRules ? checkLesson(lesson) : []
  return (lesson, found + front.diagnostics + reader.diagnostics + rules)
}

private struct LessonReader {
  let slug: String
  private(set) var diagnostics: [Diagnostic] = []
  private var pieces: [Piece] = []
  private var shared: [CodeBlock] = []
  private var examples: [Example] = []
  private var exercises: [Exercise] = []
  private var quizzes: [Quiz] = []
  /// Prose since the last heading or exercise: the task of the next exercise.
  private var task: [Block] = []
  private var hasUnreadBlock = false
  /// Blocks that belong to something by its id, which may stand further down.
  private var attached: [(role: BlockRole, code: CodeBlock, idSpan: SourceSpan)] = []

  /// A block of the lesson before the things it names are complete.
  private enum Piece {
    case done(LessonBlock)
    case example(String)
    case exercise(String)
  }

  init(slug: String) { self.slug = slug }

  mutating func read(_ block: Block) {
    switch block.kind {
    case .code(let fence): read(fence, span: block.span)
    case .callout(let callout) where callout.kind == .quiz:
      let (quiz, found) = readQuiz(callout, span: block.span)
      diagnostics += found
      quizzes.append(quiz)
      pieces.append(.done(.quiz(quiz)))
    case .callout(let callout) where callout.kind == .hint: readHint(callout)
    case .heading:
      task = []
      pieces.append(.done(.prose(block)))
    default:
      task.append(block)
      pieces.append(.done(.prose(block)))
    }
  }

  private mutating func readHint(_ callout: Callout) {
    guard let last = exercises.indices.last else {
      // Below an exercise that could not be read, its own finding says enough.
      if !hasUnreadBlock { diagnostics.append(.hintWithoutExercise(callout.markerSpan)) }
      return
    }
    if callout.blocks.isEmpty { diagnostics.append(.emptyHint(callout.markerSpan)) }
    exercises[last].hints.append(callout.blocks)
    exercises[last].hintTargets.append(
      isMistakeName(callout.argument)
        ? HintTarget(mistake: callout.argument, span: callout.markerSpan) : nil)
    pieces.append(
      .done(
        .hint(
          callout.blocks, exercise: exercises[last].name.exercise,
          number: exercises[last].hints.count)))
  }

  private mutating func read(_ fence: CodeFence, span: SourceSpan) {
    let (role, found) = readRole(fence)
    diagnostics += found
    let code = CodeBlock(
      text: fence.literal, file: span.file, firstLine: fence.firstLine,
      indentation: fence.indentation, span: fence.infoSpan)
    switch role {
    case nil:
      hasUnreadBlock = true
      pieces.append(.done(.sketch(code)))
    case .listing?: pieces.append(.done(.listing(fence)))
    case .sketch?: pieces.append(.done(.sketch(code)))
    case .shared?:
      shared.append(code)
      pieces.append(.done(.shared(code)))
    case .example(let id, let fails)?: addExample(id, fails: fails, code)
    case .live(let id)?: addExample(id, fails: false, isLive: true, code)
    case .exercise(let id, let points, let uses)?: addExercise(id, points, uses, code)
    case .output?: attached.append((role ?? .sketch, code, fence.infoSpan))
    case .probe(let id)?:
      attached.append((role ?? .sketch, code, fence.infoSpan))
      pieces.append(.done(.probe(code, exercise: id)))
    case .check(let id, let isHidden, let seconds, let disclosure)?:
      attached.append((role ?? .sketch, code, fence.infoSpan))
      if !isHidden {
        let check = CheckBlock(
          code: code, isHidden: false, seconds: seconds, disclosure: disclosure)
        pieces.append(.done(.check(check, exercise: id)))
      }
    case .wrong(let id, let mistake)?:
      attached.append((role ?? .sketch, code, fence.infoSpan))
      pieces.append(.done(.wrong(WrongAnswer(code: code, mistake: mistake), exercise: id)))
    }
  }

  private mutating func addExample(
    _ id: String, fails: Bool, isLive: Bool = false, _ code: CodeBlock
  ) {
    if let first = examples.first(where: { $0.id == id }) {
      diagnostics.append(.duplicateID(id, at: code.span, first: first.code.span))
      return
    }
    var isHidden = false
    var hiddenLines = 0
    let visible = code.text.lines.filter { line in
      switch line.trimmed {
      case "// hide":
        isHidden = true
        return false
      case "// show":
        isHidden = false
        return false
      default:
        if isHidden { hiddenLines += 1 }
        return !isHidden
      }
    }
    examples.append(
      Example(
        lesson: slug, id: id, code: code, fails: fails, expectedOutput: nil, shared: shared,
        visibleText: visible.joined(separator: "\n"), hiddenLineCount: hiddenLines,
        isLive: isLive))
    pieces.append(.example(id))
  }

  private mutating func addExercise(
    _ id: String, _ points: Int, _ uses: [String], _ code: CodeBlock
  ) {
    if let first = exercises.first(where: { $0.name.exercise == id }) {
      diagnostics.append(.duplicateID(id, at: code.span, first: first.code.span))
      return
    }
    let (split, found) = splitSolution(code)
    diagnostics += found
    let used = uses.compactMap { name in exercises.first { $0.name.exercise == name } }
    for name in uses where !exercises.contains(where: { $0.name.exercise == name }) {
      diagnostics.append(
        .unknownExercise(name, known: exercises.map(\.name.exercise), at: code.span))
    }
    exercises.append(
      Exercise(
        name: ExerciseName(lesson: slug, exercise: id), points: points, code: code,
        starter: split.starter, solution: split.solution, uses: used, task: task, shared: shared,
        probes: [], checks: [], wrongs: [], hints: []))
    task = []
    pieces.append(.exercise(id))
  }

  /// Attaches what names an exercise or example, now that all of them are known.
  mutating func finish(into lesson: inout Lesson) {
    for (role, code, span) in attached {
      switch role {
      case .output(let id):
        guard let index = examples.firstIndex(where: { $0.id == id }) else {
          diagnostics.append(.unknownExample(id, known: examples.map(\.id), at: span))
          continue
        }
        if let first = examples[index].expectedOutput {
          diagnostics.append(.duplicateOutput(id, at: span, first: first.span))
        }
        examples[index].expectedOutput = code
      case .probe(let id):
        if let index = exercise(id, span) { exercises[index].probes.append(code) }
      case .check(let id, let isHidden, let seconds, let disclosure):
        if let index = exercise(id, span) {
          exercises[index].checks.append(
            CheckBlock(code: code, isHidden: isHidden, seconds: seconds, disclosure: disclosure))
        }
      case .wrong(let id, let mistake):
        if let index = exercise(id, span) {
          exercises[index].wrongs.append(WrongAnswer(code: code, mistake: mistake))
        }
      default: break
      }
    }
    lesson.examples = examples
    lesson.exercises = exercises
    lesson.quizzes = quizzes
    lesson.blocks = pieces.compactMap { piece in
      switch piece {
      case .done(let block): block
      case .example(let id): examples.first { $0.id == id }.map { .example($0) }
      case .exercise(let id):
        exercises.first { $0.name.exercise == id }.map { .exercise($0) }
      }
    }
  }

  private mutating func exercise(_ id: String, _ span: SourceSpan) -> Int? {
    if let index = exercises.firstIndex(where: { $0.name.exercise == id }) { return index }
    diagnostics.append(
      .unknownExercise(id, known: exercises.map(\.name.exercise), at: span))
    return nil
  }
}

extension Diagnostic {
  static func hintWithoutExercise(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "HintWithoutExercise", at: span, "the hint stands above every exercise",
      fixes: ["move it below the exercise that it helps with"])
  }

  static func emptyHint(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "EmptyHint", at: span, "the hint says nothing", fixes: ["write it, or remove it"])
  }

  static func duplicateID(_ id: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "DuplicateID", at: span, "'\(id)' is used twice in this lesson",
      notes: [Note("first used here", at: first)], fixes: ["rename one of the two"])
  }

  static func duplicateOutput(_ id: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "DuplicateOutput", at: span, "the example '\(id)' has two expected outputs",
      notes: [Note("the first is here", at: first)], fixes: ["remove one of the two"])
  }

  static func unknownExercise(_ id: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnknownExercise", at: span,
      "'\(id)' names no exercise in this lesson\(didYouMean(id, among: known))",
      fixes: known.isEmpty
        ? ["write the exercise above it"] : ["use one of: \(known.joined(separator: ", "))"])
  }

  static func unknownExample(_ id: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnknownExample", at: span,
      "'\(id)' names no example in this lesson\(didYouMean(id, among: known))",
      fixes: known.isEmpty
        ? ["write the example above it"] : ["use one of: \(known.joined(separator: ", "))"])
  }
}
