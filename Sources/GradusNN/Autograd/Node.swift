/// One tensor in the graph of a computation: its numbers, and the operation they came from.
package final class Node {
  package let shape: Shape
  package let storage: Storage
  /// The operation that computed this; nil for inputs, parameters and everything unrecorded.
  var operation: Operation?
  /// Whether this is a leaf for which gradients are collected.
  var isLeafWithGradient = false
  /// The collected gradient of a leaf.
  var gradient: Tensor?

  // What a backward pass notes down here while it runs:
  /// The pass that has seen this node last.
  var pass: UInt32 = 0
  /// Whether that pass needs a gradient here.
  var isWanted = false
  /// The pass that has put this node in order last.
  var isOrdered: UInt32 = 0
  /// The sum of the gradients that have arrived so far.
  var incoming: Tensor?
  /// Whether that sum was made here, so that nobody else holds it.
  var ownsIncoming = false

  @inline(__always)
  init(_ shape: Shape, _ storage: Storage) {
    self.shape = shape
    self.storage = storage
  }

  /// Whether gradients can flow into this node or through it.
  @inline(__always)
  var requiresGradient: Bool { operation != nil || isLeafWithGradient }

  deinit {
    // A long chain would otherwise be released by one nested call for each link, and 100,000
    // links need more stack than a thread has.
    guard operation != nil else { return }
    let context = context
    if let operation { context.trash.append(operation) }
    // The list must hold the only reference when it is emptied, or the links would be released
    // one inside the other after all.
    operation = nil
    context.emptyTrash()
  }
}

/// How a tensor was computed: the inputs, and what to do when a gradient comes back.
final class Operation {
  let name: StaticString
  var first: Node?
  var second: Node?
  var third: Node?
  var others: [Node]
  /// Which numbers the derivative looks at again, and how often they had been changed back then.
  let saved: Saved
  var versions: SIMD4<UInt32>
  /// Gives each input its gradient.
  var backward: ((Backflow) -> Void)?

  init(
    _ name: StaticString, _ first: Node?, _ second: Node?, _ third: Node?, _ others: [Node],
    _ saved: Saved, _ backward: @escaping (Backflow) -> Void
  ) {
    self.name = name
    self.first = first
    self.second = second
    self.third = third
    self.others = others
    self.saved = saved
    self.backward = backward
    versions = SIMD4()
  }

  var inputCount: Int { 3 + others.count }

  @inline(__always)
  func input(_ i: Int) -> Node? {
    switch i {
    case 0: first
    case 1: second
    case 2: third
    default: others[i - 3]
    }
  }
}

/// The tensors whose numbers a derivative needs again.
struct Saved: OptionSet {
  let rawValue: UInt8
  static let first = Saved(rawValue: 1)
  static let second = Saved(rawValue: 2)
  static let third = Saved(rawValue: 4)
  static let output = Saved(rawValue: 8)
  static let both: Saved = [.first, .second]
}
