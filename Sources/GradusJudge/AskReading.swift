public import GradusProbe

/// Asks the active side to call a function whose result the caller reads.
///
/// The stubs that are generated from an exercise use it for every type, tuples of any size included.
public func ask<T>(
  _ procedure: String, _ arguments: [(label: String, value: Value)], _ read: (Value) throws -> T
) -> T {
  let answer = session.ask(procedure, arguments)
  do { return try read(answer) } catch { session.unreadable(procedure, "\(error)") }
}
