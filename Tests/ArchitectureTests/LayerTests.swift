import Foundation
import Testing

/// The layers of ARCHITECTURE.md, held against every `import` in Sources.
struct LayerTests {
  /// What each target may import; a target that is not listed here fails the test.
  static let allowed: [String: Set<String>] = [
    "GradusDiagnostics": [],
    "GradusSyntax": [],
    "GradusMarkdown": ["CCmark", "GradusDiagnostics", "Yams"],
    "GradusLessons": [
      "Dispatch", "GradusDiagnostics", "GradusMarkdown", "GradusSyntax", "Synchronization",
    ],
    "GradusNN": [],
    "GradusProbe": ["CGradusTrap", "GradusNN"],
    "GradusJudge": ["GradusNN", "GradusProbe"],
    "GradusRunner": [
      "CGradusSystem", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Darwin",
      "GradusDiagnostics", "GradusLessons", "GradusProbe", "GradusSyntax", "Synchronization",
    ],
    "GradusWorkspace": [
      "Foundation", "FoundationEssentials", "Glibc", "Darwin", "GradusDiagnostics",
      "GradusLessons", "GradusMarkdown",
    ],
    "GradusGrading": [
      "Foundation", "FoundationEssentials", "GradusDiagnostics", "GradusLessons", "GradusRunner",
    ],
    "GradusSite": [
      "Foundation", "FoundationEssentials", "GradusDiagnostics", "GradusLessons",
      "GradusMarkdown", "GradusSyntax", "Mustache",
    ],
    "GradusCommand": [
      "ArgumentParser", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Darwin",
      "GradusDiagnostics", "GradusGrading", "GradusLessons", "GradusMarkdown", "GradusNN",
      "GradusRunner", "GradusSite", "GradusWorkspace", "Synchronization",
    ],
    "gradus": ["ArgumentParser", "Darwin", "Glibc", "GradusCommand"],
  ]

  @Test func everyImportStaysInItsLayer() throws {
    for file in try swiftFiles() {
      let target = try #require(file.target)
      // The kernels are GradusNN's own, built once for every instruction set.
      let layer = target.hasPrefix("GradusKernel") ? "GradusNN" : target
      let allowed = try #require(Self.allowed[layer], "\(target) has no row in the table of layers")
      for module in file.imports
      where !allowed.contains(module) && !(layer == "GradusNN" && module.contains("Kernel")) {
        Issue.record("\(file.path) imports \(module), which its layer does not allow")
      }
    }
  }

  @Test func oneFileKnowsCmark() throws {
    let files = try swiftFiles().filter { $0.imports.contains("CCmark") }.map(\.path)
    #expect(files == ["Sources/GradusMarkdown/CmarkReader.swift"])
  }

  @Test func onlyTheRunnerStartsProcesses() throws {
    for file in try swiftFiles() where file.target != "GradusRunner" {
      for word in ["posix_spawn", "Process()", "fork(", "execv", "popen("] {
        #expect(!file.code.contains(word), "\(file.path) starts a process with \(word)")
      }
    }
  }

  @Test func onlyTheCommandPrints() throws {
    // An example's figures and bands are part of what the example prints; in a page's WebAssembly
    // nothing but `print` is there to say why the core stopped.
    let exceptions = ["GradusCommand", "GradusProbe"]
    for file in try swiftFiles()
    where !exceptions.contains(file.target ?? "") && !file.path.hasSuffix("/Stop.swift") {
      for line in file.statements {
        #expect(
          line.firstRange(of: /(^|[^\w.`])print\(/) == nil, "\(file.path) prints: \(line)")
        for word in ["FileHandle.standard", "fputs(", "fwrite("] {
          #expect(!line.contains(word), "\(file.path) writes to the terminal with \(word)")
        }
      }
    }
  }

  @Test func onlyTheProgramExits() throws {
    for file in try swiftFiles() where file.target != "gradus" {
      for line in file.statements {
        #expect(line.firstRange(of: /(^|[^\w.`])exit\(/) == nil, "\(file.path) exits: \(line)")
      }
    }
  }

  @Test func nothingIsLeftForLater() throws {
    let words = ["TO" + "DO", "FIX" + "ME", "not implemented"]
    for file in try swiftFiles() {
      for word in words { #expect(!file.code.contains(word), "\(file.path) says \(word)") }
    }
  }

  @Test func readingIsPure() throws {
    let pure = ["GradusDiagnostics", "GradusSyntax", "GradusMarkdown", "GradusLessons"]
    for file in try swiftFiles() where pure.contains(file.target ?? "") {
      for word in ["FileManager", "fopen", "getenv", "ProcessInfo", "Date("] {
        #expect(!file.code.contains(word), "\(file.path) reaches outside with \(word)")
      }
    }
  }

  /// Prints how large each target has become, so that growth is seen.
  @Test func sizesAreSeen() throws {
    var sizes: [String: Int] = [:]
    for file in try swiftFiles() {
      sizes[file.target ?? "", default: 0] += file.code.split(separator: "\n").count
    }
    for (target, lines) in sizes.sorted(by: { $0.key < $1.key }) {
      print("\(target): \(lines) lines")
    }
    #expect(!sizes.isEmpty)
  }
}

private struct SwiftFile {
  let path: String
  let code: String

  var target: String? { path.split(separator: "/").dropFirst().first.map(String.init) }

  /// The lines of code up to their first comment or string literal.
  var statements: [Substring] {
    code.split(separator: "\n").map { line in
      let end = line.firstRange(of: "//")?.lowerBound ?? line.endIndex
      return line[..<min(end, line.firstIndex(of: "\"") ?? end)]
    }
  }

  var imports: [String] {
    var isText = false
    return code.split(separator: "\n").compactMap { line in
      // What a long string literal imports is the business of the file that it will be.
      if line.contains("\"\"\"") { isText.toggle() }
      if isText { return nil }
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place <= 2,
        words[..<place].allSatisfy({
          ["public", "package", "internal", "private", "@_exported", "@preconcurrency"].contains($0)
        }), place + 1 < words.count
      else { return nil }
      let kinds = ["func", "struct", "class", "enum", "protocol", "var", "let"]
      let name = kinds.contains(String(words[place + 1])) ? words[place + 2] : words[place + 1]
      return name.split(separator: ".").first.map(String.init)
    }
  }
}

private func swiftFiles() throws -> [SwiftFile] {
  let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  let sources = root.appendingPathComponent("Sources")
  let names = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
  return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
    SwiftFile(
      path: "Sources/\(name)",
      code: try String(contentsOf: sources.appendingPathComponent(name), encoding: .utf8))
  }
}
