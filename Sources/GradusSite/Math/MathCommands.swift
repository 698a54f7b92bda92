/// What the names of TeX stand for; a table may be as long as its subject.
enum MathCommands {
  /// Letters, italic as variables are.
  static let letters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ",
    "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ",
    "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "ell": "ℓ", "imath": "ı",
    "jmath": "ȷ",
  ]

  /// Letters and signs that stand upright and take no space.
  static let upright: [String: String] = [
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "partial": "∂",
    "nabla": "∇", "forall": "∀", "exists": "∃", "nexists": "∄", "emptyset": "∅",
    "varnothing": "∅", "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "top": "⊤", "bot": "⊥",
    "angle": "∠", "triangle": "△", "square": "□", "checkmark": "✓", "prime": "′", "dagger": "†",
    "neg": "¬", "lnot": "¬", "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱",
    "dotsc": "…", "dotsb": "⋯", "%": "%", "#": "#", "$": "$", "&": "&", "_": "_",
    "degree": "°", "backslash": "\\",
  ]

  static let binary: [String: String] = [
    "times": "×", "cdot": "⋅", "pm": "±", "mp": "∓", "div": "÷", "ast": "∗", "star": "⋆",
    "circ": "∘", "bullet": "∙", "odot": "⊙", "oplus": "⊕", "ominus": "⊖", "otimes": "⊗",
    "oslash": "⊘", "cup": "∪", "cap": "∩", "setminus": "∖", "wedge": "∧", "land": "∧",
    "vee": "∨", "lor": "∨", "bmod": "mod",
  ]

  static let relations: [String: String] = [
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "lt": "<",
    "gt": ">", "ll": "≪", "gg": "≫", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅",
    "equiv": "≡", "propto": "∝", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂",
    "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇", "mid": "∣", "parallel": "∥", "perp": "⟂",
    "to": "→", "rightarrow": "→", "gets": "←", "leftarrow": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "implies": "⟹", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⟺",
    "longrightarrow": "⟶", "longleftarrow": "⟵", "mapsto": "↦", "longmapsto": "⟼",
    "uparrow": "↑", "downarrow": "↓", "hookrightarrow": "↪", "coloneqq": "≔", "triangleq": "≜",
    "doteq": "≐", "vdash": "⊢", "models": "⊨", "prec": "≺", "succ": "≻", "preceq": "⪯",
    "succeq": "⪰", "lesssim": "≲", "gtrsim": "≳", "nearrow": "↗", "searrow": "↘",
  ]

  /// Large signs; `true` where scripts go above and below in a display.
  static let large: [String: (sign: String, limits: Bool)] = [
    "sum": ("∑", true), "prod": ("∏", true), "coprod": ("∐", true), "int": ("∫", false),
    "iint": ("∬", false), "oint": ("∮", false), "bigcup": ("⋃", true), "bigcap": ("⋂", true),
    "bigoplus": ("⨁", true), "bigotimes": ("⨂", true), "bigwedge": ("⋀", true),
    "bigvee": ("⋁", true),
  ]

  /// Functions printed upright; `true` where scripts go below in a display.
  static let functions: [String: Bool] = [
    "log": false, "ln": false, "exp": false, "sin": false, "cos": false, "tan": false,
    "cot": false, "sec": false, "csc": false, "arcsin": false, "arccos": false, "arctan": false,
    "sinh": false, "cosh": false, "tanh": false, "coth": false, "lg": false, "dim": false,
    "ker": false, "deg": false, "arg": false, "hom": false, "Pr": true, "min": true, "max": true,
    "sup": true, "inf": true, "lim": true, "limsup": true, "liminf": true, "det": true,
    "gcd": true, "argmin": true, "argmax": true,
  ]

  static let functionNames: [String: String] = [
    "argmin": "arg\u{2006}min", "argmax": "arg\u{2006}max", "limsup": "lim\u{2006}sup",
    "liminf": "lim\u{2006}inf",
  ]

  /// Delimiters that `\left`, `\right`, `\middle` and `\big` accept, with the class they have alone.
  static let delimiters: [String: (sign: String, kind: MathClass)] = [
    "(": ("(", .opening), ")": (")", .closing), "[": ("[", .opening), "]": ("]", .closing),
    "{": ("{", .opening), "}": ("}", .closing), "lbrace": ("{", .opening),
    "rbrace": ("}", .closing), "lbrack": ("[", .opening), "rbrack": ("]", .closing),
    "langle": ("⟨", .opening), "rangle": ("⟩", .closing), "lvert": ("|", .opening),
    "rvert": ("|", .closing), "lVert": ("‖", .opening), "rVert": ("‖", .closing),
    "lfloor": ("⌊", .opening), "rfloor": ("⌋", .closing), "lceil": ("⌈", .opening),
    "rceil": ("⌉", .closing), "|": ("‖", .ordinary), "vert": ("|", .ordinary),
    "Vert": ("‖", .ordinary),
  ]

  /// Blank space in eighteenths of an em.
  static let spaces: [String: Int] = [
    ",": 3, "thinspace": 3, ":": 4, ">": 4, "medspace": 4, ";": 5, "thickspace": 5, "!": -3,
    "negthinspace": -3, " ": 6, "enspace": 9, "quad": 18, "qquad": 36,
  ]

  static let accents: [String: (sign: String, under: Bool, wide: Bool)] = [
    "hat": ("^", false, false), "widehat": ("^", false, true), "tilde": ("~", false, false),
    "widetilde": ("~", false, true), "bar": ("‾", false, false), "overline": ("‾", false, true),
    "underline": ("_", true, true), "vec": ("→", false, false), "dot": ("˙", false, false),
    "ddot": ("¨", false, false), "check": ("ˇ", false, false), "breve": ("˘", false, false),
    "overrightarrow": ("→", false, true), "overleftarrow": ("←", false, true),
  ]

  static let braces: [String: (sign: String, under: Bool)] = [
    "underbrace": ("⏟", true), "overbrace": ("⏞", false), "underbracket": ("⎵", true),
    "overbracket": ("⎴", false),
  ]

  static let arrows: [String: String] = [
    "xrightarrow": "→", "xleftarrow": "←", "xRightarrow": "⇒", "xmapsto": "↦",
  ]

  static let sizes: [String: Int] = ["big": 1, "Big": 2, "bigg": 3, "Bigg": 4]

  static let faces: [String: TextFace] = [
    "text": .plain, "textrm": .plain, "mbox": .plain, "textbf": .bold, "textit": .italic,
    "emph": .italic, "texttt": .code,
  ]

  static let alphabets: [String: MathAlphabet] = [
    "mathbb": .blackboard, "mathcal": .script, "mathscr": .script, "mathrm": .upright,
    "mathbf": .bold, "boldsymbol": .boldItalic, "bm": .boldItalic, "mathsf": .sans,
    "mathtt": .code, "mathfrak": .fraktur, "mathit": .italic,
  ]

  static let classes: [String: MathClass] = [
    "mathrel": .relation, "mathbin": .binary, "mathop": .operation, "mathord": .ordinary,
    "mathopen": .opening, "mathclose": .closing, "mathpunct": .punctuation, "mathinner": .inner,
  ]

  /// Environments: the kind of table, its column letters and its delimiters.
  static let environments:
    [String: (kind: MathTable.Kind, columns: String, open: String?, close: String?)] = [
      "aligned": (.aligned, "rl", nil, nil), "align": (.aligned, "rl", nil, nil),
      "align*": (.aligned, "rl", nil, nil), "split": (.aligned, "rl", nil, nil),
      "gathered": (.gathered, "c", nil, nil), "gather": (.gathered, "c", nil, nil),
      "gather*": (.gathered, "c", nil, nil), "cases": (.cases, "l", "{", nil),
      "matrix": (.matrix, "c", nil, nil), "pmatrix": (.matrix, "c", "(", ")"),
      "bmatrix": (.matrix, "c", "[", "]"), "Bmatrix": (.matrix, "c", "{", "}"),
      "vmatrix": (.matrix, "c", "|", "|"), "Vmatrix": (.matrix, "c", "‖", "‖"),
      "smallmatrix": (.matrix, "c", nil, nil), "array": (.array, "c", nil, nil),
    ]

  /// Commands whose meaning is in the parser rather than in a table.
  static let structural: Set<String> = [
    "frac", "dfrac", "tfrac", "binom", "sqrt", "left", "right", "middle", "operatorname",
    "overset", "underset", "stackrel", "substack", "begin", "end", "limits", "nolimits",
    "displaystyle", "textstyle", "phantom", "not", "pmod", "colon",
  ]

  /// Every command, for "did you mean".
  static let all: [String] = {
    var names = structural
    names.formUnion(letters.keys)
    names.formUnion(upright.keys)
    names.formUnion(binary.keys)
    names.formUnion(relations.keys)
    names.formUnion(large.keys)
    names.formUnion(functions.keys)
    names.formUnion(delimiters.keys)
    names.formUnion(spaces.keys)
    names.formUnion(accents.keys)
    names.formUnion(braces.keys)
    names.formUnion(arrows.keys)
    names.formUnion(faces.keys)
    names.formUnion(alphabets.keys)
    names.formUnion(classes.keys)
    for name in sizes.keys { names.formUnion([name, name + "l", name + "r", name + "m"]) }
    return names.filter { $0.count > 1 }.sorted()
  }()
}
