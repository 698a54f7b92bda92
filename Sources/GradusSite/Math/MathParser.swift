import GradusDiagnostics

/// Reads TeX into ``MathNode``; recursive descent, one method per kind of thing.
struct MathParser {
  private let tex: String
  private var tokens: [MathToken]
  private var position = 0
  /// How many environments are open: `&` and `\\` mean nothing outside one.
  private var tableDepth = 0
  private var alphabet: MathAlphabet?

  init(_ tex: String) {
    self.tex = tex
    tokens = mathTokens(tex)
  }

  mutating func formula() throws(MathError) -> MathNode {
    let nodes = try row()
    switch next.kind {
    case .end: return .row(nodes)
    case .closeBrace: throw fail("this '}' closes nothing")
    case .cell: throw fail("'&' lines up columns, and there are none here; write \\& for the sign")
    case .newRow: throw fail("'\\\\' ends a row, and there are no rows here; use \\begin{aligned}")
    case .command(let name): throw fail("this \\\(name) closes nothing")
    default: throw fail("this does not belong here")
    }
  }

  // MARK: Tokens

  private var next: MathToken { tokens[position] }

  private mutating func advance() { position = min(position + 1, tokens.count - 1) }

  private mutating func skipSpaces() { while next.kind == .space { advance() } }

  private func fail(_ message: String, at token: MathToken? = nil) -> MathError {
    MathError(offset: (token ?? next).offset, message: message)
  }

  // MARK: Rows

  /// Things until something that ends a row, which is left for the caller.
  private mutating func row() throws(MathError) -> [MathNode] {
    var nodes: [MathNode] = []
    while true {
      skipSpaces()
      switch next.kind {
      case .end, .closeBrace, .cell, .newRow, .command("right"), .command("end"),
        .command("middle"):
        return nodes
      case .command("displaystyle"), .command("textstyle"):
        let display = next.kind == .command("displaystyle")
        advance()
        nodes.append(.styled(.row(try row()), display: display))
      default:
        nodes.append(try scripted())
      }
    }
  }

  /// One thing with its primes, subscript and superscript.
  private mutating func scripted() throws(MathError) -> MathNode {
    let base: MathNode =
      switch next.kind {
      case .superscript, .subscript, .prime: .row([])
      default: try atom()
      }
    var limits: Bool?
    skipSpaces()
    while next.kind == .command("limits") || next.kind == .command("nolimits") {
      limits = next.kind == .command("limits")
      advance()
      skipSpaces()
    }
    var below: MathNode?
    var above: MathNode?
    var primes = ""
    loop: while true {
      skipSpaces()
      let here = next
      switch here.kind {
      case .prime:
        primes += "′"
        advance()
      case .subscript:
        if below != nil {
          throw fail("a second subscript here: which of the two is meant? use braces")
        }
        advance()
        below = try argument(of: "_")
      case .superscript:
        if above != nil {
          throw fail("a second superscript here: which of the two is meant? use braces")
        }
        advance()
        above = try argument(of: "^")
      default: break loop
      }
    }
    if !primes.isEmpty {
      let sign = MathNode.sign(Sign(text: primeSign(primes.count), kind: .ordinary))
      above = above.map { .row([sign, $0]) } ?? sign
    }
    if below == nil, above == nil { return base }
    return .scripts(base, below: below, above: above, limits: limits)
  }

  /// What a command or a script applies to: a group, one command, or *one* character.
  private mutating func argument(of owner: String) throws(MathError) -> MathNode {
    skipSpaces()
    switch next.kind {
    case .openBrace: return try group()
    case .character(let character) where character.isNumber:
      advance()
      return number(String(character))
    case .end, .closeBrace, .cell, .newRow, .superscript, .subscript, .command("right"),
      .command("end"):
      throw fail("\(owner) needs something after it")
    default: return try atom()
    }
  }

  private mutating func group() throws(MathError) -> MathNode {
    let opening = next
    advance()
    let nodes = try row()
    guard next.kind == .closeBrace else {
      throw fail("this '{' is never closed", at: next.kind == .end ? opening : next)
    }
    advance()
    return nodes.count == 1 ? nodes[0] : .row(nodes)
  }

  // MARK: Atoms

  private mutating func atom() throws(MathError) -> MathNode {
    switch next.kind {
    case .openBrace: return try group()
    case .character(let character): return try characters(startingWith: character)
    case .command(let name):
      let token = next
      advance()
      return try command(name, token)
    default: throw fail("something is missing here")
    }
  }

  private mutating func characters(startingWith first: Character) throws(MathError) -> MathNode {
    let token = next
    advance()
    if first.isNumber {
      var digits = String(first)
      while case .character(let character) = next.kind {
        let following = position + 1 < tokens.count ? tokens[position + 1].kind : .end
        var isFraction = false
        if character == ".", case .character(let after) = following { isFraction = after.isNumber }
        guard character.isNumber || isFraction else { break }
        digits.append(character)
        advance()
      }
      return number(digits)
    }
    if first.isLetter { return letter(first) }
    guard let sign = mathSign(first) else {
      switch first {
      case "%": throw fail("'%' would start a TeX comment; write \\%", at: token)
      case "#", "$":
        throw fail("'\(first)' means something else to TeX; write \\\(first)", at: token)
      default: throw fail("'\(first)' is not a sign Gradus knows in a formula", at: token)
      }
    }
    return .sign(sign)
  }

  private func letter(_ character: Character) -> MathNode {
    guard let alphabet else {
      return .letter(String(character), upright: false)
    }
    let text = character.unicodeScalars.map(alphabet.character(for:)).joined()
    return .letter(text, upright: alphabet != .italic)
  }

  private func number(_ digits: String) -> MathNode {
    guard let alphabet else { return .number(digits) }
    return .number(digits.unicodeScalars.map(alphabet.character(for:)).joined())
  }

  // MARK: Commands

  private mutating func command(
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

  private func unknown(_ name: String, _ token: MathToken) -> MathError {
    let near = nearMiss(name, among: MathCommands.all).map { "; did you mean \\\($0)?" } ?? ""
    return fail("\\\(name) is not a command Gradus knows\(near)", at: token)
  }

  /// Commands that stand for one sign, letter, space or function.
  private mutating func simple(_ name: String) throws(MathError) -> MathNode? {
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

  private mutating func fraction(_ name: String, display: Bool?) throws(MathError) -> MathNode {
    let top = try argument(of: "\\\(name)")
    let bottom = try argument(of: "\\\(name)")
    return .fraction(top, bottom, bar: true, display: display)
  }

  private mutating func inAlphabet(
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
  private func joined(_ nodes: [MathNode]) -> MathNode? {
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

  private mutating func operatorName() throws(MathError) -> MathNode {
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
  private mutating func optionalArgument() throws(MathError) -> MathNode? {
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
  private mutating func words(after name: String) throws(MathError) -> String {
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

  // MARK: Delimiters

  private mutating func delimiter(after owner: String) throws(MathError) -> (String, MathClass) {
    skipSpaces()
    let token = next
    switch token.kind {
    case .character("."):
      advance()
      return ("", .ordinary)
    case .character("|"):
      advance()
      return ("|", .ordinary)
    case .character("/"):
      advance()
      return ("/", .ordinary)
    case .character("<"):
      advance()
      return ("⟨", .opening)
    case .character(">"):
      advance()
      return ("⟩", .closing)
    case .character(let character):
      if let found = MathCommands.delimiters[String(character)] {
        advance()
        return found
      }
    case .command(let name):
      if let found = MathCommands.delimiters[name] {
        advance()
        return found
      }
    default: break
    }
    throw fail("\(owner) needs a delimiter after it, such as ( or \\lVert", at: token)
  }

  private mutating func fence(_ token: MathToken) throws(MathError) -> MathNode {
    let open = try delimiter(after: "\\left").0
    var parts: [MathNode] = []
    var middles: [String] = []
    while true {
      parts.append(.row(try row()))
      guard next.kind == .command("middle") else { break }
      advance()
      middles.append(try delimiter(after: "\\middle").0)
    }
    guard next.kind == .command("right") else {
      throw fail("this \\left has no \\right", at: token)
    }
    advance()
    let close = try delimiter(after: "\\right").0
    return .fence(open: open, parts, middles: middles, close: close)
  }

  private mutating func big(_ name: String) throws(MathError) -> MathNode? {
    for (stem, size) in MathCommands.sizes {
      let kinds: [String: MathClass?] = ["": nil, "l": .opening, "r": .closing, "m": .relation]
      for (suffix, kind) in kinds where stem + suffix == name {
        let found = try delimiter(after: "\\\(name)")
        return .big(found.0, size: size, kind ?? (suffix.isEmpty ? .ordinary : found.1))
      }
    }
    return nil
  }

  // MARK: Tables

  private mutating func environmentName(after owner: String) throws(MathError) -> String {
    skipSpaces()
    guard next.kind == .openBrace else { throw fail("\(owner) needs a name in braces") }
    return try words(after: owner)
  }

  private mutating func environment(_ token: MathToken) throws(MathError) -> MathNode {
    let name = try environmentName(after: "begin")
    guard let found = MathCommands.environments[name] else {
      let near =
        nearMiss(name, among: MathCommands.environments.keys.sorted()).map {
          "; did you mean \\begin{\($0)}?"
        } ?? ""
      throw fail("\\begin{\(name)} is not an environment Gradus knows\(near)", at: token)
    }
    var columns = Array(found.columns)
    if name == "array" {
      let letters = try words(after: "begin{array}").filter { "lcr".contains($0) }
      if !letters.isEmpty { columns = Array(letters) }
    }
    tableDepth += 1
    defer { tableDepth -= 1 }
    let rows = try tableRows()
    guard next.kind == .command("end") else {
      throw fail("this \\begin{\(name)} has no \\end{\(name)}", at: token)
    }
    let ending = next
    advance()
    let closed = try environmentName(after: "end")
    guard closed == name else {
      throw fail("\\end{\(closed)} closes \\begin{\(name)}", at: ending)
    }
    return .table(
      MathTable(
        kind: found.kind, rows: rows, columns: columns, open: found.open, close: found.close))
  }

  /// Rows up to whatever ends the table; an empty last row, as after a final `\\`, is dropped.
  private mutating func tableRows() throws(MathError) -> [[MathNode]] {
    var rows: [[MathNode]] = [[]]
    while true {
      let nodes = try row()
      rows[rows.count - 1].append(nodes.count == 1 ? nodes[0] : .row(nodes))
      if next.kind == .cell {
        advance()
      } else if next.kind == .newRow {
        advance()
        _ = try optionalArgument()
        rows.append([])
      } else {
        break
      }
    }
    if let last = rows.last, last == [.row([])], rows.count > 1 { rows.removeLast() }
    return rows
  }

  private mutating func substack(_ token: MathToken) throws(MathError) -> MathNode {
    skipSpaces()
    guard next.kind == .openBrace else { throw fail("\\substack needs rows in braces") }
    advance()
    let rows = try tableRows()
    guard next.kind == .closeBrace else { throw fail("this '{' is never closed", at: token) }
    advance()
    return .table(MathTable(kind: .stack, rows: rows, columns: ["c"], open: nil, close: nil))
  }
}

/// One, two or three primes as one character: fonts space those better than a row of single ones.
private func primeSign(_ count: Int) -> String {
  switch count {
  case 1: "′"
  case 2: "″"
  case 3: "‴"
  default: String(repeating: "′", count: count)
  }
}

/// A character that is a sign by itself.
private func mathSign(_ character: Character) -> Sign? {
  switch character {
  case "+": Sign(text: "+", kind: .binary)
  case "-", "−": Sign(text: "−", kind: .binary)
  case "*": Sign(text: "∗", kind: .binary)
  case "=": Sign(text: "=", kind: .relation)
  case "<", ">", ":": Sign(text: String(character), kind: .relation)
  case "(", "[": Sign(text: String(character), kind: .opening)
  case ")", "]", "!", "?": Sign(text: String(character), kind: .closing)
  case ",", ";": Sign(text: String(character), kind: .punctuation)
  case "|", "/", ".", "@", "\"", "…": Sign(text: String(character), kind: .ordinary)
  default: nil
  }
}
