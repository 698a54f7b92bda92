import GradusDiagnostics

extension MathParser {
  mutating func command(
    _ name: String, _ token: MathToken
  ) throws(MathError) -> MathNode {
    if let simple = try simple(name) { return simple }
    switch name {
    case "frac": return try fraction(name, display: nil)
    case "dfrac": return try fraction(name, display: true)
    case "tfrac": return try fraction(name, display: false)
    case "binom":
      let top = try argument(of: "\\binom")
      let bottom = try argument(of: "\\binom")
      return .fence(
        open: "(", [.fraction(top, bottom, bar: false, display: nil)], middles: [], close: ")")
    case "sqrt":
      let index = try optionalArgument()
      return .root(try argument(of: "\\sqrt"), index: index)
    case "left": return try fence(token)
    case "operatorname": return try operatorName()
    case "overset", "stackrel":
      let above = try argument(of: "\\\(name)")
      return .stack(try argument(of: "\\\(name)"), above: above, below: nil)
    case "underset":
      let below = try argument(of: "\\underset")
      return .stack(try argument(of: "\\underset"), above: nil, below: below)
    case "substack": return try substack(token)
    case "begin": return try environment(token)
    case "phantom": return .phantom(try argument(of: "\\phantom"))
    case "not": return .negated(try argument(of: "\\not"))
    case "pmod":
      let modulus = try argument(of: "\\pmod")
      return .row([
        .space(18), .sign(Sign(text: "(", kind: .opening)), .function("mod", limits: false),
        .space(6), modulus, .sign(Sign(text: ")", kind: .closing)),
      ])
    case "": throw fail("a backslash with nothing after it", at: token)
    case "label", "tag":
      throw fail(
        "\\\(name) is not for here: put the label after the fence, as in ```math {#eq:name}",
        at: token)
    default: break
    }
    if let alphabet = MathCommands.alphabets[name] { return try inAlphabet(alphabet, name) }
    if let face = MathCommands.faces[name] { return .text(try words(after: name), face) }
    if let accent = MathCommands.accents[name] {
      return .accent(
        try argument(of: "\\\(name)"), accent.sign, under: accent.under, wide: accent.wide)
    }
    if let brace = MathCommands.braces[name] {
      return .brace(try argument(of: "\\\(name)"), brace.sign, under: brace.under)
    }
    if let arrow = MathCommands.arrows[name] {
      let below = try optionalArgument()
      return .arrow(arrow, above: try argument(of: "\\\(name)"), below: below)
    }
    if let kind = MathCommands.classes[name] {
      return .classed(try argument(of: "\\\(name)"), kind)
    }
    if let big = try big(name) { return big }
    throw unknown(name, token)
  }

  func unknown(_ name: String, _ token: MathToken) -> MathError {
    let near = nearMiss(name, among: MathCommands.all).map { "; did you mean \\\($0)?" } ?? ""
    return fail("\\\(name) is not a command Gradus knows\(near)", at: token)
  }

  /// Commands that stand for one sign, letter, space or function.
  mutating func simple(_ name: String) throws(MathError) -> MathNode? {
    if let text = MathCommands.letters[name] {
      if let alphabet, alphabet == .bold || alphabet == .boldItalic {
        return .letter(text.unicodeScalars.map(alphabet.character(for:)).joined(), upright: true)
      }
      return .letter(text, upright: false)
    }
    if let text = MathCommands.upright[name] {
      if let first = text.unicodeScalars.first, let alphabet, first.properties.isAlphabetic {
        return .letter(alphabet.character(for: first), upright: true)
      }
      return .letter(text, upright: true)
    }
    if let text = MathCommands.binary[name] { return .sign(Sign(text: text, kind: .binary)) }
    if let text = MathCommands.relations[name] { return .sign(Sign(text: text, kind: .relation)) }
    if let large = MathCommands.large[name] {
      return .sign(
        Sign(text: large.sign, kind: .operation, isLarge: true, takesLimits: large.limits))
    }
    if let limits = MathCommands.functions[name] {
      return .function(MathCommands.functionNames[name] ?? name, limits: limits)
    }
    if let delimiter = MathCommands.delimiters[name] {
      return .sign(Sign(text: delimiter.sign, kind: delimiter.kind))
    }
    if let width = MathCommands.spaces[name] { return .space(width) }
    if name == "colon" { return .sign(Sign(text: ":", kind: .punctuation)) }
    return nil
  }

  mutating func fraction(_ name: String, display: Bool?) throws(MathError) -> MathNode {
    let top = try argument(of: "\\\(name)")
    let bottom = try argument(of: "\\\(name)")
    return .fraction(top, bottom, bar: true, display: display)
  }

  mutating func inAlphabet(
    _ chosen: MathAlphabet, _ name: String
  ) throws(MathError) -> MathNode {
    let outer = alphabet
    alphabet = chosen
    defer { alphabet = outer }
    let node = try argument(of: "\\\(name)")
    guard chosen == .upright, case .row(let nodes) = node else { return node }
    return joined(nodes) ?? node
  }

  /// Upright letters side by side are one word: `KL`, not K times L.
  func joined(_ nodes: [MathNode]) -> MathNode? {
    var word = ""
    for node in nodes {
      switch node {
      case .letter(let text, upright: true): word += text
      case .number(let digits): word += digits
      case .space(let width) where width > 0: word += "\u{2006}"
      case .sign(let sign) where sign.text == "−" || sign.text == "-": word += "-"
      default: return nil
      }
    }
    return word.isEmpty ? nil : .letter(word, upright: true)
  }

  mutating func operatorName() throws(MathError) -> MathNode {
    var limits = false
    if next.kind == .character("*") {
      limits = true
      advance()
    }
    skipSpaces()
    let token = next
    let outer = alphabet
    alphabet = .upright
    defer { alphabet = outer }
    let content = try argument(of: "\\operatorname")
    let nodes: [MathNode] = if case .row(let inner) = content { inner } else { [content] }
    guard case .letter(let name, _)? = joined(nodes) else {
      throw fail("\\operatorname takes a name made of letters", at: token)
    }
    return .function(name, limits: limits)
  }

  /// `[…]` right after a command; `nil` when there is none.
  mutating func optionalArgument() throws(MathError) -> MathNode? {
    skipSpaces()
    guard next.kind == .character("[") else { return nil }
    let opening = next
    advance()
    var nodes: [MathNode] = []
    while next.kind != .character("]") {
      if next.kind == .end { throw fail("this '[' is never closed", at: opening) }
      skipSpaces()
      if next.kind == .character("]") { break }
      nodes.append(try scripted())
    }
    advance()
    return .row(nodes)
  }

  /// The words of `\text{…}`, spaces and all; `$…$` inside is not supported by design.
  mutating func words(after name: String) throws(MathError) -> String {
    skipSpaces()
    let opening = next
    guard opening.kind == .openBrace else { throw fail("\\\(name) needs words in braces") }
    advance()
    var depth = 1
    let start = next.offset
    while true {
      switch next.kind {
      case .end: throw fail("this '{' is never closed", at: opening)
      case .openBrace: depth += 1
      case .closeBrace: depth -= 1
      default: break
      }
      if depth == 0 { break }
      advance()
    }
    let end = next.offset
    advance()
    let bytes = tex.utf8.dropFirst(start).prefix(end - start)
    let text = String(decoding: bytes, as: UTF8.self)
    return text.filter { $0 != "{" && $0 != "}" && $0 != "\\" }
  }
}
