import Foundation

/// What a learner can write, one paragraph for each type and each family of functions.
func apiPage(of folder: URL) throws -> String {
  var families: [(title: String, entries: [(owner: String, names: [String])])] = []
  for family in [
    "Tensor", "Autograd", "Layers", "Losses", "Optimizers", "Metrics", "Data", "Random", "Math",
    "Kernels",
    "Plots", "Saving",
  ] {
    var entries: [(owner: String, names: [String])] = []
    for file in try swiftFiles(in: folder.appending(path: family)) {
      for (owner, name) in publicNames(in: try String(contentsOf: file, encoding: .utf8)) {
        if let i = entries.firstIndex(where: { $0.owner == owner }) {
          if let name, !entries[i].names.contains(name) { entries[i].names.append(name) }
        } else {
          entries.append((owner, name.map { [$0] } ?? []))
        }
      }
    }
    families.append((family, entries))
  }
  var text = """
    # The core on two pages

    Everything public in `import GradusNN`, from its sources; a test keeps this page true.

    """
  for (title, entries) in families {
    text += "\n## \(title)\n"
    let bare = entries.filter { $0.names.isEmpty }.map { "**\($0.owner)**" }
    if !bare.isEmpty { text += wrapped(bare, to: 100) + "\n" }
    for (owner, names) in entries where !names.isEmpty {
      let words = names.map { "`\($0)`" }
      let head = owner.isEmpty ? [] : ["**\(owner)**"]
      text += wrapped(head + words, to: 100) + "\n"
    }
  }
  return text
}

private func swiftFiles(in folder: URL) throws -> [URL] {
  try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .filter { $0.pathExtension == "swift" }
    .sorted { $0.lastPathComponent < $1.lastPathComponent }
}

/// The public names of a file with the type they belong to; a type without one of its own has nil.
private func publicNames(in source: String) -> [(owner: String, name: String?)] {
  var found: [(owner: String, name: String?)] = []
  // The types that are open at the present depth of indentation.
  var owners: [(indent: Int, name: String)] = []
  var isText = false
  let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  for (i, line) in lines.enumerated() {
    if line.components(separatedBy: "\"\"\"").count.isMultiple(of: 2) { isText.toggle() }
    let words = line.drop { $0 == " " }
    let indent = line.count - words.count
    if isText || words.isEmpty { continue }
    while let owner = owners.last, indent <= owner.indent, !words.hasPrefix("}") {
      owners.removeLast()
    }
    let isPublic = words.hasPrefix("public ") || words.hasPrefix("open ")
    let kinds = ["class ", "struct ", "enum ", "extension "]
    let plain = words.split(separator: " ").filter { !modifiers.contains(String($0)) }
      .joined(separator: " ")
    if let kind = kinds.first(where: { plain.hasPrefix($0) }) {
      let name = plain.dropFirst(kind.count).prefix { $0.isLetter || $0.isNumber }
      owners.append((indent, String(name)))
      if isPublic { found.append((String(name), nil)) }
      continue
    }
    if words.hasPrefix("case "), let owner = owners.last, indent == owner.indent + 2,
      found.contains(where: { $0.owner == owner.name })
    {
      for name in words.dropFirst(5).split(separator: ", ") {
        if let name = apiName("case \(name)") { found.append((owner.name, name)) }
      }
    }
    guard isPublic, !words.contains("override "), !words.contains(" description") else {
      continue
    }
    var declaration = String(words)
    var next = i + 1
    while declaration.filter({ $0 == "(" }).count > declaration.filter({ $0 == ")" }).count,
      next < lines.count
    {
      declaration += " " + lines[next].drop { $0 == " " }
      next += 1
    }
    guard let name = apiName(declaration) else { continue }
    found.append((owners.last?.name ?? "", name))
  }
  return found
}

private let modifiers: Set<String> = [
  "public", "open", "final", "static", "mutating", "nonmutating", "package", "private",
  "fileprivate", "convenience", "override", "prefix", "indirect", "private(set)",
]

/// The name of a declaration with the labels of its arguments, nil for what nobody calls.
func apiName(_ declaration: String) -> String? {
  let words = declaration.split(separator: " ").filter { !modifiers.contains(String($0)) }
  guard let kind = words.first else { return nil }
  let rest = words.dropFirst().joined(separator: " ")
  switch kind {
  case "var", "let", "case", "class", "struct", "enum", "typealias":
    return String(rest.prefix { $0.isLetter || $0.isNumber })
  case "func":
    let name = String(rest.prefix { $0 != "(" && $0 != "<" && $0 != " " })
    if name.isEmpty || !(name.first?.isLetter ?? false) { return operatorName(rest) }
    return name + "(" + labels(rest) + ")"
  default:
    if kind.hasPrefix("subscript") {
      let names = arguments(words.joined(separator: " ")).map {
        String($0.prefix { $0 != ":" }.split(separator: " ").last ?? "")
      }
      return "[" + names.joined(separator: ", ") + "]"
    }
    return kind.hasPrefix("init") ? "init(" + labels(words.joined(separator: " ")) + ")" : nil
  }
}

private func operatorName(_ rest: String) -> String {
  String(rest.prefix { $0 != " " && $0 != "(" })
}

private func labels(_ declaration: String) -> String {
  arguments(declaration).map { String($0.prefix { $0 != " " && $0 != ":" }) + ":" }.joined()
}

/// The arguments between the first pair of parentheses.
private func arguments(_ declaration: String) -> [String] {
  guard let open = declaration.firstIndex(of: "(") else { return [] }
  var depth = 0
  var parts = [""]
  for character in declaration[open...] {
    if "([{".contains(character) { depth += 1 }
    if ")]}".contains(character) { depth -= 1 }
    if depth == 0 { break }
    if character == "," && depth == 1 {
      parts.append("")
    } else if !(character == "(" && depth == 1) {
      parts[parts.count - 1].append(character)
    }
  }
  // The learner's line is filled in by the compiler.
  return parts.map { $0.trimmingCharacters(in: .whitespaces) }
    .filter { !$0.isEmpty && !$0.hasPrefix("line: UInt") }
}

/// Words in lines of at most `width` characters, as one item of a list.
private func wrapped(_ words: [String], to width: Int) -> String {
  var lines = ["-"]
  for word in words {
    if lines[lines.count - 1].count + 1 + word.count > width { lines.append(" ") }
    lines[lines.count - 1] += " " + word
  }
  return lines.joined(separator: "\n")
}
