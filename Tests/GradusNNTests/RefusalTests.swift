import Foundation
import GradusNN
import Testing

/// What a learner reads when something cannot be done: word for word.
@Suite struct RefusalTests {
  /// A refusal ends its process, so each is asked for in one of its own, which finds it by its words.
  @Test(arguments: Refusal.all) func saysItsSentence(_ refusal: Refusal) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [sentence = refusal.sentence as String] in
      Refusal.all.first { $0.sentence == sentence }?.ask()
    }
    let heard = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    let sentence = heard.components(separatedBy: "Fatal error: ").dropFirst().joined()
      .prefix { $0 != "\n" }
    #expect(sentence == refusal.sentence)
  }

  @Test(arguments: SavingTests.refusals) func saysWhyBytesAreNoParameters(_ refusal: SavingRefusal)
  {
    let error = #expect(throws: SavingError.self) { try Linear(2, 1).load(refusal.bytes) }
    #expect(error?.description == refusal.sentence)
  }

  /// Every message in the sources is the sentence of a refusal.
  @Test func noMessageIsForgotten() throws {
    let folder = ArticleTests.root.appending(path: "Sources/GradusNN")
    let sentences = Refusal.all.map(\.sentence) + SavingTests.refusals.map(\.sentence)
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    var count = 0
    for file in files where file.hasSuffix(".swift") {
      let source = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for message in messages(in: source) {
        count += 1
        let pattern = try Regex(message.pattern)
        #expect(
          sentences.contains { $0.wholeMatch(of: pattern) != nil },
          "\(file):\(message.line): no refusal says \(message.pattern)")
      }
    }
    #expect(count > 100, "only \(count) messages were found")
  }

  @Test func noSentenceStandsTwice() {
    #expect(Set(Refusal.all.map(\.sentence)).count == Refusal.all.count)
  }

  @Test func findsTheFixedWordsOfAMessage() {
    let source = """
      guard rank > 0 else { stop("no (axis) in \\(words(shape)); " + "use \\(a ? b : c(d))") }
      if bad { stop(text) }
      throw SavingError(
        words(shape) + " is unknown")
      """
    let found = messages(in: source)
    #expect(found.map(\.pattern) == [#"no \(axis\) in .*; use .*"#, ".* is unknown"])
    #expect(found.map(\.line) == [1, 3])
  }
}

/// The messages of a source: their lines, and patterns in which `.*` stands for what is filled in.
///
/// A message that was put together elsewhere (`stop(text)`) has no words here and is left out.
private func messages(in source: String) -> [(line: Int, pattern: String)] {
  source.matches(of: /\b(?:stop|SavingError)\(/).compactMap { call in
    var rest = source[call.range.upperBound...]
    var pattern = ""
    var isQuoted = false
    var depth = 1
    while depth > 0, let character = rest.popFirst() {
      switch character {
      case "\"": isQuoted.toggle()
      case "\\" where isQuoted && rest.first == "(":
        rest = rest.dropFirst()
        skipToTheEnd(of: &rest)
        addGap(to: &pattern)
      case _ where isQuoted:
        pattern += NSRegularExpression.escapedPattern(for: String(character))
      case "(": depth += 1
      case ")": depth -= 1
      case _ where character.isLetter: addGap(to: &pattern)
      default: break
      }
    }
    let line = source[..<call.range.lowerBound].count { $0 == "\n" } + 1
    return pattern.contains { $0.isLetter } ? (line, pattern) : nil
  }
}

/// Goes on behind the parenthesis that closes the one before `rest`.
private func skipToTheEnd(of rest: inout Substring) {
  var depth = 1
  while depth > 0, let character = rest.popFirst() {
    if character == "(" { depth += 1 }
    if character == ")" { depth -= 1 }
  }
}

private func addGap(to pattern: inout String) {
  if !pattern.hasSuffix(".*") { pattern += ".*" }
}
