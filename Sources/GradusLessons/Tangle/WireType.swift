/// A Swift type whose values can travel between the judge and the program that computes.
indirect enum WireType: Hashable {
  /// A type that conforms to `Wire` itself.
  case named(String)
  case array(WireType)
  case optional(WireType)
  /// Tuples conform to nothing, so the generated code takes them apart.
  case tuple([Element])
  case void

  struct Element: Hashable {
    var label: String?
    var type: WireType
  }

  /// The types that the runtime library sends as they are.
  static let known: Set<String> = [
    "Bool", "Int", "UInt64", "Float", "Double", "String", "Tensor",
  ]

  /// Reads the type from its source; nil when its values cannot be sent.
  init?(_ source: String, declared: Set<String>) {
    var reader = WireTypeReader(
      tokens: swiftTokens(source).map(\.text), names: Self.known.union(declared))
    guard let type = reader.type(), reader.isAtEnd else { return nil }
    self = type
  }

  /// Whether a tuple hides in it; without one, the conformances of the library are enough.
  var containsTuple: Bool {
    switch self {
    case .named: false
    case .array(let type), .optional(let type): type.containsTuple
    case .tuple, .void: true
    }
  }

  /// Swift that turns `expression` of this type into a `GradusProbe.Value`.
  func encoding(_ expression: String) -> String {
    switch self {
    case .named: return "GradusProbe.wire(\(expression))"
    case .array(let type) where type.containsTuple:
      return "GradusProbe.Value.list((\(expression)).map { x in \(type.encoding("x")) })"
    case .optional(let type) where type.containsTuple:
      return "((\(expression)).map { x in \(type.encoding("x")) } ?? GradusProbe.Value.none)"
    case .array, .optional: return "GradusProbe.wire(\(expression))"
    case .void: return "{ () -> GradusProbe.Value in \(expression); return .none }()"
    case .tuple(let elements):
      let fields = elements.enumerated().map { index, element in
        "GradusProbe.Value.Field(\"\(element.label ?? String(index))\", "
          + "\(element.type.encoding("t.\(index)")))"
      }
      return "{ t in GradusProbe.Value.record([\(fields.joined(separator: ", "))]) }(\(expression))"
    }
  }

  /// Swift that reads this type out of `value`, an expression of type `GradusProbe.Value`; it may throw.
  func decoding(_ value: String) -> String {
    switch self {
    case .named: return "\(source)(wire: \(value))"
    case .array(let type) where type.containsTuple:
      return "GradusProbe.items(\(value)).map { x in try \(type.decoding("x")) }"
    case .optional(let type) where type.containsTuple:
      return "GradusProbe.present(\(value)).map { x in try \(type.decoding("x")) }"
    case .array, .optional: return "(\(source))(wire: \(value))"
    case .void: return "()"
    case .tuple(let elements):
      let parts = elements.enumerated().map { index, element in
        (element.label.map { "\($0): " } ?? "")
          + "try \(element.type.decoding("GradusProbe.part(v, \(index))"))"
      }
      return
        "{ (v: GradusProbe.Value) throws -> \(source) in (\(parts.joined(separator: ", "))) }(\(value))"
    }
  }

  /// The type as Swift writes it.
  var source: String {
    switch self {
    case .named(let name): name
    case .array(let type): "[\(type.source)]"
    case .optional(let type): "\(type.source)?"
    case .void: "Void"
    case .tuple(let elements):
      "("
        + elements.map { ($0.label.map { "\($0): " } ?? "") + $0.type.source }
        .joined(separator: ", ") + ")"
    }
  }
}

private struct WireTypeReader {
  let tokens: [Substring]
  let names: Set<String>
  var index = 0

  var isAtEnd: Bool { index == tokens.count }
  private var current: Substring? { index < tokens.count ? tokens[index] : nil }

  mutating func type() -> WireType? {
    guard var type = base() else { return nil }
    while current == "?" {
      index += 1
      type = .optional(type)
    }
    return type
  }

  private mutating func base() -> WireType? {
    switch current {
    case "[":
      index += 1
      guard let element = type(), take("]") else { return nil }
      return .array(element)
    case "(":
      index += 1
      var elements: [WireType.Element] = []
      while current != ")" {
        guard let element = element() else { return nil }
        elements.append(element)
        if current == "," { index += 1 }
      }
      index += 1
      if elements.isEmpty { return .void }
      return elements.count == 1 && elements[0].label == nil ? elements[0].type : .tuple(elements)
    case "Void":
      index += 1
      return .void
    case let name? where names.contains(String(name)):
      index += 1
      return .named(String(name))
    default: return nil
    }
  }

  private mutating func element() -> WireType.Element? {
    var label: String?
    if index + 1 < tokens.count, tokens[index + 1] == ":" {
      label = String(tokens[index])
      index += 2
    }
    guard let type = type() else { return nil }
    return WireType.Element(label: label, type: type)
  }

  private mutating func take(_ text: Substring) -> Bool {
    guard current == text else { return false }
    index += 1
    return true
  }
}
