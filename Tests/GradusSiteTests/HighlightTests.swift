import Foundation
import GradusSite
import Testing

@Suite struct HighlightTests {
  @Test(arguments: [
    ("let x = 1", "<span class=\"k\">let</span> x = <span class=\"n\">1</span>"),
    ("a /* b /* c */ d */ e", "a <span class=\"c\">/* b /* c */ d */</span> e"),
    ("x // y\nz", "x <span class=\"c\">// y</span>\nz"),
    (
      "\"a \\(f(\"b\")) c\"",
      "<span class=\"s\">&quot;a \\(</span><span class=\"f\">f</span>("
        + "<span class=\"s\">&quot;b&quot;</span>)<span class=\"s\">) c&quot;</span>"
    ),
    (
      "#\"a \\(b) \\#(c)\"#",
      "<span class=\"s\">#&quot;a \\(b) \\#(</span>c<span class=\"s\">)&quot;#</span>"
    ),
    (
      "\"\"\"\n \"x\" \n\"\"\"",
      "<span class=\"s\">&quot;&quot;&quot;\n &quot;x&quot; \n&quot;&quot;&quot;</span>"
    ),
    ("#if SOLUTION", "<span class=\"d\">#if</span> <span class=\"t\">SOLUTION</span>"),
    ("@main", "<span class=\"a\">@main</span>"),
    ("0..<10", "<span class=\"n\">0</span>..&lt;<span class=\"n\">10</span>"),
    ("1e-5*x", "<span class=\"n\">1e-5</span>*x"),
    ("0x1F + 1_000.5", "<span class=\"n\">0x1F</span> + <span class=\"n\">1_000.5</span>"),
    ("t.0.scalars", "t.<span class=\"n\">0</span>.scalars"),
    (
      "Tensor.zeros(2)",
      "<span class=\"t\">Tensor</span>.<span class=\"f\">zeros</span>(<span class=\"n\">2</span>)"
    ),
    ("x.default", "x.default"),
    ("`in`", "`in`"),
    (
      "\"never closed\nlet",
      "<span class=\"s\">&quot;never closed</span>\n<span class=\"k\">let</span>"
    ),
    ("a+// b", "a+<span class=\"c\">// b</span>"),
    ("/* open", "<span class=\"c\">/* open</span>"),
    ("", ""),
  ])
  func colours(source: String, html: String) {
    #expect(highlighted(source) == html)
  }

  /// Whatever is thrown at it, taking the tags away gives the source back.
  @Test func neverChangesTheText() throws {
    let pieces = [
      "\"", "\\(", "\\#(", ")", "(", "#\"", "\"#", "\"\"\"", "/*", "*/", "//", "\n", "let", "x",
      "1.5e",
      "-", "#if", "@", "`", "é", "𝔼", "&", "<", " ", "\\", "0x", "..", "'", "\r\n", "#",
    ]
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<3000 {
      let source = (0..<next(14)).map { _ in pieces[next(pieces.count)] }.joined()
      #expect(Array(plain(highlighted(source)).utf8) == Array(source.utf8))
    }
  }
}

/// HTML back to text.
private func plain(_ html: String) -> String {
  html.replacing(#/<[^>]*>/#, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
}
