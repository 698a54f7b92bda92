/// A plain value that can travel between an exercise program and the judge.
public enum Value: Hashable, Sendable {
  case none
  case bool(Bool)
  case int(Int)
  case float(Float)
  case double(Double)
  case string(String)
  case tensor(shape: [Int], scalars: [Float])
  case list([Value])
  case record([Field])

  /// A labelled part of a record; in an unlabelled tuple the labels are "0", "1", ….
  public struct Field: Hashable, Sendable {
    public var label: String
    public var value: Value

    public init(_ label: String, _ value: Value) {
      self.label = label
      self.value = value
    }
  }

  /// The part of a record with this label.
  public subscript(label: String) -> Value? {
    guard case .record(let fields) = self else { return nil }
    return fields.first { $0.label == label }?.value
  }
}

/// What arrived is not what was asked for.
public struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }

  static func expected(_ what: String, got value: Value) -> WireError {
    WireError("expected \(what), got \(value.kind)")
  }
}

extension Value {
  /// What a learner would call a value of this kind.
  package var kind: String {
    switch self {
    case .none: "nothing"
    case .bool: "a Bool"
    case .int: "an Int"
    case .float: "a Float"
    case .double: "a Double"
    case .string: "a String"
    case .tensor: "a Tensor"
    case .list: "an array"
    case .record: "a tuple"
    }
  }
}
