/// A formula as readable Unicode: `\frac{a}{b}` is `a/b`, `x_{t-1}` is `xₜ₋₁`.
///
/// It aims at being read aloud, not at looking like print; what it does not know keeps its name.
package func unicodeMath(_ tex: String) -> String {
  var reader = TexReader(Array(tex))
  return reader.sequence(until: nil).split(separator: "\n").map { tidy(String($0)) }
    .joined(separator: "\n")
}

/// One space where there were several, none inside brackets, none behind the sign of a number.
private func tidy(_ text: String) -> String {
  var result = ""
  for character in text where !(character == " " && (result.isEmpty || result.last == " ")) {
    result.append(character)
  }
  var tidied = result.trimmed
  for (loose, close) in [
    ("( ", "("), (" )", ")"), ("[ ", "["), (" ]", "]"), (" ,", ","), ("(\u{2212} ", "(\u{2212}"),
    ("∂ ", "∂"), ("∇ ", "∇"), ("[\u{2212} ", "[\u{2212}"), ("= \u{2212} ", "= \u{2212}"),
    (", \u{2212} ", ", \u{2212}"),
  ] {
    tidied = tidied.replacing(loose, with: close)
  }
  // tanh², not tanh ².
  for sign in superscripts.values { tidied = tidied.replacing(" \(sign)", with: "\(sign)") }
  return tidied.hasPrefix("\u{2212} ") ? "\u{2212}" + tidied.dropFirst(2) : tidied
}

private struct TexReader {
  private let tex: [Character]
  private var place = 0

  init(_ tex: [Character]) {
    self.tex = tex
  }

  mutating func sequence(until end: Character?) -> String {
    var text = ""
    while place < tex.count {
      if tex[place] == end {
        place += 1
        return text
      }
      text += atom()
    }
    return text
  }

  /// The next thing: a letter, a command, a group.
  private mutating func atom() -> String {
    guard place < tex.count else { return "" }
    let character = tex[place]
    place += 1
    switch character {
    case "{": return sequence(until: "}")
    case "}": return ""
    case "\\": return command()
    case "^": return raised(argument())
    case "_": return lowered(argument())
    case "&", "~", "\n", "\t": return " "
    case "-": return " \u{2212} "
    case "=", "<", ">", "+": return " \(character) "
    case "'": return "′"
    default: return String(character)
    }
  }

  /// What belongs to a command: a group, or one letter.
  private mutating func argument() -> String {
    while place < tex.count, tex[place] == " " { place += 1 }
    return tidy(atom())
  }

  /// The text between braces as it stands, for names of environments.
  private mutating func rawGroup() -> String {
    guard place < tex.count, tex[place] == "{" else { return "" }
    let end = tex[place...].firstIndex(of: "}") ?? tex.endIndex
    defer { place = min(end + 1, tex.count) }
    return String(tex[(place + 1)..<end])
  }

  private mutating func command() -> String {
    guard place < tex.count else { return "" }
    let first = tex[place]
    guard first.isLetter else {
      place += 1
      switch first {
      case "\\": return "\n"
      case "|": return "‖"
      case "{", "}", "%", "$", "#", "&", "_": return String(first)
      case "!": return ""
      default: return " "
      }
    }
    let end = tex[place...].firstIndex { !$0.isLetter } ?? tex.endIndex
    let name = String(tex[place..<end])
    place = end
    return named(name)
  }

  private mutating func named(_ name: String) -> String {
    switch name {
    case "frac", "dfrac", "tfrac":
      let above = grouped(argument())
      return "\(above)/\(divisor(argument()))"
    case "sqrt": return "√" + grouped(argument())
    case "text", "mathrm", "operatorname", "mathit", "textbf", "mathbf", "boldsymbol", "mathsf",
      "mathtt", "mathcal", "mathscr", "underbrace", "overbrace":
      return argument()
    case "mathbb":
      let letter = argument()
      return doubleStruck[letter] ?? letter
    case "hat", "widehat": return marked(argument(), "\u{302}")
    case "tilde", "widetilde": return marked(argument(), "\u{303}")
    case "bar", "overline": return marked(argument(), "\u{304}")
    case "dot": return marked(argument(), "\u{307}")
    case "vec": return marked(argument(), "\u{20d7}")
    case "left", "right", "bigl", "bigr", "Bigl", "Bigr", "big", "Big", "biggl", "biggr", "bigg":
      // `\left.` is a bracket that is not there.
      if place < tex.count, tex[place] == "." { place += 1 }
      return ""
    case "begin", "end":
      let environment = rawGroup()
      return environment.hasSuffix("matrix") ? (name == "begin" ? "[" : "]") : ""
    default: return texSymbols[name] ?? " \(name) "
    }
  }
}

private func grouped(_ text: String) -> String {
  text.allSatisfy { $0.isLetter || $0.isNumber || "∂∇".contains($0) } ? text : "(\(text))"
}

/// Below a fraction several factors need brackets: `1/(2σ²)` is not `1/2σ²`.
private func divisor(_ text: String) -> String {
  let factors = text.drop { "∂∇".contains($0) }.filter {
    !superscripts.values.contains($0) && !subscripts.values.contains($0)
  }
  let isOne = factors.count <= 1 || factors.allSatisfy { $0.isWholeNumber || $0 == "." }
  return isOne ? grouped(text) : "(\(text))"
}

private func marked(_ text: String, _ mark: String) -> String {
  text.count == 1 ? text + mark : "(\(text))\(mark)"
}

private func raised(_ text: String) -> String {
  small(text, superscripts).map { $0 } ?? "^" + grouped(text)
}

private func lowered(_ text: String) -> String {
  small(text, subscripts).map { $0 } ?? "_" + grouped(text)
}

/// Raised or lowered letters, if all of them exist.
private func small(_ text: String, _ table: [Character: Character]) -> String? {
  var result = ""
  for character in text where character != " " {
    guard let sign = table[character] else { return nil }
    result.append(sign)
  }
  return result
}

private let superscripts = Dictionary(
  uniqueKeysWithValues: zip(
    "0123456789+\u{2212}=()Tabcdefghijklmnoprstuvwxyz⊤",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵀᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ"))
private let subscripts = Dictionary(
  uniqueKeysWithValues: zip(
    "0123456789+\u{2212}=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"))
private let doubleStruck = ["R": "ℝ", "E": "𝔼", "P": "ℙ", "N": "ℕ", "Z": "ℤ", "1": "𝟙"]

private let texSymbols: [String: String] = [
  "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
  "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
  "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ",
  "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
  "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  "sum": " Σ", "prod": " Π", "int": " ∫", "partial": "∂", "nabla": "∇", "infty": "∞",
  "cdot": " · ", "times": " × ", "odot": " ⊙ ", "otimes": " ⊗ ", "oplus": " ⊕ ", "circ": "∘",
  "pm": " ± ", "le": " ≤ ", "leq": " ≤ ", "ge": " ≥ ", "geq": " ≥ ", "ne": " ≠ ", "neq": " ≠ ",
  "ll": " ≪ ", "gg": " ≫ ", "approx": " ≈ ", "equiv": " ≡ ", "sim": " ~ ", "propto": " ∝ ",
  "in": " ∈ ", "notin": " ∉ ", "subset": " ⊂ ", "cup": " ∪ ", "cap": " ∩ ", "to": " → ",
  "rightarrow": " → ", "leftarrow": " ← ", "gets": " ← ", "mapsto": " ↦ ", "Rightarrow": " ⇒ ",
  "iff": " ⇔ ", "forall": "∀", "exists": "∃", "ldots": "…", "dots": "…", "cdots": "⋯",
  "vdots": "⋮", "ell": "ℓ", "top": "⊤", "mid": " | ", "Vert": "‖", "vert": "|", "lVert": "‖",
  "rVert": "‖", "lvert": "|", "rvert": "|", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊",
  "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "prime": "′", "star": "*", "ast": "*",
  "setminus": " \\ ", "land": " ∧ ", "lor": " ∨ ", "neg": "¬", "displaystyle": "",
  "textstyle": "", "limits": "", "nolimits": "", "quad": "  ", "qquad": "   ",
]
