public import GradusProbe

/// A known mistake that several expectations recognise, named once at the top of a check block.
public struct Mistake: Hashable, Sendable {
  let id: String
  let message: String

  public init(_ id: String, _ message: String) {
    self.id = id
    self.message = message
  }
}

extension Expectation {
  /// Names a mistake that is recognised by the value it would produce.
  @discardableResult
  public func mistake(_ it: Mistake, gives value: @autoclosure () -> some Wire) -> Expectation {
    mistake(it.id, it.message, gives: value())
  }

  /// Names a mistake that is recognised by a condition.
  @discardableResult
  public func mistake(_ it: Mistake, when condition: @autoclosure () -> Bool) -> Expectation {
    mistake(it.id, it.message, when: condition())
  }
}
