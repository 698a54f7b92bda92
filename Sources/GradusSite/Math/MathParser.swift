/// Reads TeX into ``MathNode``; recursive descent, one method per kind of thing.
struct MathParser {
  let tex: String
  var tokens: [MathToken]
  var position = 0
  var alphabet: MathAlphabet?

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

  var next: MathToken { tokens[position] }

  mutating func advance() { position = min(position + 1, tokens.count - 1) }

  mutating func skipSpaces() { while next.kind == .space { advance() } }

  func fail(_ message: String, at token: MathToken? = nil) -> MathError {
    MathError(offset: (token ?? next).offset, message: message)
  }

  // MARK: Rows

  /// Things until something that ends a row, which is left for the caller.
  mutating func row() throws(MathError) -> [MathNode] {
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
  mutating func scripted() throws(MathError) -> MathNode {
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
  mutating func argument(of owner: String) throws(MathError) -> MathNode {
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

  mutating func group() throws(MathError) -> MathNode {
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

  mutating func atom() throws(MathError) -> MathNode {
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

  mutating func characters(startingWith first: Character) throws(MathError) -> MathNode {
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

  func letter(_ character: Character) -> MathNode {
    guard let alphabet else {
      return .letter(String(character), upright: false)
    }
    let text = character.unicodeScalars.map(alphabet.character(for:)).joined()
    return .letter(text, upright: alphabet != .italic)
  }

  func number(_ digits: String) -> MathNode {
    guard let alphabet else { return .number(digits) }
    return .number(digits.unicodeScalars.map(alphabet.character(for:)).joined())
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
