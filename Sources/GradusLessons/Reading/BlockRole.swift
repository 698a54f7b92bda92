import GradusDiagnostics
import GradusMarkdown

/// What the info string of a fence says about its code.
enum BlockRole: Hashable {
  case shared
  case example(String, fails: Bool)
  /// A program that the reader of a page can run there, with other numbers.
  case live(String)
  case output(String)
  case exercise(String, points: Int, uses: [String])
  case probe(String)
  case check(String, isHidden: Bool, seconds: Double?, CheckBlock.Disclosure)
  case wrong(String, mistake: String)
  case sketch
  /// Another language, or none.
  case listing
}

/// Reads an info string such as `swift exercise step points=2`.
///
/// - Returns: the role, or nil where nothing says what the block is; and what is wrong with the words.
func readRole(_ fence: CodeFence) -> (BlockRole?, [Diagnostic]) {
  var reader = RoleReader(fence)
  let role = reader.read()
  return (role, reader.diagnostics)
}

private struct RoleReader {
  let words: [(text: Substring, span: SourceSpan)]
  let infoSpan: SourceSpan
  private(set) var diagnostics: [Diagnostic] = []
  private var options: [(name: String, value: String, span: SourceSpan)] = []
  private var flags: [(name: String, span: SourceSpan)] = []

  init(_ fence: CodeFence) {
    infoSpan = fence.infoSpan
    words = fence.info.split(separator: " ").map { word in
      let offset = fence.info.utf8.distance(from: fence.info.startIndex, to: word.startIndex)
      var span = fence.infoSpan
      span.start.column += offset
      span.end = span.start
      span.end.column += word.utf8.count
      return (word, span)
    }
  }

  private static let roles = [
    "shared", "example", "live", "exercise", "probe", "check", "wrong", "sketch",
  ]

  mutating func read() -> BlockRole? {
    guard let language = words.first?.text else { return .listing }
    if language == "output" {
      guard let id = id(at: 1, of: "output", naming: "example") else { return nil }
      take(from: 2, flags: [], options: [])
      return .output(id)
    }
    guard language == "swift" else { return .listing }
    guard words.count > 1 else {
      diagnostics.append(.missingRole(infoSpan))
      return nil
    }
    switch words[1].text {
    case "shared":
      take(from: 2, flags: [], options: [])
      return .shared
    case "sketch":
      take(from: 2, flags: [], options: [])
      return .sketch
    case "example":
      guard let id = id(at: 2, of: "example", naming: "example") else { return nil }
      take(from: 3, flags: ["fails"], options: [])
      return .example(id, fails: flags.contains { $0.name == "fails" })
    case "live":
      guard let id = id(at: 2, of: "live", naming: "figure") else { return nil }
      take(from: 3, flags: [], options: [])
      return .live(id)
    case "exercise":
      guard let id = id(at: 2, of: "exercise", naming: "exercise") else { return nil }
      take(from: 3, flags: [], options: ["points", "uses"])
      let uses = option("uses")?.value.split(separator: ",").map(String.init) ?? []
      return .exercise(id, points: points(), uses: uses)
    case "probe":
      guard let id = id(at: 2, of: "probe", naming: "exercise") else { return nil }
      take(from: 3, flags: [], options: [])
      return .probe(id)
    case "check":
      guard let id = id(at: 2, of: "check", naming: "exercise") else { return nil }
      take(from: 3, flags: ["hidden"], options: ["seconds", "disclose"])
      return .check(
        id, isHidden: flags.contains { $0.name == "hidden" }, seconds: number("seconds"),
        disclosure())
    case "wrong":
      guard let id = id(at: 2, of: "wrong", naming: "exercise") else { return nil }
      guard words.count > 3 else {
        diagnostics.append(.missingMistake(infoSpan))
        return nil
      }
      take(from: 4, flags: [], options: [])
      return .wrong(id, mistake: String(words[3].text))
    default:
      diagnostics.append(
        .unknownRole(String(words[1].text), known: Self.roles, at: words[1].span))
      return nil
    }
  }

  private mutating func id(at index: Int, of role: String, naming what: String) -> String? {
    guard index < words.count, !words[index].text.contains("=") else {
      diagnostics.append(.missingID(role: role, naming: what, at: infoSpan))
      return nil
    }
    let id = String(words[index].text)
    guard id.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else {
      diagnostics.append(.badID(id, at: words[index].span))
      return nil
    }
    return id
  }

  /// Reads flags and options from word `start` on.
  private mutating func take(from start: Int, flags known: [String], options knownOptions: [String])
  {
    guard start < words.count else { return }
    for (text, span) in words[start...] {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      if parts.count == 2, knownOptions.contains(name) {
        options.append((name, String(parts[1]), span))
      } else if parts.count == 1, known.contains(name) {
        flags.append((name, span))
      } else {
        diagnostics.append(
          .unknownOption(name, known: known + knownOptions.map { "\($0)=" }, at: span))
      }
    }
  }

  private func option(_ name: String) -> (name: String, value: String, span: SourceSpan)? {
    options.last { $0.name == name }
  }

  private mutating func number(_ name: String) -> Double? {
    guard let option = option(name) else { return nil }
    guard let number = Double(option.value), number > 0, number.isFinite else {
      diagnostics.append(.wrongValue(name, wanted: "a number above 0", at: option.span))
      return nil
    }
    return number
  }

  private mutating func points() -> Int {
    guard let option = option("points") else { return 1 }
    guard let points = Int(option.value), (1...100).contains(points) else {
      diagnostics.append(
        .wrongValue("points", wanted: "a whole number from 1 to 100", at: option.span))
      return 1
    }
    return points
  }

  private mutating func disclosure() -> CheckBlock.Disclosure {
    guard let option = option("disclose") else { return .full }
    if let disclosure = CheckBlock.Disclosure(rawValue: option.value) { return disclosure }
    diagnostics.append(
      .wrongValue("disclose", wanted: "'full', 'actual' or 'none'", at: option.span))
    return .full
  }
}

extension Diagnostic {
  static func missingRole(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "MissingRole", at: span,
      "a Swift block has no role, so nothing would prove that it works",
      fixes: ["write 'swift example ID' to run it, or 'swift sketch' if it is pseudo code"])
  }

  static func unknownRole(_ role: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnknownRole", at: span,
      "'\(role)' is no role of a Swift block\(didYouMean(role, among: known))",
      fixes: ["use one of: \(known.joined(separator: ", "))"])
  }

  static func missingID(role: String, naming what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "MissingID", at: span, "'\(role)' does not say which \(what) it is about",
      fixes: ["write the id of the \(what) behind '\(role)'"])
  }

  static func badID(_ id: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "BadID", at: span, "'\(id)' cannot be an id",
      fixes: ["use letters, digits, '-' and '_' only"])
  }

  static func missingMistake(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "MissingMistake", at: span, "a wrong answer does not say which mistake it makes",
      fixes: ["write the id of the mistake that a check recognises behind the exercise"])
  }

  static func unknownOption(_ name: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnknownOption", at: span,
      "'\(name)' means nothing here"
        + didYouMean(name, among: known.map { $0.hasSuffix("=") ? String($0.dropLast()) : $0 }),
      fixes: known.isEmpty ? ["remove it"] : ["use one of: \(known.joined(separator: ", "))"])
  }
}
