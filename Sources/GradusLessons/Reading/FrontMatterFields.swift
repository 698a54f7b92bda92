import GradusDiagnostics
import GradusMarkdown

/// The front matter of a file, taken apart key by key; what is wrong with it is collected.
struct FrontMatterFields {
  private let entries: [FrontMatter.Entry]
  private let path: String
  private let span: SourceSpan
  private(set) var diagnostics: [Diagnostic] = []

  init(_ document: Document, known: [String]) {
    path = document.path
    entries = document.frontMatter?.entries ?? []
    span = document.frontMatter?.span ?? SourceSpan(file: document.path, line: 1)
    if document.frontMatter == nil { diagnostics.append(.missingFrontMatter(span)) }
    for entry in entries where !known.contains(entry.key) {
      diagnostics.append(.unknownKey(entry.key, known: known, at: entry.span))
    }
  }

  private subscript(key: String) -> FrontMatter.Entry? { entries.first { $0.key == key } }

  private mutating func missing(_ key: String) {
    guard !diagnostics.contains(where: { $0.id == "MissingFrontMatter" }) else { return }
    diagnostics.append(.missingKey(key, at: span))
  }

  mutating func text(_ key: String) -> String {
    guard let entry = self[key] else {
      missing(key)
      return ""
    }
    guard case .scalar(let text) = entry.value, !text.trimmed.isEmpty else {
      diagnostics.append(.wrongValue(key, wanted: "a text", at: entry.valueSpan))
      return ""
    }
    return text
  }

  mutating func number(_ key: String) -> Int {
    guard let entry = self[key] else {
      missing(key)
      return 0
    }
    guard case .scalar(let text) = entry.value, let number = Int(text), number > 0 else {
      diagnostics.append(.wrongValue(key, wanted: "a whole number above 0", at: entry.valueSpan))
      return 0
    }
    return number
  }

  mutating func list(_ key: String, isRequired: Bool) -> [(text: String, span: SourceSpan)] {
    guard let entry = self[key] else {
      if isRequired { missing(key) }
      return []
    }
    guard case .list(let items) = entry.value else {
      diagnostics.append(.wrongValue(key, wanted: "a list", at: entry.valueSpan))
      return []
    }
    return items.compactMap { item in
      guard case .scalar(let text) = item.value else {
        diagnostics.append(.wrongValue(key, wanted: "a list of texts", at: item.span))
        return nil
      }
      return (text, item.span)
    }
  }

  mutating func limits() -> Limits {
    var limits = Limits()
    guard let entry = self["limits"] else { return limits }
    guard case .map(let entries) = entry.value else {
      diagnostics.append(.wrongValue("limits", wanted: "keys of its own", at: entry.valueSpan))
      return limits
    }
    let known = ["seconds", "memory", "output"]
    for entry in entries {
      // A limit beyond a billion is none, and would not fit the kernel's own types.
      guard case .scalar(let text) = entry.value, let number = Double(text), number > 0,
        number <= 1e9
      else {
        diagnostics.append(.wrongValue(entry.key, wanted: "a number above 0", at: entry.valueSpan))
        continue
      }
      switch entry.key {
      case "seconds": limits.seconds = number
      case "memory": limits.memory = Int(number)
      case "output": limits.output = Int(number)
      default: diagnostics.append(.unknownKey(entry.key, known: known, at: entry.span))
      }
    }
    return limits
  }
}

extension Diagnostic {
  static func missingFrontMatter(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "MissingFrontMatter", at: span, "the file does not begin with front matter",
      fixes: ["begin with '---', 'title: …', 'summary: …' and '---', each on a line of its own"])
  }

  static func unknownKey(_ key: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "UnknownKey", at: span, "'\(key)' is no key here\(didYouMean(key, among: known))",
      fixes: ["use one of: \(known.joined(separator: ", "))"])
  }

  static func missingKey(_ key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "MissingKey", at: span, "the front matter has no '\(key)'", fixes: ["add '\(key): …'"])
  }

  static func wrongValue(_ key: String, wanted: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "WrongValue", at: span, "'\(key)' wants \(wanted)", fixes: ["write \(wanted) behind it"])
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    var text = Substring(self)
    // Most texts need nothing, and their first and last byte say so.
    if let first = text.utf8.first, let last = text.utf8.last, (0x21...0x7E).contains(first),
      (0x21...0x7E).contains(last)
    {
      return String(text)
    }
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
