import GradusDiagnostics

/// What a learner wants to run an example with: `--set steps=500 --seed 3`.
package struct Overrides: Hashable, Sendable {
  package struct Setting: Hashable, Sendable {
    package var name: String
    package var literal: String

    package init(name: String, literal: String) {
      self.name = name
      self.literal = literal
    }
  }

  package var settings: [Setting]
  /// The seed of everything that the example draws at random.
  package var seed: UInt64?

  package init(settings: [Setting] = [], seed: UInt64? = nil) {
    self.settings = settings
    self.seed = seed
  }

  package var isEmpty: Bool { settings.isEmpty && seed == nil }
}

/// Why an override cannot be: what is wrong with it, and what there is instead.
package struct OverrideError: Error, Hashable {
  package var message: String
  package var fix: String

  package init(message: String, fix: String) {
    self.message = message
    self.fix = fix
  }
}

extension Example {
  /// The same program with other values; every line stays where it is.
  package func with(_ overrides: Overrides) throws(OverrideError) -> Example {
    var example = self
    for setting in overrides.settings { try example.set(setting) }
    if let seed = overrides.seed { try example.setSeed(seed) }
    return example
  }

  private mutating func set(_ setting: Overrides.Setting) throws(OverrideError) {
    let known = parameters(of: self)
    guard let parameter = known.first(where: { $0.name == setting.name }) else {
      throw .unknownParameter(setting.name, of: self, known: known)
    }
    guard let literal = parameter.literal(from: setting.literal) else {
      throw OverrideError(
        message: "\(setting.name) is \(parameter.kind.rawValue), and '\(setting.literal)' is not",
        fix: "the lesson has --set \(parameter.typed)")
    }
    var lines = code.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let line = lines[parameter.line]
    guard let equals = line.firstIndex(of: "=") else { return }
    lines[parameter.line] = "\(line[...equals]) \(literal)"
    code.text = lines.joined(separator: "\n")
  }

  /// A seed is what `manualSeed(0)` and `Generator(seed: 0)` are given, what a loop `for seed in …`
  /// goes through, and a parameter of that name.
  private mutating func setSeed(_ seed: UInt64) throws(OverrideError) {
    // Asking for the seed that the lesson has changes nothing and is no mistake.
    var places = 0
    if parameters(of: self).contains(where: { $0.name == "seed" && $0.kind == .whole }) {
      try set(.init(name: "seed", literal: "\(seed)"))
      places += 1
    }
    code.text = code.text.replacing(/(manualSeed\(\s*|Generator\(seed:\s*)[0-9_]+/) {
      places += 1
      return "\($0.output.1)\(seed)"
    }
    code.text = code.text.replacing(/(for seed(?:\s*:\s*\w+)?\s+in\s+)[^{]+\{/) {
      places += 1
      return "\($0.output.1)\(seed)...\(seed) {"
    }
    guard places > 0 else {
      throw OverrideError(
        message: "\(key) has no seed to set", fix: "gradus run \(key) is the same every time")
    }
  }
}

extension Parameter {
  /// The parameter with the lesson's own value, as it is typed in a shell: `steps=3000`.
  package var typed: String {
    let value = kind == .text ? String(literal.dropFirst().dropLast()) : literal
    let isPlain = value.allSatisfy { $0.isLetter || $0.isNumber || ".-_".contains($0) }
    return "\(name)=\(isPlain ? value : "'\(value)'")"
  }

  /// The literal for a value as typed; nil when it is of another kind.
  func literal(from typed: String) -> String? {
    switch (self.kind, GradusLessons.kind(of: typed)) {
    case (.whole, .whole), (.number, .number), (.truth, .truth), (.list, .list), (.text, .text):
      return typed
    case (.number, .whole):
      // `let rate = 1` would be an Int where `let rate = 0.5` was a Double.
      return literal.contains(".") ? typed + ".0" : typed
    case (.text, _) where !typed.contains("\"") && !typed.contains("\\") && !typed.contains("\n"):
      // A shell takes the quotes away.
      return "\"\(typed)\""
    default: return nil
    }
  }
}

extension OverrideError {
  fileprivate static func unknownParameter(
    _ name: String, of example: Example, known: [Parameter]
  ) -> OverrideError {
    let names = known.map(\.name)
    return OverrideError(
      message: "\(example.key) has no parameter '\(name)'\(didYouMean(name, among: names))",
      fix: names.isEmpty
        ? "it has none; its code is in gradus read \(example.lesson)"
        : "it has: \(known.map(\.typed).joined(separator: " "))")
  }
}
