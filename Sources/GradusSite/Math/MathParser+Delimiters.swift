extension MathParser {
  mutating func delimiter(after owner: String) throws(MathError) -> (String, MathClass) {
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

  mutating func fence(_ token: MathToken) throws(MathError) -> MathNode {
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

  mutating func big(_ name: String) throws(MathError) -> MathNode? {
    for (stem, size) in MathCommands.sizes {
      let kinds: [String: MathClass?] = ["": nil, "l": .opening, "r": .closing, "m": .relation]
      for (suffix, kind) in kinds where stem + suffix == name {
        let found = try delimiter(after: "\\\(name)")
        return .big(found.0, size: size, kind ?? (suffix.isEmpty ? .ordinary : found.1))
      }
    }
    return nil
  }
}
