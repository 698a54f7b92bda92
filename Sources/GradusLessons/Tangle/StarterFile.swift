import GradusMarkdown

/// What the learner edits: a note that says what to do and how to check it, then the starter.
package func starterFile(_ exercise: Exercise, in lesson: Lesson) -> String {
  let name = exercise.name.description
  var lines = ["\(lesson.title): \(exercise.name.exercise)", ""]
  lines += wrapped(taskText(exercise), width: 76)
  lines += [
    "", "Check it:    ./gradus check \(name)", "A hint:      ./gradus hint \(name)",
    "The lesson:  ./gradus read \(lesson.slug)",
  ]
  let note = lines.map { $0.isEmpty ? "//" : "// \($0)" }.joined(separator: "\n")
  return "\(note)\n\nimport GradusNN\n\n\(exercise.starter)"
}

/// The last paragraph above the exercise: in a lesson it says what to write.
private func taskText(_ exercise: Exercise) -> String {
  for block in exercise.task.reversed() {
    if case .paragraph(let content) = block.kind { return plainText(content) }
  }
  return "Fill in \(exercise.name.exercise)."
}

/// `text` in lines of at most `width` characters, broken at spaces.
package func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  for word in text.split(whereSeparator: \.isWhitespace) {
    if let last = lines.last, last.count + word.count + 1 <= width {
      lines[lines.count - 1] = "\(last) \(word)"
    } else {
      lines.append(String(word))
    }
  }
  return lines
}
