import GradusSyntax
import Testing

/// The pieces of a source, each with a sign for its kind: `w:let`, `s:" a"`.
private func pieces(_ source: String) -> [String] {
  let bytes = Array(source.utf8)
  return swiftPieces(of: bytes).compactMap { piece in
    let sign =
      switch piece.kind {
      case .space: ""
      case .comment: "c"
      case .text(true, true): "s"
      case .text(true, false): "s("
      case .text(false, false): ")s("
      case .text(false, true): ")s"
      case .regex: "r"
      case .word: "w"
      case .number: "n"
      case .attribute: "a"
      case .directive: "d"
      case .operation: "o"
      case .punctuation: "p"
      }
    return sign.isEmpty ? nil : "\(sign) \(String(decoding: bytes[piece.range], as: UTF8.self))"
  }
}

@Suite struct SwiftPieceTests {
  @Test(arguments: [
    ("let x=1", ["w let", "w x", "o =", "n 1"]),
    ("a /* b /* c */ d */ e", ["w a", "c /* b /* c */ d */", "w e"]),
    ("x // y\rz", ["w x", "c // y", "w z"]),
    ("a+// b", ["w a", "o +", "c // b"]),
    ("f() -> T?", ["w f", "p (", "p )", "o ->", "w T", "o ?"]),
    ("0..<10", ["n 0", "p .", "p .", "o <", "n 10"]),
    ("1e-5*x", ["n 1e-5", "o *", "w x"]),
    ("0x1F-t.0.b", ["n 0x1F", "o -", "w t", "p .", "n 0", "p .", "w b"]),
    ("{ $0 }", ["p {", "w $0", "p }"]),
    ("`in` `a b` `x", ["w `in`", "w `a b`", "p `", "w x"]),
    ("@main @ x @", ["a @main", "a @ x", "a @"]),
    ("#if ## #", ["d #if", "d #", "d #", "d #"]),
    ("größe", ["w größe"]),
  ])
  func cutsCode(_ source: String, _ expected: [String]) {
    #expect(pieces(source) == expected)
  }

  @Test(arguments: [
    (#""a \(f("b")) c""#, [#"s( "a \("#, "w f", "p (", #"s "b""#, "p )", #")s ) c""#]),
    (#""\(x)\(y)""#, [#"s( "\("#, "w x", #")s( )\("#, "w y", #")s )""#]),
    (##"#"a \(b) \#(c)"#"##, [##"s( #"a \(b) \#("##, "w c", ##")s )"#"##]),
    ("\"\"\"\n \"x\" \n\"\"\"", ["s \"\"\"\n \"x\" \n\"\"\""]),
    ("\"\" \"\\\"\" x", ["s \"\"", "s \"\\\"\"", "w x"]),
    // A quote between raw quotes, and a long raw string.
    ("#\"\"\"# x", ["s #\"\"\"#", "w x"]),
    ("#\"\"\"\n\" \"\"\" \\(a)\n\"\"\"# x", ["s #\"\"\"\n\" \"\"\" \\(a)\n\"\"\"#", "w x"]),
    // A bracket of another kind does not close an interpolation, and a parenthesis in it opens one.
    (#""\([)" ]"#, [#"s( "\("#, "p [", #")s )""#, "p ]"]),
    (#""\((1))""#, [#"s( "\("#, "p (", "n 1", "p )", #")s )""#]),
    // What is never closed ends with its line, even behind a backslash.
    ("\"never\nlet", ["s \"never", "w let"]),
    ("\"never\\\nlet", ["s \"never\\", "w let"]),
    ("\"\"\" open\nlet", ["s \"\"\" open\nlet"]),
    ("#/a\"b/# x", ["r #/a\"b/#", "w x"]),
    ("##/a/#b/## x", ["r ##/a/#b/##", "w x"]),
    ("#/\na\n/# x", ["r #/\na\n/#", "w x"]),
    ("#/never\nlet", ["r #/never", "w let"]),
    ("/* open", ["c /* open"]),
  ])
  func cutsLiterals(_ source: String, _ expected: [String]) {
    #expect(pieces(source) == expected)
  }

  /// Whatever it is, its pieces are not empty and, one after the other, are the source.
  @Test func loseNothing() {
    let parts = [
      "\"", "\\(", "\\#(", ")", "(", "#\"", "\"#", "\"\"\"", "/*", "*/", "//", "\n", "let", "x",
      "1.5e", "-", "#if", "@", "`", "é", "𝔼", "&", " ", "\\", "0x", "..", "'", "\r\n", "#", "#/",
      "/#", "\u{0}", "\t", "$",
    ]
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<20_000 {
      let source = (0..<next(14)).map { _ in parts[next(parts.count)] }.joined()
      var end = 0
      for piece in swiftPieces(of: Array(source.utf8)) {
        #expect(piece.range.lowerBound == end && !piece.range.isEmpty, "\(source)")
        end = piece.range.upperBound
      }
      #expect(end == source.utf8.count, "\(source)")
    }
  }

  /// What a stranger hands in is cut in time that grows with its length, and on the same stack.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "\"\\(", "#", "\"\"\"", "/*", "#\"\"\"\\#(", "#\"\\#(", "`", "@ ", "\"", "##\"#", "\\", "#/",
      "##\"\"\"#\"\"\"\\##(", "(", "/", "#\"\"\"\\#(\"\"\"",
    ])
  func takesTheTimeOfItsLength(_ part: String) {
    let source = Array(String(repeating: part, count: 1 << 20 / part.utf8.count).utf8)
    for end in ["", "\"#", "\"##"] {
      let pieces = swiftPieces(of: source + Array(end.utf8))
      #expect(pieces.last?.range.upperBound == source.count + end.utf8.count)
    }
  }
}

@Suite struct LineTests {
  @Test func `lines are cut at every newline, and joined they are the text`() {
    for text in ["", "\n", "a", "a\n", "\nä\n\nb", "x̂\n y"] {
      #expect(text.lines.joined(separator: "\n") == text)
      #expect(text.lines == text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  @Test func `parts stand between the places of a text, which do not overlap`() {
    #expect("aaa".parts(between: "aa") == ["", "a"])
    #expect("id=\"plot-1\" \"plot-2".parts(between: "\"plot-") == ["id=", "1\" ", "2"])
    #expect("wire".parts(between: "Wire") == ["wire"])
    #expect("a Wire".mentions("Wire") && !"Wir".mentions("Wire"))
  }
}
