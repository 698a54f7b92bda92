/// How large a part of a formula is set, which decides where scripts go and how wide spaces are.
struct MathStyle: Hashable, Sendable {
  var display: Bool
  var script = false

  /// Inside a fraction or cell: no longer a display.
  var inner: MathStyle { MathStyle(display: false, script: script) }
  /// Inside a subscript or superscript.
  var small: MathStyle { MathStyle(display: false, script: true) }
}

/// Writes the tree as MathML Core.
struct MathWriter {
  func written(_ node: MathNode, _ style: MathStyle) -> String {
    switch node {
    case .row(let nodes): return row(nodes, style)
    case .letter(let text, let upright): return letter(text, upright: upright)
    case .number(let digits): return "<mn>\(escaped(digits))</mn>"
    case .sign(let sign): return operatorElement(sign, left: 0, right: 0)
    case .function(let name, _): return letter(name, upright: true)
    case .text(let text, let face): return words(text, face)
    case .space(let width): return space(width)
    case .fraction(let top, let bottom, let bar, let display):
      return fraction(top, bottom, bar: bar, display: display, style)
    case .root(let inside, let index):
      let content = written(inside, style.inner)
      guard let index else { return "<msqrt>\(content)</msqrt>" }
      return "<mroot>\(content)\(written(index, style.small))</mroot>"
    case .scripts(let base, let below, let above, let limits):
      return scripts(base, below, above, limits, style)
    case .accent(let base, let sign, let under, let wide):
      // A plain accent carries no stretchy attribute: WebKit lifts it far above the letter.
      let mark = "<mo\(wide ? " stretchy=\"true\"" : "")>\(escaped(sign))</mo>"
      let content = written(base, style)
      return under
        ? "<munder accentunder=\"true\">\(content)\(mark)</munder>"
        : "<mover accent=\"true\">\(content)\(mark)</mover>"
    case .brace(let base, let sign, let under):
      let tag = under ? "munder" : "mover"
      return "<\(tag)>\(written(base, style))<mo stretchy=\"true\">\(sign)</mo></\(tag)>"
    case .fence(let open, let parts, let middles, let close):
      return fence(open, parts, middles, close, style)
    case .big(let sign, let size, _):
      return "<mo class=\"big\(size)\" stretchy=\"false\" lspace=\"0\" rspace=\"0\">"
        + "\(escaped(sign))</mo>"
    case .table(let table): return self.table(table, style)
    case .arrow(let sign, let above, let below): return arrow(sign, above, below, style)
    case .stack(let base, let above, let below):
      let content = written(base, style)
      if let above { return "<mover>\(content)\(written(above, style.small))</mover>" }
      return
        "<munder>\(content)\(below.map { written($0, style.small) } ?? "<mrow></mrow>")</munder>"
    case .styled(let inside, let display):
      let content = written(inside, MathStyle(display: display, script: style.script))
      return "<mstyle displaystyle=\"\(display)\">\(content)</mstyle>"
    case .classed(let inside, _): return written(inside, style)
    case .phantom(let inside): return "<mphantom>\(written(inside, style))</mphantom>"
    case .negated(let inside):
      guard case .sign(var sign) = inside else { return written(inside, style) }
      sign.text += "\u{338}"
      return operatorElement(sign, left: 0, right: 0)
    }
  }

  // MARK: Leaves

  private func letter(_ text: String, upright: Bool) -> String {
    // Only a single ASCII or Greek letter would be turned italic; longer names stay upright anyway.
    let variant = upright && text.count == 1 ? " mathvariant=\"normal\"" : ""
    return "<mi\(variant)>\(escaped(text))</mi>"
  }

  private func words(_ text: String, _ face: TextFace) -> String {
    let kept = text.map { $0.isWhitespace ? "\u{A0}" : String($0) }.joined()
    let name = face == .plain ? "" : " class=\"\(face.rawValue)\""
    return "<mtext\(name)>\(escaped(kept))</mtext>"
  }

  private func space(_ width: Int) -> String {
    width == 0 ? "" : "<mspace width=\"\(em(width))\"></mspace>"
  }

  private func em(_ eighteenths: Int) -> String {
    switch eighteenths {
    case 0: "0"
    case 3: "0.1667em"
    case 4: "0.2222em"
    case 5: "0.2778em"
    case -3: "-0.1667em"
    case 6: "0.3333em"
    case 9: "0.5em"
    case 18: "1em"
    case 36: "2em"
    default: "\(eighteenths / 18)em"
    }
  }

  /// An operator with its spaces written out: the browsers' own defaults differ, and do not shrink in scripts.
  private func operatorElement(
    _ sign: Sign, left: Int, right: Int, prefix: Bool = false
  ) -> String {
    var attributes = prefix ? " form=\"prefix\"" : ""
    attributes += " lspace=\"\(em(left))\" rspace=\"\(em(right))\""
    if !sign.isLarge, stretches(sign.text) { attributes += " stretchy=\"false\"" }
    // Firefox takes these for their large brothers, and draws them a quarter larger in a display.
    if !sign.isLarge, "⊙⊕⊖⊗⊘".contains(sign.text) { attributes += " largeop=\"false\"" }
    return "<mo\(attributes)>\(escaped(sign.text))</mo>"
  }

  /// Signs that browsers would grow to the height of the row unless told not to.
  private func stretches(_ text: String) -> Bool {
    "()[]{}|‖⟨⟩⌊⌋⌈⌉∣∥↑↓".contains(text)
  }

  // MARK: Rows

  private func row(_ nodes: [MathNode], _ style: MathStyle) -> String {
    let pieces = pieces(nodes, style)
    return pieces.count == 1 ? pieces[0] : "<mrow>\(pieces.joined())</mrow>"
  }

  private func pieces(_ nodes: [MathNode], _ style: MathStyle) -> [String] {
    let spacing = MathSpacing(nodes, isScript: style.script)
    return nodes.indices.map { index in
      let gap = spacing.gaps[index]
      guard case .sign(let sign) = nodes[index], !sign.isLarge else {
        return space(gap.left) + written(nodes[index], style) + space(gap.right)
      }
      return operatorElement(
        sign, left: gap.left, right: gap.right, prefix: spacing.isPrefix(index))
    }
  }

  // MARK: Fractions, fences, arrows

  private func fraction(
    _ top: MathNode, _ bottom: MathNode, bar: Bool, display: Bool?, _ style: MathStyle
  ) -> String {
    let line = bar ? "" : " linethickness=\"0\""
    let own = MathStyle(display: display ?? style.display, script: style.script)
    let inside = own.display ? own.inner : own.small
    let content = "<mfrac\(line)>\(written(top, inside))\(written(bottom, inside))</mfrac>"
    guard let display, display != style.display else { return content }
    return "<mstyle displaystyle=\"\(display)\" scriptlevel=\"0\">\(content)</mstyle>"
  }

  private func fence(
    _ open: String, _ parts: [MathNode], _ middles: [String], _ close: String, _ style: MathStyle
  ) -> String {
    func delimiter(_ sign: String, _ form: String) -> String {
      sign.isEmpty
        ? ""
        : "<mo form=\"\(form)\" stretchy=\"true\" lspace=\"0\" rspace=\"0\">\(escaped(sign))</mo>"
    }
    var content = delimiter(open, "prefix")
    for (index, part) in parts.enumerated() {
      if index > 0 {
        content +=
          "<mo form=\"infix\" stretchy=\"true\" lspace=\"0.2222em\" rspace=\"0.2222em\">"
          + "\(escaped(middles[index - 1]))</mo>"
      }
      content += written(part, style)
    }
    return "<mrow>\(content)\(delimiter(close, "postfix"))</mrow>"
  }

  private func arrow(
    _ sign: String, _ above: MathNode, _ below: MathNode?, _ style: MathStyle
  ) -> String {
    func label(_ node: MathNode) -> String {
      "<mrow>\(space(6))\(written(node, style.small))\(space(6))</mrow>"
    }
    let stroke = "<mo stretchy=\"true\" lspace=\"0\" rspace=\"0\">\(sign)</mo>"
    guard let below else { return "<mover>\(stroke)\(label(above))</mover>" }
    return "<munderover>\(stroke)\(label(below))\(label(above))</munderover>"
  }

  // MARK: Scripts

  private func scripts(
    _ base: MathNode, _ below: MathNode?, _ above: MathNode?, _ limits: Bool?, _ style: MathStyle
  ) -> String {
    let content = written(base, style)
    let under = below.map { written($0, style.small) }
    let over = above.map { written($0, style.small) }
    let tag: (both: String, below: String, above: String) =
      (limits ?? (takesLimits(base) && (style.display || isBrace(base))))
      ? ("munderover", "munder", "mover") : ("msubsup", "msub", "msup")
    switch (under, over) {
    case (let under?, let over?): return "<\(tag.both)>\(content)\(under)\(over)</\(tag.both)>"
    case (let under?, nil): return "<\(tag.below)>\(content)\(under)</\(tag.below)>"
    case (nil, let over?): return "<\(tag.above)>\(content)\(over)</\(tag.above)>"
    case (nil, nil): return content
    }
  }

  private func isBrace(_ node: MathNode) -> Bool {
    if case .brace = node { true } else { false }
  }

  private func takesLimits(_ node: MathNode) -> Bool {
    switch node {
    case .sign(let sign): sign.takesLimits
    case .function(_, let limits): limits
    case .brace: true
    case .classed(_, .operation): true
    default: false
    }
  }

  // MARK: Tables

  private func table(_ table: MathTable, _ style: MathStyle) -> String {
    let isDisplay = table.kind == .aligned || table.kind == .gathered
    let cell =
      table.kind == .stack ? style.small : MathStyle(display: isDisplay, script: style.script)
    var made =
      "<mtable class=\"\(table.kind.rawValue)\"\(isDisplay ? " displaystyle=\"true\"" : "")>"
    for row in table.rows {
      made += "<mtr>"
      for (index, content) in row.enumerated() {
        let column = table.columns[index % table.columns.count]
        let name = column == "c" ? "" : " class=\"\(column)\""
        // A cell that goes on after `&` keeps the space its first sign would have had.
        let isContinued = table.kind == .aligned && column == "l" && index > 0
        let nodes: [MathNode] = if case .row(let inner) = content { inner } else { [content] }
        let inside =
          isContinued
          ? "<mrow>\(pieces([.row([.space(0)])] + nodes, cell).dropFirst().joined())</mrow>"
          : written(content, cell)
        made += "<mtd\(name)>\(inside)</mtd>"
      }
      made += "</mtr>"
    }
    made += "</mtable>"
    guard table.open != nil || table.close != nil else { return made }
    func delimiter(_ sign: String?, _ form: String) -> String {
      sign.map { "<mo form=\"\(form)\" stretchy=\"true\" lspace=\"0\" rspace=\"0\">\($0)</mo>" }
        ?? ""
    }
    return
      "<mrow>\(delimiter(table.open, "prefix"))\(made)\(delimiter(table.close, "postfix"))</mrow>"
  }
}
