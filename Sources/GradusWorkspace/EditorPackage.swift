package import GradusLessons

/// The files that make an editor with SourceKit-LSP complete and explain names in a workspace.
///
/// Each lesson becomes a target, because its exercises may build on one another and on the lesson's
/// shared code. The core comes as the module that is already built: nothing is fetched or compiled.
package func editorFiles(
  for course: Course, modules: String
) -> [(path: String, text: String)] {
  let lessons = course.lessons.filter { !$0.exercises.isEmpty }
  var files = [(path: "Package.swift", text: editorManifest(lessons.map(\.slug), modules: modules))]
  for lesson in lessons where !sharedTexts(of: lesson).isEmpty {
    files.append(("\(lesson.slug)/Shared.swift", sharedFile(of: lesson)))
  }
  return files
}

/// Only editors read it; `gradus` compiles exercises itself.
func editorManifest(_ targets: [String], modules: String) -> String {
  let list = targets.map {
    ".target(name: \(quoted($0)), path: \(quoted($0)), swiftSettings: gradus),"
  }
  return """
    // swift-tools-version: 6.2
    // For your editor's completion and error marks; gradus writes this file and does not read it.
    import PackageDescription

    let gradus: [SwiftSetting] = [.unsafeFlags(["-I", \(quoted(modules))])]

    let package = Package(
      name: "workspace",
      platforms: [.macOS(.v15)],
      targets: [
    \(list.map { "    " + $0 }.joined(separator: "\n"))
      ]
    )

    """
}

private func sharedFile(of lesson: Lesson) -> String {
  let code = sharedTexts(of: lesson).joined(separator: "\n")
  return """
    // Code that the lesson "\(lesson.title)" gives you. Read it freely; gradus takes its own copy
    // from the lesson, so a change here changes nothing.
    import GradusNN

    \(code)
    """
}

private func sharedTexts(of lesson: Lesson) -> [String] {
  lesson.blocks.compactMap { block in
    guard case .shared(let code) = block else { return nil }
    return code.text
  }
}

private func quoted(_ text: String) -> String {
  let escaped = text.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : String($0) }.joined()
  return "\"\(escaped)\""
}
