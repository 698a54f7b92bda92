import Dispatch
import Synchronization

/// Values for the numbers from 0, made on all cores at once and handed back in their order.
package func inParallel<Value: Sendable>(
  _ count: Int, _ make: @Sendable (Int) -> Value
) -> [Value] {
  let made = Mutex([Value?](repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { number in
    let value = make(number)
    made.withLock { $0[number] = value }
  }
  return made.withLock { $0.compactMap(\.self) }
}
