/// The commands that a compiler driver would run, as `-###` prints them: one a line, quoted like a
/// shell's words where that is needed.
func driverCommands(_ text: String) -> [[String]] {
  text.split(separator: "\n").map { words(String($0)) }.filter { command in
    // clang prints its version and folders before the commands.
    command.first.map { $0.hasPrefix("/") } ?? false
  }
}

private func words(_ line: String) -> [String] {
  var words: [String] = []
  var word = ""
  var inWord = false
  var quote: Character?
  var characters = line.makeIterator()
  while let character = characters.next() {
    switch (character, quote) {
    case ("\\", nil), ("\\", "\""):
      word.append(characters.next() ?? "\\")
      inWord = true
    case (let c, let q?) where c == q: quote = nil
    case ("\"", nil), ("'", nil):
      quote = character
      inWord = true
    case (" ", nil):
      if inWord { words.append(word) }
      (word, inWord) = ("", false)
    default:
      word.append(character)
      inWord = true
    }
  }
  if inWord { words.append(word) }
  return words
}

/// A command's arguments without some of them.
///
/// - Parameters:
///   - names: arguments to drop
///   - pairs: arguments to drop together with the one that follows
///   - suffixes: drops whatever ends so
func dropping(
  _ arguments: [String], names: Set<String> = [], pairs: Set<String> = [], suffixes: [String] = []
) -> [String] {
  var kept: [String] = []
  var skipNext = false
  for argument in arguments {
    if skipNext {
      skipNext = false
    } else if pairs.contains(argument) {
      skipNext = true
    } else if !names.contains(argument), !suffixes.contains(where: argument.hasSuffix) {
      kept.append(argument)
    }
  }
  return kept
}
