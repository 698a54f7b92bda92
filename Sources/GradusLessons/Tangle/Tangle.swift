/// A file of a program that the runner compiles.
package struct SourceFile: Hashable, Sendable {
  package var name: String
  package var text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

extension CodeBlock {
  /// The code with its place in the lesson, so that every error appears where the author reads it.
  var placed: String {
    """
    #sourceLocation(file: "\(file)", line: \(firstLine))
    \(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    #sourceLocation()

    """
  }
}

/// The modules that a lesson's own code sees without naming them.
private let runtimeImports = "import GradusNN\nimport GradusProbe\n\n"

/// Everything that is compiled beside the learner's file, the same for the submission and the reference.
package func answererFiles(_ exercise: Exercise, in lesson: Lesson) -> [SourceFile] {
  var files = [
    SourceFile(name: "Shared.swift", text: runtimeImports + exercise.shared.map(\.placed).joined())
  ]
  if !exercise.uses.isEmpty {
    files.append(
      SourceFile(
        name: "Uses.swift", text: runtimeImports + exercise.uses.map(\.placedSolution).joined()))
  }
  if !exercise.probes.isEmpty {
    files.append(
      SourceFile(
        name: "Probe.swift", text: runtimeImports + exercise.probes.map(\.placed).joined()))
  }
  return files + [SourceFile(name: "Glue.swift", text: glue(exercise))]
}

/// The reference: the author's answer in place of the learner's file.
package func solutionFile(_ exercise: Exercise, in lesson: Lesson) -> String {
  "import GradusNN\n\n" + exercise.placedSolution
}

/// The reference of an exercise that was released without its solution.
package func recordedFile(_ answers: String) -> SourceFile {
  SourceFile(
    name: "Recorded.swift",
    text: """
      import GradusProbe

      @main enum _GradusMain {
        static func main() {
          GradusProbe.serveRecorded(
            \"\"\"
      \(answers.split(separator: "\n").filter(isRecorded).map { "      " + $0 }.joined(separator: "\n"))
            \"\"\")
        }
      }

      """)
}

/// Nothing but digits becomes part of a program.
private func isRecorded(_ line: Substring) -> Bool {
  line.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) || $0 == 32 }
}

/// A wrong answer in place of the learner's file.
package func wrongFile(_ wrong: WrongAnswer) -> String { "import GradusNN\n\n" + wrong.code.placed }

/// The judge: call stubs named like the learner's functions, and the checks that use them.
package func judgeFiles(
  _ exercise: Exercise, in lesson: Lesson, includingHidden: Bool
) -> [SourceFile] {
  let asked = exercise.checks.filter { includingHidden || !$0.isHidden }
  // What shows nothing comes last: a program that was asked could tell in an answer that is shown.
  let checks = asked.filter { $0.disclosure != .none } + asked.filter { $0.disclosure == .none }
  let imports = "import GradusJudge\nimport GradusNN\nimport GradusProbe\n\n"
  let bodies = checks.enumerated().map { index, check in
    "func _checks\(index)() {\n\(check.code.placed)}\n\n"
  }
  let calls = checks.enumerated().map { index, check in
    "      GradusJudge.Checks(isHidden: \(check.isHidden), "
      + "disclosure: \"\(check.disclosure.rawValue)\", "
      + "seconds: \(check.seconds.map { "\($0)" } ?? "nil")) { _checks\(index)() },\n"
  }
  let main = """
    @main enum _GradusJudgeMain {
      static func main() {
        GradusJudge.judge([
    \(calls.joined())    ])
      }
    }

    """
  return [
    SourceFile(name: "Shared.swift", text: runtimeImports + exercise.shared.map(\.placed).joined()),
    SourceFile(name: "Stubs.swift", text: imports + stubs(exercise)),
    SourceFile(name: "Checks.swift", text: imports + bodies.joined() + main),
  ]
}

/// An example as a program of its own.
package func exampleFiles(_ example: Example, in lesson: Lesson) -> [SourceFile] {
  [
    SourceFile(name: "Shared.swift", text: runtimeImports + example.shared.map(\.placed).joined()),
    SourceFile(name: "main.swift", text: runtimeImports + example.code.placed),
  ]
}

extension Exercise {
  var placedSolution: String {
    var block = code
    block.text = solution
    return block.placed
  }
}
