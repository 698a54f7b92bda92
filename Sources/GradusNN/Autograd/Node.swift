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
    storage.release()
    // A long chain would otherwise be released by one nested call for each link, and 100,000
    // links need more stack than a thread has.
    guard let operation else { return }
    self.operation = nil
    context.trash.drop(operation)
  }
}

/// How a tensor was computed: the inputs, and what to do when a gradient comes back.
final class Operation {
  let name: StaticString
  // Counted by hand: a walk over the graph looks at every input several times, and each look at an
  // ordinary reference would count up and down again.
  private let first: Unmanaged<Node>?
  private let second: Unmanaged<Node>?
  private let third: Unmanaged<Node>?
  private let others: [Node]
  /// The versions of the others, where the derivative looks at them again.
  let otherVersions: [UInt32]
  /// Which numbers the derivative looks at again, and how often they had been changed back then.
  let saved: Saved
  let versions: SIMD4<UInt32>
  /// Gives each input its gradient.
  let backward: (Backflow) -> Void

  init(
    _ name: StaticString, _ first: Node?, _ second: Node?, _ third: Node?, _ others: [Node],
    _ saved: Saved, _ versions: SIMD4<UInt32>, _ backward: @escaping (Backflow) -> Void
  ) {
    self.name = name
    self.first = first.map { Unmanaged.passRetained($0) }
    self.second = second.map { Unmanaged.passRetained($0) }
    self.third = third.map { Unmanaged.passRetained($0) }
    self.others = others
    otherVersions = saved == .everything ? others.map { $0.storage.version } : []
    self.saved = saved
    self.versions = versions
    self.backward = backward
  }

  deinit {
    first?.release()
    second?.release()
    third?.release()
  }

  var inputCount: Int { 3 + others.count }

  @inline(__always)
  func input(_ i: Int) -> Unmanaged<Node>? {
    switch i {
    case 0: first
    case 1: second
    case 2: third
    default: Unmanaged.passUnretained(others[i - 3])
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
  /// Every input, however many there are, and the result.
  static let everything = Saved(rawValue: 255)
}
