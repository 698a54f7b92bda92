/// A type whose values can travel as a ``Value``.
public protocol Wire {
  init(wire: Value) throws
  var wire: Value { get }
}

extension Bool: Wire {
  public init(wire: Value) throws {
    guard case .bool(let it) = wire else { throw WireError.expected("a Bool", got: wire) }
    self = it
  }
  public var wire: Value { .bool(self) }
}

extension Int: Wire {
  public init(wire: Value) throws {
    guard case .int(let it) = wire else { throw WireError.expected("an Int", got: wire) }
    self = it
  }
  public var wire: Value { .int(self) }
}

/// Seeds. They travel with their bits unchanged, so all of the range survives.
extension UInt64: Wire {
  public init(wire: Value) throws { self.init(bitPattern: Int64(try Int(wire: wire))) }
  public var wire: Value { .int(Int(truncatingIfNeeded: self)) }
}

extension Float: Wire {
  public init(wire: Value) throws {
    guard case .float(let it) = wire else { throw WireError.expected("a Float", got: wire) }
    self = it
  }
  public var wire: Value { .float(self) }
}

extension Double: Wire {
  public init(wire: Value) throws {
    guard case .double(let it) = wire else { throw WireError.expected("a Double", got: wire) }
    self = it
  }
  public var wire: Value { .double(self) }
}

extension String: Wire {
  public init(wire: Value) throws {
    guard case .string(let it) = wire else { throw WireError.expected("a String", got: wire) }
    self = it
  }
  public var wire: Value { .string(self) }
}

extension Array: Wire where Element: Wire {
  public init(wire: Value) throws {
    guard case .list(let parts) = wire else { throw WireError.expected("an array", got: wire) }
    self = try parts.map { try Element(wire: $0) }
  }
  public var wire: Value { .list(map(\.wire)) }
}

extension Optional: Wire where Wrapped: Wire {
  public init(wire: Value) throws {
    if case .none = wire { self = .none } else { self = try Wrapped(wire: wire) }
  }
  public var wire: Value { self?.wire ?? .none }
}

/// Lets probe code answer with a value it put together itself.
extension Value: Wire {
  public init(wire: Value) { self = wire }
  public var wire: Value { self }
}

// MARK: What generated glue calls

/// A value on its way out.
public func wire(_ it: some Wire) -> Value { it.wire }

/// A value on its way in.
public func read<T: Wire>(_ value: Value, as: T.Type) throws -> T { try T(wire: value) }

/// The argument at a position of a call.
public func argument(_ arguments: [Value], _ position: Int) throws -> Value {
  guard arguments.indices.contains(position) else {
    throw WireError("argument \(position + 1) is missing")
  }
  return arguments[position]
}

/// The elements of an array on its way in.
public func elements(_ value: Value) throws -> [Value] {
  guard case .list(let parts) = value else { throw WireError.expected("an array", got: value) }
  return parts
}

/// What an optional holds, or nil.
public func present(_ value: Value) -> Value? { value == .none ? nil : value }

/// One part of a tuple on its way in.
public func element(_ value: Value, _ position: Int) throws -> Value {
  guard case .record(let fields) = value else { throw WireError.expected("a tuple", got: value) }
  guard fields.indices.contains(position) else {
    throw WireError("the tuple has \(fields.count) parts")
  }
  return fields[position].value
}
