/// An argument of a call.
public func argument(_ arguments: [Value], _ position: Int) throws -> Value {
  guard arguments.indices.contains(position) else {
    throw WireError("argument \(position + 1) is missing")
  }
  return arguments[position]
}

/// A part of a tuple.
public func part(_ value: Value, _ position: Int) throws -> Value {
  guard case .record(let fields) = value, fields.indices.contains(position) else {
    throw WireError("part \(position) of a tuple is missing")
  }
  return fields[position].value
}

/// The elements of an array.
public func items(_ value: Value) throws -> [Value] {
  guard case .list(let items) = value else { throw WireError("a list was expected") }
  return items
}

/// What an optional holds, if it holds something.
public func present(_ value: Value) -> Value? { value == .none ? nil : value }
