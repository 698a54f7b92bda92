/// A piece of Swift source; the pieces of a text, joined, are that text.
package struct SwiftToken: Hashable, Sendable {
  /// What a piece is; the raw value is its class on the page.
  package enum Kind: String, Hashable, Sendable {
    case keyword = "k"
    case type = "t"
    case call = "f"
    case string = "s"
    case number = "n"
    case comment = "c"
    case attribute = "a"
    case directive = "d"
    case operation = "o"
    case plain = ""
  }
  package var kind: Kind
  package var text: String
}

/// Words that mean something to the language wherever they stand.
let swiftKeywords: Set<String> = [
  "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue",
  "default",
  "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate",
  "final",
  "for", "func", "guard", "if", "import", "in", "indirect", "init", "inout", "internal", "is",
  "lazy",
  "let", "mutating", "nil", "nonisolated", "nonmutating", "operator", "override", "package",
  "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self",
  "some",
  "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias",
  "unowned", "var", "weak", "where", "while", "any", "Self", "borrowing", "consuming", "sending",
]
