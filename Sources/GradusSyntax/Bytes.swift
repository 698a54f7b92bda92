extension UInt8 {
  static let open = UInt8(ascii: "(")
  static let close = UInt8(ascii: ")")
  static let hash = UInt8(ascii: "#")
  static let at = UInt8(ascii: "@")
  static let backtick = UInt8(ascii: "`")
  static let dollar = UInt8(ascii: "$")
  static let point = UInt8(ascii: ".")
  static let minus = UInt8(ascii: "-")
  static let plus = UInt8(ascii: "+")
  static let slash = UInt8(ascii: "/")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")

  var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  var isWord: Bool {
    isDigit || (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A) || self == 0x5F || self >= 0x80
  }

  /// A lone carriage return ends a line for the compiler as well.
  var isNewline: Bool { self == 0x0A || self == 0x0D }

  var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) || self == 0 }

  /// One of `+ - * / % = < > ! & | ^ ~ ?`.
  var isOperator: Bool {
    switch self {
    case 0x2B, 0x2D, 0x2A, 0x2F, 0x25, 0x3D, 0x3C, 0x3E, 0x21, 0x26, 0x7C, 0x5E, 0x7E, 0x3F: true
    default: false
    }
  }
}
