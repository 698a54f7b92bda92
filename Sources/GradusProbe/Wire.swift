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

/// A value on its way out.
public func wire(_ it: some Wire) -> Value { it.wire }
