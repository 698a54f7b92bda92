package import GradusLessons

/// A file of a released course.
package struct ReleasedFile: Hashable, Sendable {
  package var path: String
  package var text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// Where a released course keeps the answers that stand in for the solution of an exercise.
package func answersPath(_ name: ExerciseName) -> String {
  "Answers/\(name.lesson)/\(name.exercise).txt"
}

/// A lesson as students get it: starters in place of solutions, no hidden checks, no wrong answers.
///
/// - Parameter text: the lesson's file, of which everything else stays as it is.
package func releasedLesson(_ text: String, _ lesson: Lesson) -> String {
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  // From the back, so that line numbers in front stay true.
  var edits: [(block: CodeBlock, replacement: String?)] = []
  for exercise in lesson.exercises {
    edits.append((exercise.code, exercise.starter))
    edits += exercise.checks.filter(\.isHidden).map { ($0.code, nil) }
    edits += exercise.wrongs.map { ($0.code, nil) }
  }
  for edit in edits.sorted(by: { $0.block.firstLine > $1.block.firstLine }) {
    // The first line of code is the one below the fence.
    let first = edit.block.firstLine - 1
    var code = edit.block.text.split(separator: "\n", omittingEmptySubsequences: false)
    if code.last == "" { code.removeLast() }
    let end = min(first + code.count, lines.count)
    if let replacement = edit.replacement {
      var starter = replacement.split(separator: "\n", omittingEmptySubsequences: false)
      if starter.last == "" { starter.removeLast() }
      lines.replaceSubrange(first..<end, with: starter.map(String.init))
    } else {
      // With both fences and the empty line behind them.
      let behind = end + 1
      let isGap = behind < lines.count && lines[behind].allSatisfy(\.isWhitespace)
      lines.removeSubrange(first - 1..<min(isGap ? behind + 1 : behind, lines.count))
    }
  }
  return lines.joined(separator: "\n")
}

/// Every file of a student repository.
///
/// - Parameters:
///   - files: of the course, by path
///   - answers: of each exercise, recorded with the seed that `gradus check` uses
///   - gradus: the repository of Gradus itself, as GitHub names it; nil leaves it to a variable of the
///     student repository
package func releasedCourse(
  _ course: Course, files: [String: String], answers: [ExerciseName: String], gradus: String?
) -> [ReleasedFile] {
  var released: [ReleasedFile] = []
  for (path, text) in files.sorted(by: { $0.key < $1.key }) {
    // A lesson that course.md does not list is a draft.
    if [coursePath, referencesPath, glossaryPath].contains(path) {
      released.append(ReleasedFile(path: path, text: text))
    } else if let lesson = course.lessons.first(where: { $0.path == path }) {
      released.append(ReleasedFile(path: path, text: releasedLesson(text, lesson)))
    }
  }
  for (lesson, exercise) in course.exercises {
    let name = exercise.name
    released.append(
      ReleasedFile(
        path: "workspace/\(name.lesson)/\(name.exercise).swift",
        text: starterFile(exercise, in: lesson)))
    released.append(ReleasedFile(path: answersPath(name), text: answers[name] ?? ""))
  }
  let exercises = course.exercises.count
  return released + [
    ReleasedFile(path: "README.md", text: studentReadme(course, exercises: exercises, gradus)),
    ReleasedFile(path: ".github/workflows/check.yml", text: checkWorkflow(gradus)),
    ReleasedFile(path: ".gitignore", text: "workspace/.gradus/\nworkspace/.build/\n_site/\n"),
  ]
}

private func studentReadme(_ course: Course, exercises: Int, _ gradus: String?) -> String {
  """
  # \(course.title)

  \(course.summary)

  There \(exercises == 1 ? "is 1 exercise" : "are \(exercises) exercises"), each a file in \
  `workspace/`. What is to be done stands at the top of it, and in `Lessons/`.

  ```
  git clone \(gradus.map { "https://github.com/\($0)" } ?? "(where your instructor says)") ../gradus
  ../gradus/gradus
  ```

  opens the first exercise and checks it whenever you save. Commit and push as often as you like: the \
  checks run again on every push.

  Your instructor grades with further checks and with other inputs. What passes here by a general \
  answer passes there as well.

  """
}

/// Runs the visible checks on every push and shows what failed at its lines; it needs no secret.
private func checkWorkflow(_ gradus: String?) -> String {
  """
  name: check
  on: [push]
  permissions:
    contents: read
  jobs:
    check:
      runs-on: ubuntu-24.04
      container: swift:6.3
      timeout-minutes: 45
      steps:
        - uses: actions/checkout@v4
          with:
            path: course
            persist-credentials: false
        - uses: actions/checkout@v4
          with:
            repository: \(gradus ?? "${{ vars.GRADUS }}")
            path: gradus
            persist-credentials: false
        - run: gradus/gradus --course course --workspace course/workspace check --all
        - if: ${{ !cancelled() }}
          run: |
            gradus/gradus --course course grade course --out graded
            gradus/gradus report graded --format github --files .
            gradus/gradus report graded --format summary >>"$GITHUB_STEP_SUMMARY"

  """
}
