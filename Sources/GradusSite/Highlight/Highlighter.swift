/// Swift source as HTML: spans with a class for what each piece is, and the text untouched.
package func highlighted(_ source: String) -> String {
  SwiftLexer.tokens(source).map { token in
    token.kind == .plain || token.kind == .operation
      ? escaped(token.text)
      : "<span class=\"\(token.kind.rawValue)\">\(escaped(token.text))</span>"
  }.joined()
}
