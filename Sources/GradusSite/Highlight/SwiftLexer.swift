/// Cuts Swift source into coloured pieces, without judging it: half a program is lexed like a whole one.
struct SwiftLexer {
  private var rest: Substring
  private(set) var tokens: [SwiftToken] = []

  init(_ source: some StringProtocol) { rest = Substring(source) }

  /// The pieces of the whole source.
  static func tokens(_ source: some StringProtocol) -> [SwiftToken] {
    var lexer = SwiftLexer(source)
    lexer.run(untilParenthesisCloses: false)
    return lexer.tokens
  }

  /// Inside `\(…)` the run ends before the parenthesis that closes the interpolation.
  private mutating func run(untilParenthesisCloses: Bool) {
    var depth = 0
    while let first = rest.first {
      if untilParenthesisCloses {
        if first == "(" { depth += 1 }
        if first == ")" {
          if depth == 0 { return }
          depth -= 1
        }
      }
      step(first)
    }
  }

  private mutating func step(_ first: Character) {
    if rest.hasPrefix("//") {
      take(.comment, rest.prefix { !$0.isNewline }.count)
    } else if rest.hasPrefix("/*") {
      blockComment()
    } else if let hashes = stringStart() {
      string(hashes: hashes)
    } else if first == "#" {
      take(.directive, 1 + rest.dropFirst().prefix(while: isWord).count)
    } else if first == "@" {
      take(.attribute, 1 + rest.dropFirst().prefix(while: isWord).count)
    } else if first.isASCII, first.isNumber {
      number()
    } else if first == "`" {
      let inside = rest.dropFirst().prefix { $0 != "`" && !$0.isNewline }.count
      take(.plain, min(inside + 2, rest.count))
    } else if isWord(first) || first == "$" {
      word()
    } else if "+-*/%=<>!&|^~?".contains(first) {
      operation()
    } else {
      take(.plain, 1)
    }
  }

  // MARK: Pieces

  private mutating func take(_ kind: SwiftToken.Kind, _ count: Int) {
    let text = rest.prefix(max(count, 1))
    rest = rest.dropFirst(max(count, 1))
    append(kind, text)
  }

  private mutating func append(_ kind: SwiftToken.Kind, _ text: some StringProtocol) {
    guard !text.isEmpty else { return }
    if let last = tokens.last, last.kind == kind, kind == .plain || kind == .string {
      tokens[tokens.count - 1].text += text
    } else {
      tokens.append(SwiftToken(kind: kind, text: String(text)))
    }
  }

  private func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private mutating func word() {
    let text = rest.prefix { isWord($0) || $0 == "$" }
    let after = rest.dropFirst(text.count).first
    let isMember = tokens.last?.text.hasSuffix(".") == true
    let kind: SwiftToken.Kind =
      if swiftKeywords.contains(String(text)), !isMember || text == "self" || text == "init" {
        .keyword
      } else if text.first?.isUppercase == true {
        .type
      } else if after == "(" {
        .call
      } else {
        .plain
      }
    take(kind, text.count)
  }

  /// An operator ends where a comment begins: `a +// b`.
  private mutating func operation() {
    var count = 0
    var characters = rest[...]
    while let character = characters.first, "+-*/%=<>!&|^~?".contains(character),
      count == 0 || !(characters.hasPrefix("//") || characters.hasPrefix("/*"))
    {
      characters = characters.dropFirst()
      count += 1
    }
    take(.operation, count)
  }

  private mutating func number() {
    var count = 0
    var characters = rest[...]
    while let character = characters.first {
      let isSign =
        (character == "-" || character == "+")
        && (rest.dropFirst(count - 1).first.map { "eEpP".contains($0) } ?? false)
        && count > 0 && !rest.hasPrefix("0x")
      let isPoint =
        character == "." && characters.dropFirst().first?.isNumber == true
        && !rest.prefix(count).contains(".")
      guard isWord(character) || isSign || isPoint else { break }
      characters = characters.dropFirst()
      count += 1
    }
    take(.number, count)
  }

  /// Swift's block comments nest.
  private mutating func blockComment() {
    var depth = 0
    var count = 0
    var characters = rest[...]
    repeat {
      if characters.hasPrefix("/*") {
        depth += 1
        characters = characters.dropFirst(2)
        count += 2
      } else if characters.hasPrefix("*/") {
        depth -= 1
        characters = characters.dropFirst(2)
        count += 2
      } else {
        characters = characters.dropFirst()
        count += 1
      }
    } while depth > 0 && !characters.isEmpty
    take(.comment, count)
  }

  /// How many `#` stand before the quote, or nil where no string begins.
  private func stringStart() -> Int? {
    let hashes = rest.prefix { $0 == "#" }.count
    return rest.dropFirst(hashes).first == "\"" ? hashes : nil
  }

  private mutating func string(hashes: Int) {
    let fence = String(repeating: "#", count: hashes)
    let isLong = rest.dropFirst(hashes).hasPrefix("\"\"\"")
    let quote = isLong ? "\"\"\"" : "\""
    let end = quote + fence
    let escape = "\\" + fence
    take(.string, hashes + quote.count)
    while let first = rest.first {
      if rest.hasPrefix(end) {
        take(.string, end.count)
        return
      }
      if rest.hasPrefix(escape) {
        let after = rest.dropFirst(escape.count).first
        if after == "(" {
          take(.string, escape.count + 1)
          run(untilParenthesisCloses: true)
          if !rest.isEmpty { take(.string, 1) }
        } else {
          take(.string, min(escape.count + 1, rest.count))
        }
      } else if !isLong, first.isNewline {
        return  // never closed: the rest of the program is not a string
      } else {
        take(.string, 1)
      }
    }
  }
}
