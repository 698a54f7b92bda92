import Foundation
import GradusTestSupport
import Testing

/// The articles of the documentation: their examples run and print what their comments say.
@Suite struct ArticleTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let library = root.appending(path: ".build/release")
  static let isBuilt = FileManager.default.fileExists(
    atPath: library.appending(path: "libGradusRuntime.so").path)

  /// The articles by name.
  static func articles() throws -> [(name: String, text: String)] {
    let folder = root.appending(path: "Sources/GradusNN/GradusNN.docc")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".md") }.sorted()
      .map { name in
        let file = folder.appending(path: name)
        return (String(name.dropLast(3)), try String(contentsOf: file, encoding: .utf8))
      }
  }

  @Test func everyArticleIsListedAndHasAnExample() throws {
    let articles = try Self.articles()
    let index = try #require(articles.first { $0.name == "GradusNN" }).text
    for article in articles where article.name != "GradusNN" {
      #expect(index.contains("<doc:\(article.name)>"), "\(article.name) is not in the list")
      #expect(article.text.contains("```swift\n"), "\(article.name) has no example")
    }
  }

  /// What a learner can write is written out once, in an example that runs.
  @Test func everyPublicNameIsInAnExample() throws {
    let code = try Self.articles().flatMap { article in
      article.text.components(separatedBy: "```swift\n").dropFirst()
        .map { $0.components(separatedBy: "\n```")[0] }
    }.joined(separator: "\n")
    let page = try String(contentsOf: Self.root.appending(path: "docs/API.md"), encoding: .utf8)
    var missing: [String] = []
    var count = 0
    for paragraph in page.components(separatedBy: "\n- ").dropFirst() {
      let bold = paragraph.components(separatedBy: "**")
      let owners = bold.indices.filter { !$0.isMultiple(of: 2) }.map { bold[$0] }
      missing += owners.filter { !code.contains($0) }
      let words = paragraph.components(separatedBy: "`")
      for name in words.indices.filter({ !$0.isMultiple(of: 2) }).map({ words[$0] }) {
        count += 1
        let base = String(name.prefix { $0 != "(" })
        let written =
          switch base {
          // Calls, places and what nobody calls by name.
          case "callAsFunction": true
          case _ where base.hasPrefix("[") || name == "init()": true
          case "init": owners.contains { code.contains($0 + "(") || code.contains($0 + " {") }
          case _ where name.contains("("): code.contains(base + "(") || code.contains(base + " {")
          default: code.contains(base)
          }
        if !written { missing.append((owners.first.map { "\($0)." } ?? "") + name) }
      }
    }
    #expect(count > 300)
    #expect(missing.isEmpty, "in no example: \(missing.joined(separator: ", "))")
  }

  @Test(.enabled(if: isBuilt, "skipped: there is no release build of the library"))
  func examplesPrintWhatTheirCommentsSay() throws {
    var program = "import GradusNN\n"
    var expected: [String] = []
    for (name, text) in try Self.articles() {
      for block in text.components(separatedBy: "```swift\n").dropFirst() {
        let code = block.components(separatedBy: "\n```")[0]
        program += "// \(name)\ndo {\n\(code)\n}\n"
        for line in code.split(separator: "\n") where line.contains("print(") {
          let parts = line.components(separatedBy: "   // ")
          expected.append(parts.count == 2 ? parts[1] : "a comment after \(line)")
        }
      }
    }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "gradus-articles-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "main.swift")
    try Data(program.utf8).write(to: source)
    let modules = Self.library.appending(path: "Modules").path
    let executable = folder.appending(path: "articles").path
    let compiled = try run([
      "swiftc", source.path, "-I", modules, "-I", Self.library.path, "-L", Self.library.path,
      "-lGradusRuntime", "-lm", "-Xlinker", "-rpath", "-Xlinker", Self.library.path, "-o",
      executable,
    ])
    #expect(compiled.status == 0, "\(compiled.output)")
    let printed = try run([executable])
    #expect(printed.status == 0)
    let wanted = expected.joined(separator: "\n") + "\n"
    #expect(printed.output == wanted, "\(lineDifference(wanted, printed.output))")
  }

  private func run(_ words: [String]) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}
