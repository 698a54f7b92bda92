/// A face of mathematical letters, as Unicode's own characters.
///
/// Browsers that follow MathML Core ignore `mathvariant` other than `normal`, so a blackboard E has
/// to be the character 𝔼.
enum MathAlphabet: Sendable {
  case upright, italic, bold, boldItalic, blackboard, script, sans, code, fraktur

  /// The character for one letter or digit; the letter itself where the face has none.
  func character(for scalar: Unicode.Scalar) -> String {
    if let exception = exceptions[scalar] { return exception }
    let start: UInt32?
    let from: UInt32
    switch scalar {
    case "A"..."Z": (start, from) = (capitals, 65)
    case "a"..."z": (start, from) = (small, 97)
    case "0"..."9": (start, from) = (digits, 48)
    case "α"..."ω": (start, from) = (smallGreek, 0x3B1)
    case "Α"..."Ω": (start, from) = (capitalGreek, 0x391)
    default: return String(Character(scalar))
    }
    guard let start, let made = Unicode.Scalar(start + scalar.value - from) else {
      return String(Character(scalar))
    }
    return String(Character(made))
  }

  private var capitals: UInt32? {
    switch self {
    case .upright, .italic: nil
    case .bold: 0x1D400
    case .boldItalic: 0x1D468
    case .script: 0x1D49C
    case .fraktur: 0x1D504
    case .blackboard: 0x1D538
    case .sans: 0x1D5A0
    case .code: 0x1D670
    }
  }

  private var small: UInt32? { capitals.map { $0 + 26 } }

  private var digits: UInt32? {
    switch self {
    case .bold, .boldItalic: 0x1D7CE
    case .blackboard: 0x1D7D8
    case .sans: 0x1D7E2
    case .code: 0x1D7F6
    case .upright, .italic, .script, .fraktur: nil
    }
  }

  private var smallGreek: UInt32? {
    switch self {
    case .bold: 0x1D6C2
    case .boldItalic: 0x1D736
    default: nil
    }
  }

  private var capitalGreek: UInt32? {
    switch self {
    case .bold: 0x1D6A8
    case .boldItalic: 0x1D71C
    default: nil
    }
  }

  /// Letters that Unicode had before it had the alphabets.
  private var exceptions: [Unicode.Scalar: String] {
    switch self {
    case .blackboard: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]
    case .script:
      [
        "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
        "e": "ℯ", "g": "ℊ", "o": "ℴ",
      ]
    case .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]
    default: [:]
    }
  }
}
